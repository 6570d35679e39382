import { useState } from 'react';
import { useAsk } from '../../app/ask.ts';
import { useCan } from '../../app/session.tsx';
import { formatCount, plural } from '../../logic/time-format.ts';
import {
  Button,
  Chip,
  Facts,
  Failure,
  Figure,
  FigureRow,
  Go,
  Page,
  Panel,
  PlainTable,
  Time,
  Waiting,
} from '../../ui/index.ts';
import { AddSourceDialog } from '../sources/add-source-dialog.tsx';
import { SourceState } from '../sources/source-state.tsx';
import { Contacts } from './contacts.tsx';
import { EditDialog } from './edit-dialog.tsx';
import { Holds } from './holds.tsx';
import { Sites } from './sites.tsx';
import { Webhooks } from './webhooks.tsx';

/** One organisation: how it stands, its sources, sites, contacts, and how long its events are kept. */
export function OrganisationPage({ id }: { readonly id: string }) {
  const detail = useAsk('organisation', { params: { id } }, { keep: false });
  const can = useCan();
  const sources = useAsk(
    'sources',
    { query: { organisationId: id, limit: 200 } },
    { enabled: can('sources.read') },
  );
  const [adding, setAdding] = useState(false);
  const [editing, setEditing] = useState(false);
  const organisation = detail.data;
  if (organisation === undefined)
    return (
      <Page title="Organisation">
        {detail.error === null ? (
          <Waiting what="the organisation" />
        ) : (
          <Failure error={detail.error} retry={() => void detail.refetch()} />
        )}
      </Page>
    );
  const asOf = new Date(detail.dataUpdatedAt).toISOString();
  return (
    <Page
      title={organisation.name}
      lead={`${organisation.code} · ${organisation.kind}${organisation.regionName === null ? '' : ` · ${organisation.regionName}`}`}
      actions={
        <>
          {can('sources.write') ? (
            <Button look="primary" onClick={() => setAdding(true)}>
              Add a source
            </Button>
          ) : null}
          {can('federation.write') || can('retention.write') ? (
            <Button onClick={() => setEditing(true)}>Change…</Button>
          ) : null}
        </>
      }
    >
      <FigureRow label="Figures">
        <Figure
          value={formatCount(organisation.openAlerts)}
          tone={organisation.openAlerts > 0 ? 'bad' : undefined}
          name={organisation.openAlerts === 1 ? 'open alert' : 'open alerts'}
          words={plural(organisation.openAlerts, 'open alert')}
          what="Alerts with a part in this organisation that is not closed. Muted and snoozed ones are left out."
          period="any time"
          asOf={asOf}
          to={`/alerts?org=${id}`}
        />
        <Figure
          value={formatCount(organisation.devices)}
          name={organisation.devices === 1 ? 'device' : 'devices'}
          words={plural(organisation.devices, 'device')}
          what="Devices that this organisation’s events have named."
          period="since the first event"
          asOf={asOf}
          to={`/devices?org=${id}`}
        />
        <Figure
          value={formatCount(organisation.sources)}
          name={organisation.sources === 1 ? 'source' : 'sources'}
          words={plural(organisation.sources, 'source')}
          what="Sources of this organisation; shared ones, whose events are told apart by a map, are not counted."
          period="now"
          asOf={asOf}
          to={`/sources?org=${id}`}
        />
        <Figure
          isName
          value={<Time at={organisation.lastEvent} />}
          name="last event"
          words="the last event"
          what="When the newest event of this organisation was received."
          period="since the first event"
          asOf={asOf}
        />
      </FigureRow>
      <div className="split">
        <div>
          {can('sources.read') ? (
            <Panel title="Sources" flush>
              <PlainTable
                label="Sources"
                least={30}
                rows={sources.data?.rows ?? []}
                idOf={(source) => source.id}
                empty={
                  <p className="secondary pad">
                    No source yet: nothing of this organisation can be detected. Add a source to begin.
                  </p>
                }
                columns={[
                  { label: 'Source', cell: (source) => <Go to={`/sources/${source.id}`}>{source.name}</Go> },
                  { label: 'Kind', width: 8, cell: (source) => source.kind },
                  { label: 'State', width: 9, cell: (source) => <SourceState state={source.state} /> },
                  {
                    label: 'Events 24 h',
                    width: 6,
                    number: true,
                    cell: (source) => formatCount(source.events24h),
                  },
                  { label: 'Last event', width: 7, cell: (source) => <Time at={source.lastEvent} /> },
                ]}
              />
            </Panel>
          ) : null}
          <Contacts organisationId={id} />
          {can('webhooks.write') ? <Webhooks organisationId={id} /> : null}
        </div>
        <div>
          <Panel title="Facts">
            <Facts
              rows={[
                [
                  'Belongs to',
                  <span key="parents" className="chips">
                    {organisation.parents.map((parent) => (
                      <Chip key={parent.id}>{parent.name}</Chip>
                    ))}
                  </span>,
                ],
                ['Events kept', `${formatCount(organisation.retentionDays)} days`],
              ]}
            />
          </Panel>
          <Sites organisationId={id} />
          <Holds organisationId={id} />
        </div>
      </div>
      {adding ? <AddSourceDialog organisationId={id} onClose={() => setAdding(false)} /> : null}
      {editing ? <EditDialog organisation={organisation} onClose={() => setEditing(false)} /> : null}
    </Page>
  );
}
