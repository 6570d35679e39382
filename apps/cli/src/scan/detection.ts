import type { Level } from './level.ts';

/** One rule that matched one record: a row of the output. */
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
    compare(a.ruleId, b.ruleId)
  );
}
