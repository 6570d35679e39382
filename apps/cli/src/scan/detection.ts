import type { Level } from './level.ts';

/** A record, or the finding of another correlation, that has part in a finding. */
export type CorrelatedRecord = { readonly time: string | null; readonly ruleId: string } & (
  | { readonly file: string; readonly recordId: string; readonly computer: string }
  | { readonly finding: string }
);

/** What of several records made a correlation true. */
export interface CorrelationPart {
  /** The same whenever the same records are scanned. */
  readonly id: string;
  readonly first: string | null;
  readonly last: string | null;
  /** What its condition was held against: a count, a sum and so on. */
  readonly measure: number;
  /** Events from the first to the last. */
  readonly count: number;
  /** The latest of them, at most 100. */
  readonly records: readonly CorrelatedRecord[];
}

/**
 * One rule that matched one record, or one correlation that became true: a row of the output. Of a correlation, time is
 * when it became true, `fields` are those it groups by, and the record is the last that it counted.
 */
export interface Detection {
  /** RFC 3339 in UTC with six digits of the second, or null where the record's time cannot be read. */
  readonly time: string | null;
  readonly ruleId: string;
  readonly ruleTitle: string;
  readonly level: Level;
  readonly tags: readonly string[];
  readonly file: string;
  readonly recordId: string;
  readonly channel: string;
  readonly provider: string;
  readonly eventId: number;
  readonly computer: string;
  readonly fields: Readonly<Record<string, unknown>>;
  /** As it was written, for a record of XP or Server 2003 that was mapped to today's names. */
  readonly legacy?: {
    readonly eventId: number;
    readonly source: string;
    readonly strings: readonly string[];
  };
  /** True for a record recovered from space that its log no longer counts as live. */
  readonly recovered?: boolean;
  /** For a correlation only. */
  readonly correlation?: CorrelationPart;
}

/** Milliseconds since 1970 with a fraction, as RFC 3339 text with microseconds. */
export function timeText(timeMs: number): string | null {
  if (!Number.isFinite(timeMs) || Math.abs(timeMs) > 8.64e15) return null;
  const whole = Math.floor(timeMs);
  const micro = Math.min(999, Math.floor((timeMs - whole) * 1000 + 1e-4));
  return new Date(whole).toISOString().replace('Z', `${String(micro).padStart(3, '0')}Z`);
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** The order of every output: time, file, record, rule; the same whatever the number of workers. */
export function compareDetections(a: Detection, b: Detection): number {
  return (
    compare(a.time ?? '', b.time ?? '') ||
    compare(a.file, b.file) ||
    a.recordId.length - b.recordId.length ||
    compare(a.recordId, b.recordId) ||
    compare(a.ruleId, b.ruleId) ||
    compare(a.correlation?.id ?? '', b.correlation?.id ?? '')
  );
}
