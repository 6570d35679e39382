import type { Device } from '../estate/index.ts';

export type EventType = 'Information' | 'Warning' | 'Error' | 'Audit Success' | 'Audit Failure';

/** A record as the device's own event log holds it, before a shipper takes it up. */
export interface WindowsEvent {
  readonly kind: 'windows';
  readonly device: Device;
  /** ms since 1970, UTC. */
  readonly time: number;
  readonly channel: string;
  readonly provider: string;
  readonly eventId: number;
  readonly type: EventType;
  /** Event data by name in the order of the template; `param1` ... where it names none. */
  readonly data: Readonly<Record<string, string>>;
  /** First line of the rendered message for Vista and later; the whole of it before. */
  readonly message: string;
}

/** A line of a Linux machine's system log. */
export interface SyslogEvent {
  readonly kind: 'syslog';
  readonly device: Device;
  readonly time: number;
  readonly program: string;
  readonly pid: number;
  readonly facility: string;
  readonly severity: string;
  readonly message: string;
}

export type DeviceEvent = WindowsEvent | SyslogEvent;

/** Where and when something happens. */
export interface Moment {
  readonly device: Device;
  readonly time: number;
}

/** Insertion strings without names, as classic sources have them. */
export function numbered(strings: readonly string[]): Record<string, string> {
  return Object.fromEntries(strings.map((text, position) => [`param${position + 1}`, text]));
}
