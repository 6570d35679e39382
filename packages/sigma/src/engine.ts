import type { EventView } from './event-view.ts';
import type { Rule } from './parse/rule.ts';

/** One rule that matches one event; never more than one for the same two. */
export interface Hit {
  readonly rule: Rule;
}

/** A field and value that a rule asked for and found, to be highlighted. */
export interface MatchedValue {
  /** Name in the event, after the log source's mapping; undefined for a keyword. */
  readonly field: string | undefined;
  /** Null where the rule asked for the lack of a value. */
  readonly value: string | null;
  /** The test in readable form, for example `is at *\\cmd.exe`. */
  readonly test: string;
}

export interface EngineStatistics {
  /** Events seen. */
  readonly records: number;
  /** Rules evaluated after candidate selection, over all events. */
  readonly candidates: number;
  readonly hits: number;
  /** By rule id; rules without hits are left out. */
  readonly hitsByRule: ReadonlyMap<string, number>;
  /** Groups of rules (by channel, provider, event id) built so far. */
  readonly groups: number;
  /** Bytes of the search tables built so far. */
  readonly tableBytes: number;
}

/** Finds the rules that match an event. Not shared between threads: each makes its own. */
export interface Engine {
  readonly rules: readonly Rule[];
  /** Rules that match, in the order in which they were loaded. The result is not to be changed. */
  match(view: EventView): readonly Hit[];
  /** What made a rule match an event; empty when it does not match. Not for the hot path. */
  matched(rule: Rule, view: EventView): readonly MatchedValue[];
  statistics(): EngineStatistics;
}
