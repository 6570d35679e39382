import { useState } from 'react';
import { useAsk, useChange } from '../../app/ask.ts';
import { useCan } from '../../app/session.tsx';
import { formatCount, formatSkew, plural } from '../../logic/time-format.ts';
import {
  Button,
  Chip,
  Facts,
  Failure,
  Figure,
  FigureRow,
  FormDialog,
  Go,
  Page,
  Panel,
  PlainTable,
  SelectField,
  TextField,
  Time,
  useToast,
  Waiting,
} from '../../ui/index.ts';
import { MergeDialog } from './merge-dialog.tsx';

function Place(props: {
  readonly id: string;
  readonly organisationId: string;
  readonly site: string | null;
  readonly owner: string | null;
  readonly onClose: () => void;
}) {
  const sites = useAsk('sites', { params: { id: props.organisationId } });
  const [site, setSite] = useState<string | null>(null);
  const [owner, setOwner] = useState(props.owner ?? '');
  const toast = useToast();
  const update = useChange('deviceUpdate', {
    renews: ['device', 'devices', 'alertDevices'],
    done: () => {
      toast({ text: 'Site and owner saved' });
      props.onClose();
    },
  });
  const rows = sites.data?.rows ?? [];
  const chosen = site ?? rows.find((each) => each.name === props.site)?.id ?? '';
  return (
    <FormDialog
      title="Where it stands, and whose it is"
      onClose={props.onClose}
      onSubmit={() =>
        update.mutate({
          params: { id: props.id },
          body: { siteId: chosen === '' ? null : chosen, owner: owner.trim() === '' ? null : owner.trim() },
        })
      }
      act="Save"
      pending={update.isPending}
    >
      <SelectField
        label="Site"
        hint="Sites are added on the organisation’s page."
        value={chosen}
        onChange={(event) => setSite(event.target.value)}
      >
        <option value="">Not known</option>
        {rows.map((each) => (
          <option key={each.id} value={each.id}>
            {each.name}
          </option>
        ))}
      </SelectField>
      <TextField
        label="Owner"
        hint="A department or a person: whoever can pull the plug."
        value={owner}
        onChange={(event) => setOwner(event.target.value)}
      />
    </FormDialog>
  );
}

/** One device: what we believe about it, and the evidence for each belief. */
export function DevicePage({ id }: { readonly id: string }) {
  const detail = useAsk('device', { params: { id } }, { keep: false });
  const can = useCan();
  const [placing, setPlacing] = useState(false);
  const [merging, setMerging] = useState(false);
  const unmerge = useChange('deviceUnmerge', { renews: ['device', 'devices'] });
  if (detail.data === undefined)
    return (
      <Page title="Device">
        {detail.error === null ? (
          <Waiting what="the device" />
        ) : (
          <Failure error={detail.error} retry={() => void detail.refetch()} />
        )}
      </Page>
    );
  const { device, sightings, observations, merges } = detail.data;
  const asOf = new Date(detail.dataUpdatedAt).toISOString();
  const skewed = device.clockSkewSeconds !== null && Math.abs(device.clockSkewSeconds) >= 60;
  return (
    <Page
      title={device.host}
      lead={
        <span className="row-line">
          <Go to={`/organisations/${device.organisationId}`}>{device.organisationName}</Go>
          <span>{device.os ?? 'system not known'}</span>
          {skewed ? <Chip tone="warn">{formatSkew(device.clockSkewSeconds)}</Chip> : null}
        </span>
      }
      actions={
        <>
          <Go to={`/alerts?host=${encodeURIComponent(device.host)}`} className="button">
            Its alerts
          </Go>
          {can('events.read') ? (
            <Go to={`/events?host=${encodeURIComponent(device.host)}`} className="button">
              Its events
            </Go>
          ) : null}
          {can('devices.write') ? (
            <>
              <Button onClick={() => setPlacing(true)}>Site and owner…</Button>
              <Button onClick={() => setMerging(true)}>Same as another…</Button>
            </>
          ) : null}
        </>
      }
    >
      <FigureRow label="Figures">
        <Figure
          value={formatCount(device.openAlerts)}
          tone={device.openAlerts > 0 ? 'bad' : undefined}
          name={device.openAlerts === 1 ? 'open alert' : 'open alerts'}
          words={plural(device.openAlerts, 'open alert')}
          what="Alerts with a hit on this device that are not closed. Muted and snoozed ones are counted, because the device is in them."
          period="any time"
          asOf={asOf}
          to={`/alerts?muted=shown&host=${encodeURIComponent(device.host)}`}
        />
        <Figure
          value={formatCount(device.events24h)}
          name="events in 24 h"
          words={`${plural(device.events24h, 'event')} in 24 h`}
          what="Events received that name this device, under any name that was said to be the same device."
          period="the last 24 hours"
          asOf={asOf}
          {...(can('events.read') ? { to: `/events?range=24h&host=${encodeURIComponent(device.host)}` } : {})}
        />
      </FigureRow>
      {device.alsoIn.length > 0 ? (
        <div className="banner" data-tone="warn">
          The name {device.host} also reports under{' '}
          {device.alsoIn.map((each) => each.organisationName).join(', ')}. They are kept apart: names repeat,
          and one may be a misdirected shipper.
        </div>
      ) : null}
      <div className="split">
        <div>
          <Panel title="Evidence" flush>
            <PlainTable
              label="Evidence"
              rows={observations}
              idOf={(each) => `${each.kind} ${each.value} ${each.happened} ${each.source}`}
              empty={<p className="secondary pad">Nothing has been observed beyond its name.</p>}
              columns={[
                { label: 'What', width: 6.5, cell: (each) => each.kind.replaceAll('-', ' ') },
                { label: 'Value', cell: (each) => each.value },
                { label: 'From', width: 8, cell: (each) => each.source },
                { label: 'Happened', width: 7.25, cell: (each) => <Time at={each.happened} /> },
                { label: 'Received', width: 7.75, cell: (each) => <Time at={each.received} /> },
              ]}
            />
          </Panel>
          <Panel
            title="Sightings"
            aside={<span className="secondary small">who reported it, never changed</span>}
            flush
          >
            <PlainTable
              label="Sightings"
              rows={sightings}
              idOf={(each) => each.key}
              columns={[
                { label: 'Name as reported', cell: (each) => each.host },
                {
                  label: 'Source',
                  width: 11,
                  cell: (each) =>
                    can('sources.read') ? (
                      <Go to={`/sources/${each.sourceId}`}>{each.sourceName}</Go>
                    ) : (
                      each.sourceName
                    ),
                },
                ...(sightings.some((each) => each.sid !== null || each.mac !== null)
                  ? [
                      {
                        label: 'SID or MAC',
                        width: 11,
                        cell: (each: (typeof sightings)[number]) => (
                          <span className="mono">{each.sid ?? each.mac ?? ''}</span>
                        ),
                      },
                    ]
                  : []),
                { label: 'First', width: 7.5, cell: (each) => <Time at={each.first} /> },
                { label: 'Last', width: 7.5, cell: (each) => <Time at={each.last} /> },
              ]}
            />
          </Panel>
        </div>
        <div>
          <Panel title="Facts">
            <Facts
              rows={[
                [
                  'System',
                  <span key="os">
                    {device.os ?? 'not known'}
                    {device.osEvidence === null ? null : (
                      <div className="secondary small">
                        {device.osEvidence.value}, from {device.osEvidence.source},{' '}
                        <Time at={device.osEvidence.at} />
                      </div>
                    )}
                  </span>,
                ],
                [
                  'Clock',
                  <span key="clock" className={skewed ? 'warn' : ''}>
                    {formatSkew(device.clockSkewSeconds)}
                  </span>,
                ],
                ['Addresses', device.addresses.join(', ') || 'none seen'],
                ['Names', device.names.join(', ')],
                ['Site', device.site ?? 'not known'],
                ['Owner', device.owner ?? 'not known'],
                ['First seen', <Time key="first" at={device.first} exact />],
                ['Last seen', <Time key="last" at={device.last} exact />],
              ]}
            />
          </Panel>
          {merges.length === 0 ? null : (
            <Panel title="Said to be the same" flush>
              <PlainTable
                label="Merges"
                least={20}
                rows={merges}
                idOf={(each) => each.id}
                columns={[
                  {
                    label: 'Why',
                    cell: (each) => (
                      <>
                        {each.reason}
                        <div className="secondary small">
                          {each.by}, <Time at={each.at} />
                        </div>
                      </>
                    ),
                  },
                  {
                    label: 'State',
                    width: 7,
                    cell: (each) =>
                      each.undone !== null ? (
                        <Chip>undone</Chip>
                      ) : can('devices.write') ? (
                        <Button small onClick={() => unmerge.mutate({ params: { id: each.id } })}>
                          Undo
                        </Button>
                      ) : (
                        <Chip>in force</Chip>
                      ),
                  },
                ]}
              />
            </Panel>
          )}
        </div>
      </div>
      {placing ? (
        <Place
          id={device.id}
          organisationId={device.organisationId}
          site={device.site}
          owner={device.owner}
          onClose={() => setPlacing(false)}
        />
      ) : null}
      {merging ? <MergeDialog device={device} onClose={() => setMerging(false)} /> : null}
    </Page>
  );
}
