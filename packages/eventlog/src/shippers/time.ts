import type { LogRecord } from '../record.ts';

export interface EventTime {
  readonly timeMs: number;
  readonly zone: LogRecord['zone'];
}

export const noTime: EventTime = { timeMs: Number.NaN, zone: 'assumed' };

const iso = /^(\d{4})-(\d\d)-(\d\d)[T ](\d\d):(\d\d):(\d\d)(?:[.,](\d{1,9}))?\s*(Z|UTC|[+-]\d\d:?\d\d)?$/i;

/**
 * Time as shippers write it: ISO 8601 with a blank or `T`, with `Z`, an offset (`+0100`) or none (local time,
 * taken for UTC and marked so), or PowerShell's `/Date(ms)/`. NaN when it is none of these.
 */
export function eventTime(value: unknown): EventTime {
  if (typeof value !== 'string') return noTime;
  const match = iso.exec(value.trim());
  if (match === null) {
    const date = /^\/Date\((-?\d{1,15})\)\/$/.exec(value)?.[1];
    return date === undefined ? noTime : { timeMs: Number(date), zone: 'utc' };
  }
  const [, year, month, day, hour, minute, second, fraction, zone] = match;
  const whole = Date.UTC(
    Number(year),
    Number(month) - 1,
    Number(day),
    Number(hour),
    Number(minute),
    Number(second),
  );
  const timeMs = whole + Number(`0.${fraction ?? '0'}`) * 1000;
  if (zone === undefined) return { timeMs, zone: 'assumed' };
  if (/^(z|utc)$/i.test(zone)) return { timeMs, zone: 'utc' };
  const offset = Number(zone.slice(1, 3)) * 60 + Number(zone.slice(-2));
  return { timeMs: timeMs - (zone.startsWith('-') ? -offset : offset) * 60000, zone: 'offset' };
}

/** The first of the values that is a time. */
export function firstTime(...values: readonly unknown[]): EventTime {
  for (const value of values) {
    const time = eventTime(value);
    if (!Number.isNaN(time.timeMs)) return time;
  }
  return noTime;
}
