import type { AlertDevice } from '@cordon/api';
import { usePages } from '../../app/ask.ts';
import { formatCount } from '../../logic/time-format.ts';
import { Button, Failure, Go, PlainTable, Time, Waiting } from '../../ui/index.ts';

/** The devices of an alert: where they are, whose they are, what ran on them. */
export function AlertDevices({ alertId }: { readonly alertId: string }) {
  const devices = usePages('alertDevices', (cursor) => ({
    params: { id: alertId },
    query: { cursor, limit: 25 },
  }));
  if (devices.query.data === undefined)
    return devices.query.error === null ? (
      <Waiting what="devices" />
    ) : (
      <Failure error={devices.query.error} retry={() => void devices.query.refetch()} />
    );
  return (
    <>
      <PlainTable<AlertDevice>
        label="Devices"
        least={44}
        rows={devices.rows}
        idOf={(device) => `${device.organisationId} ${device.host}`}
        empty={<p className="secondary">No device in your scope.</p>}
        columns={[
          {
            label: 'Device',
            cell: (device) => (
              <>
                {device.deviceId === null ? (
                  <b>{device.host}</b>
                ) : (
                  <Go to={`/devices/${device.deviceId}`}>{device.host}</Go>
                )}
                {device.keys === 0 ? null : (
                  <div className="secondary small">
                    {device.key.replaceAll('\u001f', ', ')}
                    {device.keys > 1 && ` and ${formatCount(device.keys - 1)} more`}
                  </div>
                )}
              </>
            ),
          },
          {
            label: 'Address',
            width: 7.5,
            cell: (device) => device.addresses.join(', ') || <span className="secondary">not known</span>,
          },
          {
            label: 'System',
            width: 8,
            cell: (device) => device.os ?? <span className="secondary">not known</span>,
          },
          {
            label: 'Place',
            width: 9.5,
            cell: (device) => (
              <>
                {device.organisationName}
                <div className="secondary small">
                  {[device.site, device.owner].filter((each) => each !== null).join(' · ') ||
                    'no site, no owner'}
                </div>
              </>
            ),
          },
          { label: 'Hits', width: 4, number: true, cell: (device) => formatCount(device.count) },
          {
            label: 'First, last',
            width: 7,
            cell: (device) => (
              <>
                <Time at={device.first} />
                {device.last === device.first ? null : (
                  <div>
                    <Time at={device.last} />
                  </div>
                )}
              </>
            ),
          },
        ]}
      />
      {devices.more === undefined ? null : (
        <div className="table-bar">
          <Button small onClick={devices.more}>
            Show more
          </Button>
        </div>
      )}
    </>
  );
}
