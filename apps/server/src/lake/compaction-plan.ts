import type { ManifestEntry } from './store.ts';
import type { SegmentLevel } from './tables.ts';

export interface CompactionSettings {
  /** So many small segments of one level are merged. */
  readonly fanIn: number;
  /** An organisation with so many rows in a merge gets a segment of its own; below, a segment is small. */
  readonly largeRows: number;
  /** A merge takes segments of so many rows together, or two. */
  readonly targetRows: number;
  /** A merge reads so many segments at most: each of them costs an open file. */
  readonly mostInputs: number;
  /** How long after its end a day counts as over, in milliseconds. */
  readonly settleMs: number;
}

export const defaultCompaction: CompactionSettings = {
  fanIn: 12,
  largeRows: 500_000,
  targetRows: 2_000_000,
  mostInputs: 48,
  settleMs: 60 * 60_000,
};

/** Segments to read and, for each segment to write, the organisations that go into it. */
export interface CompactionTask {
  readonly day: string;
  readonly level: SegmentLevel;
  readonly inputs: readonly ManifestEntry[];
  readonly outputs: readonly (readonly string[])[];
}

const next: Readonly<Record<SegmentLevel, SegmentLevel>> = { hot: 'hour', hour: 'day', day: 'day' };

/**
 * What to merge. While a day runs, twelve small segments of a level make one of the next, so that there are never
 * more than a few dozen however often new ones are sealed; when it is over, all its small ones are merged.
 * Large organisations part from the others, small ones share segments: the number of files follows the number of
 * rows, not of organisations. Only what stays small is ever merged again, so each event is rewritten a few times.
 * A backlog is worked off in merges of bounded size, the oldest first: each leaves one small segment at most, so
 * they come to an end.
 */
export function planCompaction(
  manifest: readonly ManifestEntry[],
  now: Date,
  settings: CompactionSettings = defaultCompaction,
): CompactionTask[] {
  const small = manifest.filter((entry) => entry.state === 'live' && entry.rows < settings.largeRows);
  const tasks: CompactionTask[] = [];
  for (const [day, entries] of Map.groupBy(small, (entry) => entry.day)) {
    const over = now.getTime() > Date.parse(`${day}T00:00:00Z`) + 86_400_000 + settings.settleMs;
    if (over) {
      if (entries.length > 1) tasks.push(merge(day, 'day', firstOf(entries, settings), settings));
      continue;
    }
    for (const [level, peers] of Map.groupBy(entries, (entry) => entry.level)) {
      if (peers.length >= settings.fanIn)
        tasks.push(merge(day, next[level], firstOf(peers, settings), settings));
    }
  }
  return tasks.sort((one, other) => (one.day < other.day ? -1 : one.day > other.day ? 1 : 0));
}

/** As many as a merge may take, two at least. */
function firstOf(entries: readonly ManifestEntry[], settings: CompactionSettings): ManifestEntry[] {
  const taken: ManifestEntry[] = [];
  let rows = 0;
  for (const entry of entries.slice(0, settings.mostInputs)) {
    if (taken.length >= 2 && rows + entry.rows > settings.targetRows) break;
    taken.push(entry);
    rows += entry.rows;
  }
  return taken;
}

function merge(
  day: string,
  level: SegmentLevel,
  inputs: readonly ManifestEntry[],
  settings: CompactionSettings,
): CompactionTask {
  const rows = new Map<string, number>();
  for (const input of inputs)
    for (const part of input.organisations) rows.set(part.id, (rows.get(part.id) ?? 0) + part.rows);
  const ids = [...rows.keys()].sort();
  const isLarge = (id: string): boolean => (rows.get(id) ?? 0) >= settings.largeRows;
  const outputs = ids.filter(isLarge).map((id) => [id]);
  const shared = ids.filter((id) => !isLarge(id));
  if (shared.length > 0) outputs.push(shared);
  return { day, level, inputs, outputs };
}
