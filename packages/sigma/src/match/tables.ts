/**
 * What the search needs, as plain arrays of numbers: made once from rules, kept in a file, shared between threads.
 * Nothing in here is changed after it was made.
 */

/** Of an automaton with so many needles; see `Automaton` for what the arrays mean. */
export interface AutomatonTables {
  readonly wide: boolean;
  readonly needles: number;
  readonly classes: Uint8Array;
  readonly transitions: Uint16Array;
  readonly out: Int32Array;
  readonly outNext: Uint16Array;
  readonly endOut: Int32Array;
  readonly endFirst: Uint16Array;
  readonly endNext: Uint16Array;
  readonly same: Int32Array;
}

/** Of the literals of one field. */
export interface IndexTables {
  readonly shards: readonly { readonly base: number; readonly automaton: AutomatonTables }[];
}

export interface SearchTables {
  /** Undefined for keywords. */
  readonly field: string | undefined;
  readonly index: IndexTables;
  /** Of each literal, where its postings begin; one more for their end. */
  readonly offsets: Int32Array;
  /** The clauses that a literal is part of, as member number times 4 plus clause number. */
  readonly postings: Int32Array;
}

/** Of the rules that events of one kind can match. */
export interface GroupTables {
  /** Positions in the engine's list, ascending. */
  readonly members: Int32Array;
  /** Of each member, the bits of all its clauses. */
  readonly needed: Uint8Array;
  /** Members without any clause. */
  readonly always: Int32Array;
  readonly searches: readonly SearchTables[];
}

/** What rules mention of an event's identity: it decides which events share a group. */
export interface Mentions {
  readonly channels: readonly string[];
  readonly providers: readonly string[];
  readonly eventIds: readonly number[];
}

/** Tables made before, for the very list of rules that they are given to an engine with. */
export interface EngineTables {
  /** Of each rule. */
  readonly mentions: readonly Mentions[];
  /** Every field that a rule or a log source asks for. */
  readonly fields: readonly string[];
  /** Keys of the groups whose tables were made. */
  readonly keys: readonly string[];
  /** Tables of a group by the router's key, if they were made. */
  group(key: string): GroupTables | undefined;
}

/** What an engine has built: enough to make `EngineTables` of. */
export interface BuiltTables {
  readonly mentions: readonly Mentions[];
  readonly fields: readonly string[];
  readonly groups: ReadonlyMap<string, GroupTables>;
}
