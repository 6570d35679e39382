import type { Device } from '@cordon/api';
import { useCallback } from 'react';
import { useAsk, usePages } from '../../app/ask.ts';
import { ListPage } from '../../app/list-page.tsx';
import { useGo, useOrganisation, useUrlState } from '../../app/location.ts';
import { useCan } from '../../app/session.tsx';
import { formatCount, formatSkew, plural } from '../../logic/time-format.ts';
import { AskWhy, Button, Chip, type Column, Empty, Go, Time } from '../../ui/index.ts';

const idOf = (device: Device) => device.id;
const columnList: readonly Column<Device>[] = [
  {
    id: 'host',
    label: 'Device',
    width: 13,
    sort: 'host',
    cell: (device) => (
      <Go to={`/devices/${device.id}`} className="cell primary" tabIndex={-1}>
        {device.host}
      </Go>
    ),
  },
  { id: 'os', label: 'System', cell: (device) => device.os ?? <span className="secondary">not known</span> },
  {
    id: 'organisation',
    label: 'Organisation',
    width: 13,
    rank: 2,
    cell: (device) => device.organisationName,
  },
  { id: 'addresses', label: 'Address', width: 9, rank: 3, cell: (device) => device.addresses[0] ?? '' },
  {
    id: 'place',
    label: 'Site and owner',
    width: 12,
    rank: 3,
    cell: (device) => [device.site, device.owner].filter((each) => each !== null).join(' · '),
  },
  {
    id: 'notes',
    label: 'Notes',
    width: 13,
    rank: 2,
    cell: (device) => (
      <span className="chips">
        {device.clockSkewSeconds !== null && Math.abs(device.clockSkewSeconds) >= 60 ? (
          <Chip tone="warn">{formatSkew(device.clockSkewSeconds)}</Chip>
        ) : null}
        {device.alsoIn.length > 0 ? <Chip tone="warn">also elsewhere</Chip> : null}
      </span>
    ),
  },
  {
    id: 'alerts',
    label: 'Open alerts',
    width: 6.5,
    number: true,
    sort: 'alerts',
    cell: (device) =>
      device.openAlerts === 0 ? '' : <b className="bad">{formatCount(device.openAlerts)}</b>,
  },
  {
    id: 'events',
    label: 'Events 24 h',
    width: 6.5,
    number: true,
    rank: 3,
    cell: (device) => formatCount(device.events24h),
  },
  { id: 'last', label: 'Last seen', width: 7.5, sort: 'last', cell: (device) => <Time at={device.last} /> },
];
const sorts = ['last', 'host', 'alerts'] as const;
const search = { label: 'Find a device', placeholder: 'Name or address', name: 'q' };
const systems = [
  'Windows XP',
  'Server 2003',
  'Windows 7',
  'Server 2008',
  'Windows 10',
  'Windows 11',
  'Server 2012',
  'Server 2016',
  'Server 2019',
  'Server 2022',
];

/** Every device that telemetry has shown. */
export function Devices() {
  const [state, set] = useUrlState();
  const organisationId = useOrganisation();
  const go = useGo();
  const can = useCan();
  const sort = sorts.find((each) => each === state.sort) ?? 'last';
  const devices = usePages('devices', (cursor) => ({
    query: { cursor, limit: 200, organisationId, q: state.q, os: state.os, sort },
  }));
  const narrowed = state.q !== undefined || state.os !== undefined;
  // The list does not count what has not come; the overview, which the frame has asked for anyway, does.
  const overview = useAsk(
    'overview',
    { query: { hours: 24, organisationId } },
    { enabled: !narrowed && can('overview.read') },
  );
  const loaded = devices.query.data !== undefined;
  const total = devices.total ?? (narrowed ? undefined : overview.data?.devices);
  const title = !loaded
    ? 'Devices'
    : total === undefined
      ? `More than ${plural(devices.rows.length, 'device')}`
      : plural(total, 'device');
  const open = useCallback((device: Device) => go(`/devices/${device.id}`), [go]);
  return (
    <ListPage
      label="Devices"
      title={title}
      why={
        !loaded ? null : (
          <AskWhy
            figure={title}
            what="Devices that events have named and that fit the filters. Two names that were said to be the same device count once."
            period="since the first event"
            asOf={new Date(devices.query.dataUpdatedAt).toISOString()}
          />
        )
      }
      list={devices}
      columns={columnList}
      idOf={idOf}
      onOpen={open}
      table={{ sort, onSort: (next) => set({ sort: next }) }}
      search={search}
      filters={
        <select
          className="select list-search"
          aria-label="System"
          value={state.os ?? ''}
          onChange={(event) => set({ os: event.target.value })}
        >
          <option value="">Any system</option>
          {systems.map((each) => (
            <option key={each} value={each}>
              {each}
            </option>
          ))}
        </select>
      }
      narrowedBy={['os']}
      noneFit="No device fits"
      empty={
        <Empty title="No device has been seen yet">
          <p>Devices appear here by themselves with the first event that names them.</p>
          <Button onClick={() => go('/sources')}>Connect a source</Button>
        </Empty>
      }
    />
  );
}
