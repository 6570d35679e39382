import { useState } from 'react';
import type { Row } from '../../api/index.ts';
import { useAsk, useChange } from '../../app/ask.ts';
import { useCan } from '../../app/session.tsx';
import { listOfRule } from '../../logic/list-of-rule.ts';
import { plural } from '../../logic/time-format.ts';
import { Button, Chip, Dialog, Empty, Go, Loaded, Page, PlainTable, Time } from '../../ui/index.ts';

type Mute = Row<'mutes'>;

function AlertName({ id }: { readonly id: string }) {
  const { data } = useAsk('alert', { params: { id } });
  return <Go to={`/alerts/${id}`}>{data?.alert.title ?? 'one alert'}</Go>;
}

/** A rule by its title; by its id for those who may not read rules. */
function RuleName({ id }: { readonly id: string }) {
  const list = listOfRule(id);
  return list === undefined ? (
    <SigmaRuleName id={id} />
  ) : (
    <Go to={`/indicators/${list}`}>a list of indicators</Go>
  );
}

function SigmaRuleName({ id }: { readonly id: string }) {
  const can = useCan();
  const { data } = useAsk('rule', { params: { id } }, { enabled: can('rules.read') });
  const name = data === undefined ? <span className="mono">{id}</span> : data.rule.title;
  return can('rules.read') ? (
    <Go to={`/rules/${encodeURIComponent(id)}`}>rule: {name}</Go>
  ) : (
    <>rule: {name}</>
  );
}

/** What is kept quiet, for whom, until when, and why. */
export function Mutes() {
  const mutes = useAsk('mutes', {});
  const can = useCan();
  const end = useChange('muteEnd', { renews: ['mutes', 'alerts', 'alert'] });
  const [ending, setEnding] = useState<Mute | null>(null);
  const rows = mutes.data?.rows;
  return (
    <Page
      title={
        rows === undefined
          ? 'Mutes'
          : rows.length === 0
            ? 'Nothing is muted'
            : `${plural(rows.length, 'mute or snooze', 'mutes and snoozes')} in force`
      }
      tab="Mutes"
    >
      <Loaded query={mutes} what="mutes">
        {(answer) =>
          answer.rows.length === 0 ? (
            <Empty title="Every rule speaks everywhere">
              <p>
                To quieten a rule or an alert for a time, open an alert and press <kbd>z</kbd>. It then stands
                here until it expires.
              </p>
            </Empty>
          ) : (
            <section className="panel" aria-label="Mutes and snoozes">
              <PlainTable
                label="Mutes and snoozes"
                least={46}
                rows={answer.rows}
                idOf={(mute) => mute.id}
                columns={[
                  { label: 'Kind', width: 5.5, cell: (mute) => <Chip>{mute.kind}</Chip> },
                  {
                    label: 'What',
                    cell: (mute) =>
                      mute.alertId !== null ? (
                        <AlertName id={mute.alertId} />
                      ) : mute.ruleId !== null ? (
                        <RuleName id={mute.ruleId} />
                      ) : (
                        'everything'
                      ),
                  },
                  {
                    label: 'For',
                    width: 9,
                    cell: (mute) => [mute.nodeName, mute.host].filter((each) => each !== null).join(', '),
                  },
                  { label: 'Why', cell: (mute) => mute.reason },
                  {
                    label: 'By',
                    width: 8,
                    cell: (mute) => (
                      <>
                        {mute.by}, <Time at={mute.created} />
                      </>
                    ),
                  },
                  { label: 'Until', width: 7, cell: (mute) => <Time at={mute.expires} /> },
                  ...(can('mutes.write')
                    ? [
                        {
                          label: 'Actions',
                          width: 7,
                          cell: (mute: Mute) => (
                            <Button small onClick={() => setEnding(mute)}>
                              End now…
                            </Button>
                          ),
                        },
                      ]
                    : []),
                ]}
              />
            </section>
          )
        }
      </Loaded>
      {ending === null ? null : (
        <Dialog
          title={`End this ${ending.kind}?`}
          onClose={() => setEnding(null)}
          foot={
            <>
              <Button onClick={() => setEnding(null)}>Leave it</Button>
              <Button
                look="primary"
                onClick={() => {
                  end.mutate({ params: { id: ending.id } });
                  setEnding(null);
                }}
              >
                End now
              </Button>
            </>
          }
        >
          <p>Alerts show again from now on for {ending.nodeName}. To take this back, mute it anew.</p>
        </Dialog>
      )}
    </Page>
  );
}
