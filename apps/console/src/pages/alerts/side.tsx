import type { Alert } from '@cordon/api';
import { useAsk } from '../../app/ask.ts';
import { plural } from '../../logic/time-format.ts';
import { Chip, Facts, Go, PlainTable, Severity, Time } from '../../ui/index.ts';
import { AdviceView } from './advice.tsx';
import { TriageButtons } from './triage-buttons.tsx';
import type { useTriage } from './use-triage.tsx';
import { Matched } from './why.tsx';
import { StateChip } from './words.tsx';

/** The selected alert beside the list: enough to decide without leaving it. */
export function AlertSide({
  alert,
  triage,
}: {
  readonly alert: Alert;
  readonly triage: ReturnType<typeof useTriage>;
}) {
  const detail = useAsk('alert', { params: { id: alert.id } }, { keep: false });
  const hits = useAsk('alertSignals', { params: { id: alert.id }, query: { limit: 1 } }, { keep: false });
  const devices = useAsk('alertDevices', { params: { id: alert.id }, query: { limit: 5 } }, { keep: false });
  const hit = hits.data?.rows[0];
  const advice = detail.data?.advice;
  return (
    <aside className="side" aria-label="Selected alert">
      <div className="side-part">
        <div className="row-line">
          <Severity level={alert.level} />
          <StateChip state={alert.state} reason={alert.closeReason} />
        </div>
        <h2>
          <Go to={`/alerts/${alert.id}`} className="quiet">
            {alert.title}
          </Go>
        </h2>
        <TriageButtons can={triage.can} start={triage.start} state={alert.state} />
      </div>
      <div className="side-part">
        <Facts
          rows={[
            ['First seen', <Time key="first" at={alert.first} />],
            ['Last seen', <Time key="last" at={alert.last} />],
            ['Extent', `${plural(alert.count, 'hit')} on ${plural(alert.devices, 'device')}`],
            ['Where', alert.organisations.map((part) => part.name).join(', ')],
            ...(alert.otherOrganisations > 0
              ? [
                  [
                    'Elsewhere',
                    `${plural(alert.otherOrganisations, 'organisation')} outside your scope`,
                  ] as const,
                ]
              : []),
            ['Assignee', alert.assignee?.name ?? 'nobody'],
            ...(alert.techniques.length === 0
              ? []
              : [
                  [
                    'Techniques',
                    <span key="techniques" className="chips">
                      {alert.techniques.map((each) => (
                        <Chip key={each.id}>
                          {each.id} {each.name}
                        </Chip>
                      ))}
                    </span>,
                  ] as const,
                ]),
          ]}
        />
      </div>
      {hit === undefined ? null : (
        <div className="side-part">
          <h3>What matched, on {hit.host}</h3>
          <Matched hit={hit} />
        </div>
      )}
      {advice === undefined || advice === null ? null : (
        <div className="side-part">
          <h3>What it means</h3>
          <AdviceView advice={advice} />
        </div>
      )}
      {devices.data === undefined || devices.data.rows.length === 0 ? null : (
        <div className="side-part">
          <h3>Devices, as they were hit</h3>
          <PlainTable
            label="Devices of the selected alert"
            least={16}
            rows={devices.data.rows}
            idOf={(device) => `${device.organisationId} ${device.host}`}
            columns={[
              { label: 'Device', cell: (device) => device.host },
              { label: 'Hits', width: 4, number: true, cell: (device) => device.count },
              { label: 'Last', width: 7, cell: (device) => <Time at={device.last} /> },
            ]}
          />
          {alert.devices > devices.data.rows.length ? (
            <Go to={`/alerts/${alert.id}?tab=devices`}>All {alert.devices} devices</Go>
          ) : null}
        </div>
      )}
    </aside>
  );
}
