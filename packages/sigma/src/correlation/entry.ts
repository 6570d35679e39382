import type { Contribution, Finding } from './signal.ts';

/** A signal within a group of a correlation. */
export interface Entry {
  readonly time: number;
  /** Which of the correlation's rules, from 0. */
  readonly step: number;
  readonly contribution: Contribution;
  /** Events by organisation of a finding that is counted; undefined for an event. */
  readonly organisations: ReadonlyMap<string, number> | undefined;
  /** Of `value_count`: the value, or all values of several fields. */
  readonly value: string;
  /** Of the types that calculate: the number in billionths. */
  readonly amount: bigint;
  /** Values, folded, of the fields that correlations above ask for; undefined where the event has none. */
  readonly carried: readonly (string | undefined)[];
  /** Whether the window that ends here fulfils the condition; kept by the group. */
  holds: boolean;
  /** What began here; kept by the group. */
  finding: Finding | undefined;
}

/**
 * The order in which events count: by time; at the same time in the order of the correlation's rules, so that a tie
 * counts as in order; then by id, so that arrival does not matter.
 */
export function compareEntries(a: Entry, b: Entry): number {
  if (a.time !== b.time) return a.time - b.time;
  if (a.step !== b.step) return a.step - b.step;
  const left = a.contribution.event;
  const right = b.contribution.event;
  return left < right ? -1 : left > right ? 1 : 0;
}

/** Index of the first entry at or after a time. */
export function firstFrom(entries: readonly Entry[], time: number): number {
  let low = 0;
  let high = entries.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((entries[middle]?.time ?? 0) < time) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Index of an entry, or of the place where it belongs. */
export function placeOf(entries: readonly Entry[], entry: Entry): number {
  let low = 0;
  let high = entries.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    const other = entries[middle];
    if (other && compareEntries(other, entry) < 0) low = middle + 1;
    else high = middle;
  }
  return low;
}
