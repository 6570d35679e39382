import type { Reading } from '@cordon/indicators';
import { formatCount } from '../../logic/time-format.ts';
import { PlainTable } from '../../ui/index.ts';
import { readingWords } from './reading-words.ts';

/** What a paste was understood to say, while it is written: what is taken, what is refused and why, what to look at twice. */
export function ReadingView({ reading }: { readonly reading: Reading }) {
  const { refused, refusedInAll, cautions, cautionsInAll } = reading;
  return (
    <div className="stack" data-gap="small">
      <p role="status">
        {readingWords(reading)}
        {refusedInAll === 0 ? '' : ` ${formatCount(refusedInAll)} refused.`}
        {cautionsInAll === 0 ? '' : ` ${formatCount(cautionsInAll)} to look at twice.`}
      </p>
      {refused.length === 0 ? null : (
        <details open={refusedInAll <= 5}>
          <summary>{titled('Refused', refused.length, refusedInAll)}</summary>
          <PlainTable
            label="Refused"
            rows={refused.map((each, place) => ({ ...each, place }))}
            idOf={(each) => String(each.place)}
            columns={[
              { label: 'Line', width: 4, number: true, cell: (each) => each.line },
              { label: 'What', width: 12, cell: (each) => <span className="mono">{each.text}</span> },
              { label: 'Why', cell: (each) => each.reason },
            ]}
          />
        </details>
      )}
      {cautions.length === 0 ? null : (
        <details open={cautionsInAll <= 5}>
          <summary>
            {titled('These would hit where nothing is wrong', cautions.length, cautionsInAll)}
          </summary>
          <PlainTable
            label="To look at twice"
            rows={cautions}
            idOf={(each) => `${each.line} ${each.value}`}
            columns={[
              { label: 'Line', width: 4, number: true, cell: (each) => each.line },
              { label: 'Indicator', width: 12, cell: (each) => <span className="mono">{each.value}</span> },
              { label: 'Why', cell: (each) => each.reason },
            ]}
          />
        </details>
      )}
    </div>
  );
}

const titled = (what: string, shown: number, all: number): string =>
  all > shown
    ? `${what}: the first ${formatCount(shown)} of ${formatCount(all)}`
    : `${what}: ${formatCount(all)}`;
