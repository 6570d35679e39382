import type { SyslogEvent } from '../events/index.ts';

/** A line as rsyslog's JSON template passes it on. */
export function rsyslogObject(event: SyslogEvent): object {
  return {
    '@timestamp': new Date(event.time).toISOString(),
    host: event.device.host,
    fromhost: event.device.address,
    severity: event.severity,
    facility: event.facility,
    syslogtag: `${event.program}[${event.pid}]:`,
    programname: event.program,
    message: event.message,
  };
}
