import type { IndicatorList } from '@cordon/api';
import { useState } from 'react';
import { useAsk, useChange, usePages } from '../../app/ask.ts';
import { formatCount, plural } from '../../logic/time-format.ts';
import {
  Button,
  Chip,
  ConfirmDialog,
  Empty,
  Facts,
  Go,
  Loaded,
  Page,
  Panel,
  PlainTable,
  Severity,
  TextField,
  Time,
} from '../../ui/index.ts';
import { alertsOf } from './list-hits.tsx';
import { meaningOf } from './markings.ts';
import { SweepState } from './sweep-state.tsx';
import { WithdrawDialog } from './withdraw-dialog.tsx';

const underWay = (list: IndicatorList | undefined): boolean =>
  list?.sweep?.state === 'waiting' || list?.sweep?.state === 'running';

/** One list: where it was found, how far the sweep is, what it holds. */
export function IndicatorListPage({ id }: { readonly id: string }) {
  const [soon, setSoon] = useState(true);
  const asked = useAsk('indicatorList', { params: { id } }, { every: soon ? 1000 : 15_000 });
  const list = asked.data;
  if (list !== undefined && underWay(list) !== soon) setSoon(underWay(list));
  const cancel = useChange('jobCancel', { renews: ['indicatorList', 'indicatorLists'] });
  const [open, setOpen] = useState<'withdraw' | 'stop' | null>(null);
  const hits = list?.hits.reduce((sum, hit) => sum + hit.events, 0) ?? 0;
  return (
    <Page
      title={
        list === undefined
          ? 'List of indicators'
          : `${list.name}: ${hits === 0 ? 'no hits' : `${plural(hits, 'hit')} at ${plural(list.hits.length, 'organisation')}`}`
      }
      tab={list?.name ?? 'Indicators'}
      lead={<Go to="/indicators">All lists</Go>}
      actions={
        list?.mayWithdraw === true ? (
          <Button onClick={() => setOpen('withdraw')}>Withdraw…</Button>
        ) : undefined
      }
    >
      <Loaded query={asked} what="the list">
        {(shown) => (
          <>
            <Panel title="About">
              <Facts
                rows={[
                  [
                    'State',
                    shown.withdrawn === null ? (
                      <Chip key="state" tone={shown.state === 'active' ? 'good' : undefined}>
                        {shown.state}
                      </Chip>
                    ) : (
                      <span key="state">
                        withdrawn by {shown.withdrawn.by}, <Time at={shown.withdrawn.at} />:{' '}
                        {shown.withdrawn.reason}
                      </span>
                    ),
                  ],
                  ['Source', shown.source],
                  ['For', shown.nodeName],
                  ['Marking', `${shown.marking}: seen by ${meaningOf(shown.marking)}`],
                  ['Level of its alerts', <Severity key="level" level={shown.level} />],
                  [
                    'Added',
                    <span key="added">
                      {shown.by}, <Time at={shown.created} />
                      {shown.refused === 0
                        ? ''
                        : `; ${plural(shown.refused, 'entry was', 'entries were')} refused`}
                    </span>,
                  ],
                  ['Until', <Time key="until" at={shown.expires} />],
                  ['Sweep', <SweepState key="sweep" sweep={shown.sweep} />],
                ]}
              />
              {underWay(shown) && shown.mayWithdraw ? (
                <Button small onClick={() => setOpen('stop')}>
                  Stop the sweep…
                </Button>
              ) : null}
            </Panel>
            <Panel title="Hits by organisation" flush>
              <PlainTable
                label="Hits by organisation"
                rows={shown.hits}
                idOf={(hit) => hit.organisationId}
                empty={
                  <Empty title="No event names any of them">
                    <p>
                      {underWay(shown)
                        ? 'The sweep is not done yet.'
                        : 'Events that come are matched as they come.'}
                    </p>
                  </Empty>
                }
                columns={[
                  {
                    label: 'Organisation',
                    cell: (hit) => <Go to={alertsOf(shown, hit.organisationId)}>{hit.organisationName}</Go>,
                  },
                  { label: 'Events', width: 8, number: true, cell: (hit) => formatCount(hit.events) },
                  { label: 'Last received', width: 12, cell: (hit) => <Time at={hit.last} /> },
                ]}
              />
            </Panel>
            <Indicators id={id} count={shown.indicators} />
            {open === 'withdraw' ? <WithdrawDialog list={shown} onClose={() => setOpen(null)} /> : null}
            {open === 'stop' ? (
              <ConfirmDialog
                title="Stop the sweep?"
                act="Stop the sweep"
                danger
                onCancel={() => setOpen(null)}
                onConfirm={() => {
                  if (shown.sweep !== null) cancel.mutate({ params: { id: shown.sweep.jobId } });
                  setOpen(null);
                }}
              >
                <p>
                  What was found stays, and new events are matched all the same. To look through what is
                  stored, add the list anew.
                </p>
              </ConfirmDialog>
            ) : null}
          </>
        )}
      </Loaded>
    </Page>
  );
}

function Indicators({ id, count }: { readonly id: string; readonly count: number }) {
  const [q, setQ] = useState('');
  const { query, rows, more } = usePages('indicators', (cursor) => ({
    params: { id },
    query: { cursor, q },
  }));
  return (
    <Panel title={plural(count, 'indicator')} flush>
      <div className="inside">
        <TextField label="Find" value={q} maxLength={200} onChange={(event) => setQ(event.target.value)} />
      </div>
      <Loaded query={query} what="indicators">
        {() => (
          <PlainTable
            label="Indicators"
            rows={rows}
            idOf={(row) => `${row.kind} ${row.value}`}
            empty={<Empty title="None of them is written like this" />}
            columns={[
              { label: 'Kind', width: 7, cell: (row) => <Chip>{row.kind}</Chip> },
              { label: 'Indicator', cell: (row) => <span className="mono">{row.value}</span> },
              {
                label: 'Until',
                width: 10,
                cell: (row) =>
                  row.expires === null ? (
                    <span className="secondary">as the list</span>
                  ) : (
                    <Time at={row.expires} />
                  ),
              },
            ]}
          />
        )}
      </Loaded>
      {more === undefined ? null : (
        <div className="inside">
          <Button onClick={more}>More</Button>
        </div>
      )}
    </Panel>
  );
}
