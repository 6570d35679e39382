import type { Outcome, RefusedSignal, Signal } from './signal.ts';

export interface CorrelatorOptions {
  /** How late an event may come and still count as if it had come in order, in milliseconds; 10 minutes. */
  readonly lateness?: number;
  /** How far ahead of the clock given to `advance` an event may be, in milliseconds; 10 minutes. */
  readonly ahead?: number;
  /** Events kept at most, over all correlations; beyond, groups that saw nothing for longest are evicted. 1,000,000. */
  readonly maxEntries?: number;
}

export interface CorrelatorResult {
  /** In the order in which correlations were given, then by time. */
  readonly outcomes: readonly Outcome[];
  readonly refused: readonly RefusedSignal[];
}

/** What one correlation could not count. */
export interface CorrelationLosses {
  /** Signals without a value for one of the `group-by` fields, or without the device that the scope asks for. */
  readonly ungrouped: number;
  /** Signals without a value to count, or with one that is no number. */
  readonly valueless: number;
  /** Groups and events in them that were forgotten for lack of room. */
  readonly evictedGroups: number;
  readonly evictedEntries: number;
}

export interface CorrelatorStatistics {
  /** Signals given, those refused among them. */
  readonly signals: number;
  readonly refused: Readonly<Record<RefusedSignal['why'], number>>;
  readonly groups: number;
  readonly entries: number;
  /** By id of the correlation; those without losses are left out. */
  readonly losses: ReadonlyMap<string, CorrelationLosses>;
  /** Time before which nothing changes any more, in milliseconds since 1970; -Infinity at first. */
  readonly final: number;
}

/**
 * How far a correlator has come, which its signals alone do not tell. Plain data, the same after JSON; all times in
 * milliseconds since 1970.
 */
export interface CorrelatorProgress {
  /** Time before which nothing changes any more; null while there is none. */
  readonly final: number | null;
  /** The latest time known, of signals and of the clock. */
  readonly latest: number | null;
  /** The clock, as it was last told. */
  readonly now: number | null;
  /** Up to when each source has told. */
  readonly sources: Readonly<Record<string, number>>;
}

/** Finds what correlations ask for in a stream of signals. */
export interface Correlator {
  /**
   * Takes signals in any order. The bound of lateness moves between calls, not within one; a late event costs as much
   * as its group has events behind it, once a call.
   */
  add(signals: readonly Signal[]): CorrelatorResult;
  /** A source is known to have told everything up to a time, in milliseconds since 1970, also without signals. */
  observe(source: string, time: number): void;
  /** The clock has reached a time, in milliseconds since 1970: decides what only waited for time to pass. */
  advance(now: number): CorrelatorResult;
  /** No signal will come any more: decides everything that is open. */
  finish(): CorrelatorResult;
  statistics(): CorrelatorStatistics;
  /** For `resumeCorrelator`: keep it with what was made of the outcomes so far. */
  progress(): CorrelatorProgress;
}
