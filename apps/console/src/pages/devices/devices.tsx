import type { Device } from '@cordon/api';
import { useCallback, useState } from 'react';
import { usePages } from '../../app/ask.ts';
import { useGo, useOrganisation, useUrlState } from '../../app/location.ts';
import { formatCount, formatSkew, plural } from '../../logic/time-format.ts';
import {
  Button,
  Chip,
  type Column,
  DataTable,
  Empty,
  Failure,
  Go,
  Page,
  Time,
  useColumns,
  Waiting,
} from '../../ui/index.ts';

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

/** Every device that telemetry has shown. */
export function Devices() {
  const [state, set] = useUrlState();
  const organisationId = useOrganisation();
  const go = useGo();
  const sort = sorts.find((each) => each === state.sort) ?? 'last';
  const [search, setSearch] = useState(state.q ?? '');
  const devices = usePages('devices', (cursor) => ({
    query: { cursor, limit: 200, organisationId, q: state.q, os: state.os, sort },
  }));
  const columns = useColumns('devices', columnList);
  const [cursor, setCursor] = useState<string | null>(null);
  const open = useCallback((device: Device) => go(`/devices/${device.id}`), [go]);
  const narrowed = state.q !== undefined || state.os !== undefined;
  const clear = () => {
    setSearch('');
    set({ q: undefined, os: undefined });
  };
  return (
    <Page
      title={devices.total === undefined ? 'Devices' : plural(devices.total, 'device')}
      tab="Devices"
      fill
      actions={columns.menu}
    >
      <div className="table-frame">
        <form
          className="table-bar"
          onSubmit={(event) => {
            event.preventDefault();
            set({ q: search.trim() });
          }}
        >
          <input
            className="input list-search"
            type="search"
            aria-label="Find a device"
            placeholder="Name or address"
            value={search}
            onChange={(event) => setSearch(event.target.value)}
          />
          <select
            className="select list-search"
            aria-label="System"
            value={state.os ?? ''}
            onChange={(event) => set({ os: event.target.value })}
          >
            <option value="">Any system</option>
            {[
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
            ].map((each) => (
              <option key={each} value={each}>
                {each}
              </option>
            ))}
          </select>
          {narrowed ? (
            <Button small look="plain" onClick={clear}>
              Clear filters
            </Button>
          ) : null}
        </form>
        {devices.query.data === undefined ? (
          devices.query.error === null ? (
            <Waiting what="devices" />
          ) : (
            <Failure error={devices.query.error} retry={() => void devices.query.refetch()} />
          )
        ) : devices.rows.length === 0 ? (
          narrowed ? (
            <Empty title="No device fits">
              <Button onClick={clear}>Clear filters</Button>
            </Empty>
          ) : (
            <Empty title="No device has been seen yet">
              <p>Devices appear here by themselves with the first event that names them.</p>
              <Button onClick={() => go('/sources')}>Connect a source</Button>
            </Empty>
          )
        ) : (
          <DataTable
            label="Devices"
            rows={devices.rows}
            columns={columns.shown}
            widthOf={columns.widthOf}
            idOf={idOf}
            cursor={cursor}
            onCursor={setCursor}
            onOpen={open}
            sort={sort}
            onSort={(next) => set({ sort: next })}
            total={devices.total}
            onMore={devices.more}
          />
        )}
      </div>
    </Page>
  );
}
