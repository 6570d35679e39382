import type { WindowsEvent } from '../events/index.ts';

/**
 * A record as NXLog's im_mseventlog sends it from XP and Server 2003: the rendered message without the strings it
 * was made from, and times of the device's own clock without a zone.
 */
export function nxlogObject(event: WindowsEvent, recordId: number): object {
  const [type, severity, value] = words[event.type];
  const written = wallClock(event.time);
  const security = event.channel === 'Security';
  return {
    EventTime: written,
    Hostname: event.device.host,
    EventType: type,
    SeverityValue: value,
    Severity: severity,
    EventID: event.eventId,
    SourceName: event.provider,
    FileName: event.channel,
    RecordNumber: recordId,
    CategoryNumber: 0,
    Category: null,
    ...(security ? { AccountName: 'SYSTEM', AccountType: 'Well Known Group', Domain: 'NT AUTHORITY' } : {}),
    EventTimeWritten: written,
    Message: event.message,
    EventReceivedTime: wallClock(event.time + 1000),
    SourceModuleName: 'in',
    SourceModuleType: 'im_mseventlog',
  };
}

const words = {
  Information: ['INFO', 'INFO', 2],
  Warning: ['WARNING', 'WARNING', 3],
  Error: ['ERROR', 'ERROR', 4],
  'Audit Success': ['AUDIT_SUCCESS', 'INFO', 2],
  'Audit Failure': ['AUDIT_FAILURE', 'ERROR', 4],
} as const;

/** Zone of every device of the demonstration. */
export const timeZone = 'Europe/London';
const hourFormat = new Intl.DateTimeFormat('en-GB', {
  timeZone,
  hourCycle: 'h23',
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
  hour: '2-digit',
});
let known = { hour: Number.NaN, text: '' };

/** What a clock on the wall shows: `2026-03-02 08:14:22`. */
function wallClock(time: number): string {
  const hour = Math.floor(time / 3_600_000);
  if (hour !== known.hour) {
    const part = Object.fromEntries(hourFormat.formatToParts(time).map(({ type, value }) => [type, value]));
    known = { hour, text: `${part.year}-${part.month}-${part.day} ${part.hour}` };
  }
  return known.text + new Date(time).toISOString().slice(13, 19);
}
