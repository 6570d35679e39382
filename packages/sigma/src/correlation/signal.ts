import type { FieldValue } from '../event-view.ts';

/** A rule that matched an event, as correlations count it. */
export interface Signal {
  /** Id of the rule. */
  readonly rule: string;
  /** Id of the event; of one rule it counts once, however often it comes. */
  readonly event: string;
  /** When it happened, in milliseconds since 1970. */
  readonly time: number;
  /** What delivered it: each source has a clock of its own in the reckoning of lateness. */
  readonly source: string;
  readonly organisation: string;
  readonly device?: string;
  /** Fields by their Sigma names; those that `signalFields` lists are enough. */
  readonly fields: Readonly<Record<string, FieldValue>>;
}

/** An event, or a finding of another correlation, that has part in a finding. */
export interface Contribution {
  /** Id of the event or finding. */
  readonly event: string;
  /** Id of the rule or correlation. */
  readonly rule: string;
  readonly time: number;
  /** Undefined for findings that more than one organisation has part in. */
  readonly organisation: string | undefined;
  readonly device: string | undefined;
  readonly source: string | undefined;
}

/** A correlation that became true for a group. */
export interface Finding {
  /**
   * 32 hexadecimal digits of SHA-256 over correlation, scope, group, and the first and last event of the window: the
   * same whenever the same events come again, in whatever order.
   */
  readonly id: string;
  /** Id of the correlation. */
  readonly correlation: string;
  /**
   * The time of the event with which it became true, in milliseconds since 1970; for a condition that later events
   * can falsify, the end of the window.
   */
  readonly instant: number;
  /** That of all its events; undefined where they are of several. */
  readonly organisation: string | undefined;
  /** That of all its events; undefined where they are of several or of none. */
  readonly device: string | undefined;
  /** Fields of `group-by` and their values, folded; a list of values is their JSON. */
  readonly group: Readonly<Record<string, string>>;
  readonly first: Contribution;
  readonly last: Contribution;
  /** What the condition was held against: a count, sum and so on. */
  readonly measure: number;
  /** Events from the first to the last. */
  readonly count: number;
  /** How many of them each organisation has. */
  readonly organisations: ReadonlyMap<string, number>;
  /** The latest of them, at most 100 of each organisation, in order. */
  readonly events: readonly Contribution[];
  /** Values that all its events share, of the fields for which correlations that count this one ask. */
  readonly fields: Readonly<Record<string, string>>;
}

/**
 * What comes of signals. A late event may move the beginning of what was found before: then the old finding is
 * withdrawn and, where it is still one, found anew under another id.
 */
export type Outcome =
  | { readonly kind: 'fired'; readonly finding: Finding }
  | { readonly kind: 'withdrawn'; readonly finding: Finding };

/** A signal that is not counted, and why: it came too late, its time is ahead of the clock, or is none. */
export interface RefusedSignal {
  readonly signal: Signal;
  readonly why: 'late' | 'ahead' | 'time';
}
