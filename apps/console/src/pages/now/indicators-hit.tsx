import { useAsk } from '../../app/ask.ts';
import { formatCount } from '../../logic/time-format.ts';
import { Chip, Go, Panel, PlainTable } from '../../ui/index.ts';

/** Lists of indicators in force that something in scope was found of, those found most first. Nothing where there are none. */
export function IndicatorsHit() {
  const lists = useAsk('indicatorLists', { query: { limit: 100 } }, { every: 60_000 });
  const hit = (lists.data?.rows ?? [])
    .filter((list) => list.state === 'active')
    .map((list) => ({ list, events: list.hits.reduce((sum, each) => sum + each.events, 0) }))
    .filter(({ events }) => events > 0)
    .sort((one, other) => other.events - one.events);
  if (hit.length === 0) return null;
  return (
    <Panel title="Indicators found" flush aside={<Chip tone="bad">{formatCount(hit.length)}</Chip>}>
      <PlainTable
        label="Indicators found"
        least={16}
        rows={hit.slice(0, 5)}
        idOf={({ list }) => list.id}
        columns={[
          {
            label: 'List',
            cell: ({ list }) => (
              <>
                <Go to={`/indicators/${list.id}`}>{list.name}</Go>
                <div className="secondary small">{list.source}</div>
              </>
            ),
          },
          { label: 'Events', width: 5, number: true, cell: ({ events }) => formatCount(events) },
        ]}
      />
    </Panel>
  );
}
