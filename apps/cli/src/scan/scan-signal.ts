import type { LogRecord } from '@cordon/eventlog';
import type { FieldValue } from '@cordon/sigma';

/** Where a record is found again. */
export interface RecordPlace {
  readonly file: string;
  readonly recordId: string;
  readonly channel: string;
  readonly provider: string;
  readonly eventId: number;
  readonly computer: string;
}

/** A rule that matched a record, with what correlations need of it. */
export interface ScanSignal {
  readonly rule: string;
  /** The same for copies of an event in several files. */
  readonly event: string;
  /** Milliseconds since 1970, with a fraction. */
  readonly time: number;
  readonly place: RecordPlace;
  readonly fields: Readonly<Record<string, FieldValue>>;
}

/** @param number of the record in its file: tells events apart that carry no record id. */
export function scanSignal(
  rule: string,
  names: Iterable<string>,
  record: LogRecord,
  file: string,
  number: number,
): ScanSignal {
  const { recordId, channel, provider, eventId, computer, timeMs } = record;
  const fields: Record<string, FieldValue> = {};
  for (const name of names) {
    const value = record.get(name);
    if (value !== undefined) fields[name] = value;
  }
  return {
    rule,
    event: JSON.stringify(recordId === '' ? [file, number] : [computer, channel, recordId, timeMs, eventId]),
    time: timeMs,
    place: { file, recordId, channel, provider, eventId, computer },
    fields,
  };
}
