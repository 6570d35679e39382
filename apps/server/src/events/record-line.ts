import type { FieldValue, LogRecord } from '@cordon/eventlog';
import type { ReadRecord } from './normalise.ts';

/** A record as one line of the journal: what a reader in another process found out, to be normalised here. */
export interface RecordLine {
  readonly time: number | null;
  readonly zone: LogRecord['zone'];
  readonly channel: string;
  readonly provider: string;
  readonly eventId: number;
  readonly recordId: string;
  readonly computer: string;
  readonly userSid: string;
  readonly level: number;
  readonly fields: Readonly<Record<string, FieldValue>>;
  readonly system: Readonly<Record<string, FieldValue>>;
  readonly message?: string;
  readonly legacy?: NonNullable<LogRecord['legacy']>;
  readonly original: string;
  /** The event's place in its file, for those that have no identity of their own. */
  readonly given: string;
  /** Instead of all the above for an object that is no Windows event: the object itself. */
  readonly plain?: Readonly<Record<string, unknown>>;
}

export function recordLine(record: ReadRecord, original: string, given: string): RecordLine {
  return {
    time: Number.isFinite(record.timeMs) ? record.timeMs : null,
    zone: record.zone,
    channel: record.channel,
    provider: record.provider,
    eventId: record.eventId,
    recordId: record.recordId,
    computer: record.computer,
    userSid: record.userSid,
    level: record.level,
    fields: record.fields(),
    system: record.systemFields?.() ?? {},
    ...(record.message === undefined ? {} : { message: record.message }),
    ...(record.legacy === undefined ? {} : { legacy: record.legacy }),
    original,
    given,
  };
}

/** The record of a line. `line` was written by `recordLine`: our own reader is trusted with its shape. */
export function recordOfLine(line: RecordLine): ReadRecord {
  const { time, fields, system, original: _original, given: _given, plain: _plain, ...rest } = line;
  return {
    ...rest,
    format: 'json',
    timeMs: time ?? Number.NaN,
    get: (field) => fields[field],
    texts: () => Object.values(fields).flatMap((value) => (typeof value === 'string' ? [value] : [])),
    fields: () => ({ ...fields }),
    systemFields: () => ({ ...system }),
  };
}
