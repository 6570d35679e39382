import { useState } from 'react';
import { useAsk, useChange } from '../../app/ask.ts';
import { useUrlState } from '../../app/location.ts';
import { useCan } from '../../app/session.tsx';
import { formatCount, plural } from '../../logic/time-format.ts';
import {
  Button,
  Facts,
  Failure,
  Figure,
  FigureRow,
  Go,
  Page,
  Panel,
  type Tab,
  Tabs,
  Time,
  useToast,
  Waiting,
} from '../../ui/index.ts';
import { Configuration } from './configuration.tsx';
import { DeadLetters, Quarantine } from './left-over.tsx';
import { tokenOf } from './new-tokens.ts';
import { SourceMaps } from './source-maps.tsx';
import { SourceSettings } from './source-settings.tsx';
import { SourceState } from './source-state.tsx';
import { TokenOnce } from './token-once.tsx';
import { Tokens } from './tokens.tsx';
import { UploadPanel } from './upload-panel.tsx';

/** One source: whether events arrive, what to paste, its tokens, and what could not be read or placed. */
export function SourcePage({ id }: { readonly id: string }) {
  const can = useCan();
  const [state, set] = useUrlState();
  const [settings, setSettings] = useState(false);
  const detail = useAsk('source', { params: { id } }, { every: 5000, keep: false });
  const toast = useToast();
  const update = useChange('sourceUpdate', { renews: ['source', 'sources', 'overview'] });
  const source = detail.data;
  if (source === undefined)
    return (
      <Page title="Source">
        {detail.error === null ? (
          <Waiting what="the source" />
        ) : (
          <Failure error={detail.error} retry={() => void detail.refetch()} />
        )}
      </Page>
    );
  const asOf = new Date(detail.dataUpdatedAt).toISOString();
  const token = tokenOf(id);
  const disabled = source.state === 'disabled';
  const turn = (off: boolean) =>
    update.mutate(
      { params: { id }, body: { disabled: off } },
      {
        onSuccess: () =>
          toast({
            text: off ? 'Source disabled: its tokens are refused' : 'Source enabled',
            undo: () => turn(!off),
          }),
      },
    );
  const tabs: readonly Tab[] = [
    { id: 'connect', label: 'Connect', render: () => <Configuration source={source} token={token} /> },
    ...(can('uploads.write')
      ? [{ id: 'upload', label: 'Upload files', render: () => <UploadPanel source={source} /> }]
      : []),
    { id: 'tokens', label: `Tokens (${source.tokens.length})`, render: () => <Tokens source={source} /> },
    ...(source.shared
      ? [
          { id: 'map', label: 'Map', render: () => <SourceMaps source={source} /> },
          { id: 'quarantine', label: 'Quarantine', render: () => <Quarantine sourceId={id} /> },
        ]
      : []),
    {
      id: 'dead',
      label: `Unreadable (${formatCount(source.deadLetters24h)})`,
      render: () => <DeadLetters sourceId={id} />,
    },
  ];
  return (
    <Page
      title={source.name}
      lead={
        <span className="row-line">
          <span role="status">
            <SourceState state={source.state} whole />
          </span>
          {source.organisationId === null ? (
            <span>serves several organisations</span>
          ) : (
            <Go to={`/organisations/${source.organisationId}`}>{source.organisationName}</Go>
          )}
        </span>
      }
      actions={
        <>
          {can('events.read') ? (
            <Go to={`/events?source=${id}`} className="button">
              Its events
            </Go>
          ) : null}
          {can('sources.write') ? (
            <>
              <Button onClick={() => setSettings(true)}>Settings…</Button>
              <Button onClick={() => turn(!disabled)}>{disabled ? 'Enable' : 'Disable'}</Button>
            </>
          ) : null}
        </>
      }
    >
      {token === undefined ? null : <TokenOnce token={token} />}
      {source.state === 'waiting' ? (
        <div className="banner">
          Waiting for the first event. This page shows it by itself; no need to reload.
        </div>
      ) : null}
      <FigureRow label="Figures">
        <Figure
          isName
          value={<Time at={source.lastEvent} />}
          name="last event"
          words="the last event"
          what="When the newest event of this source was received."
          period="since the first event"
          asOf={asOf}
        />
        <Figure
          value={formatCount(source.events24h)}
          name={source.events24h === 1 ? 'event in 24 h' : 'events in 24 h'}
          words={`${plural(source.events24h, 'event')} in 24 h`}
          what="Events received from this source, whenever they happened: a file of last year counts today."
          period="received in the last 24 hours"
          asOf={asOf}
          {...(can('events.read') ? { to: `/events?source=${id}` } : {})}
        />
        <Figure
          value={formatCount(source.devices)}
          name={source.devices === 1 ? 'device' : 'devices'}
          words={plural(source.devices, 'device')}
          what="Devices that events of this source have named."
          period="since the first event"
          asOf={asOf}
        />
        <Figure
          value={formatCount(source.deadLetters24h)}
          tone={source.deadLetters24h > 0 ? 'bad' : undefined}
          name="unreadable in 24 h"
          words={`${plural(source.deadLetters24h, 'unreadable record')} in 24 h`}
          what="Records that could not be read. Each is kept as it came, with the reason, under Unreadable."
          period="received in the last 24 hours"
          asOf={asOf}
          to={`/sources/${id}?tab=dead`}
        />
      </FigureRow>
      <section className="panel" aria-label="Source">
        <Tabs label="Source" tabs={tabs} chosen={state.tab} onChoose={(tab) => set({ tab })} />
      </section>
      <Panel title="Settings">
        <Facts
          rows={[
            ['Kind', source.kind],
            ['Silent after', `${formatCount(source.silentAfterMinutes)} minutes`],
            ['Time zone', source.timeZone],
          ]}
        />
      </Panel>
      {settings ? <SourceSettings source={source} onClose={() => setSettings(false)} /> : null}
    </Page>
  );
}
