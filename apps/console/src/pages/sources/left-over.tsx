import { useAsk } from '../../app/ask.ts';
import { formatCount } from '../../logic/time-format.ts';
import { Loaded, PlainTable, Time } from '../../ui/index.ts';

/** Events of a shared source that match no line of its map: kept, shown, belonging to nobody yet. */
export function Quarantine({ sourceId }: { readonly sourceId: string }) {
  const quarantine = useAsk('quarantine', { query: { sourceId, limit: 100 } });
  return (
    <Loaded query={quarantine} what="the quarantine">
      {({ rows }) => (
        <PlainTable
          label="Quarantine"
          least={44}
          rows={rows}
          idOf={(each) => `${each.host} ${each.address ?? ''}`}
          empty={
            <p className="pad">
              Nothing. Events that match no line of the map in use wait here until one does.
            </p>
          }
          columns={[
            { label: 'Device', width: 10, cell: (each) => each.host },
            { label: 'Address', width: 8, cell: (each) => each.address ?? '' },
            { label: 'Events', width: 5, number: true, cell: (each) => formatCount(each.events) },
            { label: 'Last', width: 7, cell: (each) => <Time at={each.last} /> },
            {
              label: 'For example',
              cell: (each) => <span className="mono">{each.sample.slice(0, 300)}</span>,
            },
          ]}
        />
      )}
    </Loaded>
  );
}

/** Records that could not be read, as they came, with the reason: nothing that was accepted is thrown away. */
export function DeadLetters({ sourceId }: { readonly sourceId: string }) {
  const letters = useAsk('deadLetters', { query: { sourceId, limit: 100 } });
  return (
    <Loaded query={letters} what="unreadable records">
      {({ rows }) => (
        <PlainTable
          label="Unreadable records"
          least={44}
          rows={rows}
          idOf={(each) => each.id}
          empty={<p className="pad">None: every record of this source could be read.</p>}
          columns={[
            { label: 'Received', width: 7, cell: (each) => <Time at={each.received} /> },
            { label: 'Why', width: 16, cell: (each) => each.reason },
            { label: 'As it came', cell: (each) => <span className="mono">{each.raw.slice(0, 500)}</span> },
          ]}
        />
      )}
    </Loaded>
  );
}
