import type { DeviceEvent } from '../events/index.ts';
import { nxlogObject } from './nxlog.ts';
import { rsyslogObject } from './rsyslog.ts';
import { oldWinlogbeatObject, winlogbeatObject } from './winlogbeat.ts';

export { timeZone } from './nxlog.ts';

/** The object that the shipper of an event's device sends. */
export function shippedObject(event: DeviceEvent, recordId: number): object {
  if (event.kind === 'syslog') return rsyslogObject(event);
  switch (event.device.shipper) {
    case 'winlogbeat-old':
      return oldWinlogbeatObject(event, recordId);
    case 'nxlog':
      return nxlogObject(event, recordId);
    default:
      return winlogbeatObject(event, recordId);
  }
}
