import { useAsk } from '../../app/ask.ts';
import { formatCount } from '../../logic/time-format.ts';
import { Go, Loaded, Panel, PlainTable, Severity, Time } from '../../ui/index.ts';

/** The alerts that nobody has acknowledged, worst first: where to begin. */
export function Pressing({ organisationId }: { readonly organisationId: string | undefined }) {
  const alerts = useAsk(
    'alerts',
    { query: { state: 'new', sort: 'urgency', limit: 6, organisationId } },
    { every: 30_000 },
  );
  return (
    <Panel
      title="Where to begin"
      aside={<span className="secondary small">nobody has acknowledged these yet</span>}
      flush
    >
      <Loaded query={alerts} what="the alerts">
        {({ rows }) => (
          <PlainTable
            label="Where to begin"
            least={28}
            rows={rows}
            idOf={(alert) => alert.id}
            empty={<p className="secondary">Nothing waits for anybody.</p>}
            columns={[
              { label: 'Level', width: 6.5, cell: (alert) => <Severity level={alert.level} /> },
              {
                label: 'Alert',
                cell: (alert) => (
                  <Go to={`/alerts/${alert.id}`} className="cell primary">
                    {alert.title}
                  </Go>
                ),
              },
              {
                label: 'Organisations',
                width: 8,
                number: true,
                cell: (alert) => formatCount(alert.organisations.length),
              },
              { label: 'Devices', width: 5, number: true, cell: (alert) => formatCount(alert.devices) },
              { label: 'Last seen', width: 7, cell: (alert) => <Time at={alert.last} /> },
            ]}
          />
        )}
      </Loaded>
    </Panel>
  );
}
