import type { IndicatorList } from '@cordon/api';
import { useState } from 'react';
import { usePages } from '../../app/ask.ts';
import { useCan } from '../../app/session.tsx';
import { formatCount, plural } from '../../logic/time-format.ts';
import { Button, Chip, Empty, Go, Loaded, Page, PlainTable, Severity, Time } from '../../ui/index.ts';
import { AddListDialog } from './add-list-dialog.tsx';
import { HitsLine } from './list-hits.tsx';
import { SweepState } from './sweep-state.tsx';

/** Lists of indicators: what is looked for, for whom, until when, and where it was found. */
export function Indicators() {
  const can = useCan();
  const [adding, setAdding] = useState(false);
  const { query, rows, more } = usePages('indicatorLists', (cursor) => ({ query: { cursor } }));
  const inForce = rows.filter((list) => list.state === 'active');
  const count = inForce.reduce((sum, list) => sum + list.indicators, 0);
  const title =
    query.data === undefined
      ? 'Indicators'
      : inForce.length === 0
        ? 'No indicators are looked for'
        : `${plural(count, 'indicator')} looked for, from ${plural(inForce.length, 'list')}`;
  return (
    <Page
      title={title}
      tab="Indicators"
      actions={
        can('indicators.write') ? (
          <Button look="primary" onClick={() => setAdding(true)}>
            Add indicators…
          </Button>
        ) : undefined
      }
    >
      <Loaded query={query} what="lists of indicators">
        {() =>
          rows.length === 0 ? (
            <Empty title="Nobody has added indicators yet">
              <p>
                Paste the addresses, domains, URLs, hashes and file names of a report. They are looked for in
                everything that is stored, once, and in every event from then on; hits are alerts.
              </p>
            </Empty>
          ) : (
            <section className="panel" aria-label="Lists of indicators">
              <PlainTable
                label="Lists of indicators"
                least={64}
                rows={rows}
                idOf={(list) => list.id}
                columns={columns}
              />
              {more === undefined ? null : (
                <div className="inside">
                  <Button onClick={more}>Older lists</Button>
                </div>
              )}
            </section>
          )
        }
      </Loaded>
      {adding ? <AddListDialog onClose={() => setAdding(false)} /> : null}
    </Page>
  );
}

const columns = [
  {
    label: 'List',
    cell: (list: IndicatorList) => (
      <>
        <Go to={`/indicators/${list.id}`}>{list.name}</Go>{' '}
        {list.state === 'active' ? null : <Chip>{list.state}</Chip>}
        <div className="secondary">{list.source}</div>
      </>
    ),
  },
  { label: 'For', width: 9, cell: (list: IndicatorList) => list.nodeName },
  { label: 'Marking', width: 9, cell: (list: IndicatorList) => list.marking },
  { label: 'Level', width: 6, cell: (list: IndicatorList) => <Severity level={list.level} /> },
  { label: 'Count', width: 5, number: true, cell: (list: IndicatorList) => formatCount(list.indicators) },
  { label: 'Hits', width: 12, cell: (list: IndicatorList) => <HitsLine list={list} /> },
  { label: 'Sweep', width: 12, cell: (list: IndicatorList) => <SweepState sweep={list.sweep} /> },
  { label: 'Until', width: 7, cell: (list: IndicatorList) => <Time at={list.expires} /> },
];
