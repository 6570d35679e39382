import type { RuleFilter } from '@cordon/api';
import { plural } from '../../logic/time-format.ts';
import { Code, Panel, PlainTable } from '../../ui/index.ts';

const whys: Readonly<Record<RuleFilter['unfiltered'][number]['why'], string>> = {
  'not-loaded': 'no such rule is loaded',
  ambiguous: 'several rules have that name',
  correlation: 'it is a correlation',
  'other-log-source': 'its log source is another',
};

/** Filters that narrow one rule, with their text: what they keep out raises nothing. */
export function RuleFilters({ filters }: { readonly filters: readonly RuleFilter[] }) {
  if (filters.length === 0) return null;
  return (
    <Panel title={`Narrowed by ${plural(filters.length, 'filter')}`}>
      <div className="stack">
        {filters.map(({ id, title, description, origin, file, text }) => (
          <div key={id} className="stack">
            <p>
              {title}
              {description === '' ? '' : `: ${description}`}
            </p>
            <Code title={`${origin}/${file}`} text={text} />
          </div>
        ))}
      </div>
    </Panel>
  );
}

/** All filters, and what each names but does not change. */
export function FilterList({ filters }: { readonly filters: readonly RuleFilter[] }) {
  if (filters.length === 0) return null;
  return (
    <section className="panel" aria-label="Filters">
      <PlainTable
        label="Filters"
        least={44}
        rows={filters}
        idOf={(each) => each.id}
        empty={<p>No filters.</p>}
        columns={[
          { label: 'Filter', width: 16, cell: (each) => each.title },
          { label: 'File', width: 16, cell: (each) => <span className="mono">{each.file}</span> },
          { label: 'Narrows', width: 8, cell: (each) => plural(each.rules, 'rule') },
          {
            label: 'Names, but does not narrow',
            cell: (each) =>
              each.unfiltered
                .map(({ reference, why, line }) => `${reference} (line ${line}): ${whys[why]}`)
                .join('; '),
          },
        ]}
      />
    </section>
  );
}
