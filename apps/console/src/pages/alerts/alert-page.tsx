import { useMemo, useState } from 'react';
import { useAsk } from '../../app/ask.ts';
import { useGo, useUrlState } from '../../app/location.ts';
import { listOfRule } from '../../logic/list-of-rule.ts';
import { formatCount, plural } from '../../logic/time-format.ts';
import {
  Button,
  Chip,
  Code,
  Failure,
  Go,
  Histogram,
  Icon,
  Page,
  Panel,
  PrintNote,
  Severity,
  type Tab,
  Tabs,
  Time,
  useKeys,
  Waiting,
} from '../../ui/index.ts';
import { AdviceView } from './advice.tsx';
import { AlertDevices } from './alert-devices.tsx';
import { AlertFigures } from './alert-figures.tsx';
import { Around } from './around.tsx';
import { HandOffs } from './hand-offs.tsx';
import { Parts } from './parts.tsx';
import { RulesOf } from './rules-of.tsx';
import { Timeline } from './timeline.tsx';
import { TriageButtons } from './triage-buttons.tsx';
import { useTriage } from './use-triage.tsx';
import { Why } from './why.tsx';
import { StateChip } from './words.tsx';

/** One alert whole: what happened, why we say so, where, what to do, what has been done. */
export function AlertPage({ id }: { readonly id: string }) {
  const detail = useAsk('alert', { params: { id } }, { keep: false });
  const [state, set] = useUrlState();
  const go = useGo();
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const alert = detail.data?.alert;
  const triage = useTriage({
    targets: useMemo(() => (alert === undefined ? [] : [alert]), [alert]),
    organisationIds: useMemo(() => (chosen.size === 0 ? undefined : [...chosen]), [chosen]),
  });
  useKeys(
    useMemo(
      () => [
        {
          keys: 'p',
          label: 'Containment list, to print',
          group: 'Alert',
          run: () => go(`/alerts/${id}/containment`),
        },
        { keys: 'Escape', label: 'Back to the list', group: 'Alert', run: () => go('/alerts') },
      ],
      [go, id],
    ),
  );
  if (detail.data === undefined || alert === undefined)
    return (
      <Page title="Alert" tab="Alert">
        {detail.error === null ? (
          <Waiting what="the alert" />
        ) : (
          <Failure error={detail.error} retry={() => void detail.refetch()} />
        )}
      </Page>
    );
  const { advice, rule, handOffs } = detail.data;
  const list = listOfRule(alert.ruleId);
  const tabs: readonly Tab[] = [
    {
      id: 'devices',
      label: `Devices (${formatCount(alert.devices)})`,
      render: () => <AlertDevices alertId={id} />,
    },
    { id: 'around', label: 'Events around it', render: () => <Around alertId={id} /> },
    ...(list === undefined
      ? []
      : [
          {
            id: 'list',
            label: 'List',
            render: () => (
              <div className="inside stack pad">
                <p>
                  These events name indicators of one list. Who may see the list is decided by its marking.
                </p>
                <Go to={`/indicators/${list}`}>Open the list</Go>
              </div>
            ),
          },
        ]),
    ...(rule === null
      ? []
      : [
          {
            id: 'rule',
            label: 'Rule',
            render: () => (
              <div className="inside stack pad">
                <p>{rule.description}</p>
                {rule.falsePositives.length > 0 ? (
                  <p className="secondary">Known false alarms: {rule.falsePositives.join('; ')}</p>
                ) : null}
                <Code title={`${rule.origin}: ${rule.title}`} text={rule.text} />
                <div className="row-line">
                  <Go to={`/rules/${encodeURIComponent(rule.id)}`}>Open the rule</Go>
                  {rule.references
                    .filter((each) => /^https?:\/\//.test(each))
                    .map((each) => (
                      <a
                        key={each}
                        href={each}
                        rel="noreferrer noopener"
                        target="_blank"
                        className="wrap-anywhere"
                      >
                        {each}
                      </a>
                    ))}
                </div>
              </div>
            ),
          },
        ]),
  ];
  return (
    <Page
      title={alert.title}
      lead={
        <span className="row-line">
          <Severity level={alert.level} />
          <StateChip state={alert.state} reason={alert.closeReason} />
          <span>{alert.assignee === null ? 'Assigned to nobody' : `Assigned to ${alert.assignee.name}`}</span>
          {alert.techniques.map((each) => (
            <Chip key={each.id}>
              {each.id} {each.name}
            </Chip>
          ))}
          {alert.tags
            .filter((tag) => tag.startsWith('cve.'))
            .map((tag) => (
              <Chip key={tag}>{tag.replace('cve.', 'CVE-').replace('.', '-')}</Chip>
            ))}
          {alert.previousId === null ? null : (
            <Go to={`/alerts/${alert.previousId}`}>Closed before, and back</Go>
          )}
          {alert.origin === 'live' ? null : <Chip tone="warn">{alert.origin}</Chip>}
          {alert.mutedUntil === null ? null : (
            <Chip tone="warn">
              rule muted until <Time at={alert.mutedUntil} />
            </Chip>
          )}
          {alert.snoozedUntil === null ? null : (
            <Chip tone="warn">
              snoozed until <Time at={alert.snoozedUntil} />
            </Chip>
          )}
        </span>
      }
      actions={
        <>
          <Button small hint="p" onClick={() => go(`/alerts/${id}/containment`)}>
            <Icon name="print" />
            Containment list
          </Button>
          <Button small onClick={() => window.print()}>
            Print
          </Button>
        </>
      }
    >
      <div className="panel pad row-line no-print">
        <TriageButtons can={triage.can} start={triage.start} small={false} state={alert.state} />
        {chosen.size > 0 ? (
          <Chip tone="accent">only {plural(chosen.size, 'chosen organisation')}</Chip>
        ) : null}
      </div>
      <PrintNote />
      <AlertFigures alert={alert} asOf={new Date(detail.dataUpdatedAt).toISOString()} />
      {/* Where there is one column, what to do comes before the devices, which may be many. */}
      <div className="split" data-three="">
        <div>
          <Panel title="Why">
            <div className="stack">
              {alert.rules.length < 2 ? null : <RulesOf alert={alert} />}
              <Why alertId={id} />
            </div>
          </Panel>
          <Panel title="Hits over time">
            <Histogram buckets={alert.curve} what="hit" />
          </Panel>
        </div>
        <div>
          <Panel title="What to do">
            {advice === null ? (
              <p className="secondary">
                Nobody has written advice for this rule. Its text and references are under Rule.
              </p>
            ) : (
              <AdviceView advice={advice} />
            )}
          </Panel>
          <Panel title="Organisations" flush>
            <Parts alert={alert} chosen={chosen} onChoose={setChosen} />
          </Panel>
          {handOffs.length === 0 ? null : (
            <Panel title="Hand-offs">
              <HandOffs handOffs={handOffs} />
            </Panel>
          )}
          <Panel title="History">
            <Timeline alertId={id} />
          </Panel>
        </div>
        <div>
          <section className="panel" aria-label="Details">
            <Tabs label="Details" tabs={tabs} chosen={state.tab} onChoose={(tab) => set({ tab })} />
          </section>
        </div>
      </div>
      {triage.dialogs}
    </Page>
  );
}
