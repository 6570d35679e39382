import type { IrNode } from '../ir/node.ts';
import type { NodeCompiler } from './compile-node.ts';
import type { Check } from './compile-predicate.ts';
import { type EventContext, type FieldId, type FieldNames, KEYWORDS } from './event-context.ts';
import type { Literal } from './literal.ts';
import { LiteralIndex } from './literal-index.ts';
import type { WitnessFinder } from './witness.ts';

/** A rule as it applies to the events of a group. */
export interface Member {
  /** Position of the rule in the engine's list. */
  readonly rule: number;
  readonly node: IrNode;
}

/** What groups share: names, closures, and search tables that are equal for several groups. */
export interface GroupParts {
  readonly names: FieldNames;
  readonly compiler: NodeCompiler;
  readonly witnesses: WitnessFinder;
  readonly indexes: Map<string, LiteralIndex>;
}

interface FieldSearch {
  readonly field: FieldId;
  readonly index: LiteralIndex;
  /** For each literal, the clauses it is part of, as member number times 4 plus clause number. */
  readonly postings: readonly Int32Array[];
}

/** Epochs stay below this, so that they are small integers. */
const LAST_EPOCH = 0x3fffffff;

/**
 * The rules that events of one kind can match. Of an event, the fields that rules ask literals of are searched
 * once each; rules all of whose clauses were seen are candidates, and only those are evaluated.
 */
export class Group {
  readonly #members: readonly Member[];
  readonly #checks: (Check | undefined)[];
  readonly #compiler: NodeCompiler;
  readonly #searches: readonly FieldSearch[];
  /** Members without any clause. */
  readonly #always: readonly number[];
  /** For each member, the bits of all its clauses; the bits seen; the event they were seen in. */
  readonly #needed: Uint8Array;
  readonly #bits: Uint8Array;
  readonly #epochs: Int32Array;
  readonly #candidates: Int32Array;
  readonly #found: Int32Array;
  #epoch = 0;

  constructor(members: readonly Member[], parts: GroupParts) {
    this.#members = members;
    this.#compiler = parts.compiler;
    this.#checks = new Array<Check | undefined>(members.length);
    this.#needed = new Uint8Array(members.length);
    this.#bits = new Uint8Array(members.length);
    this.#epochs = new Int32Array(members.length);
    this.#candidates = new Int32Array(members.length);
    const always: number[] = [];
    const watched = new Map<string | undefined, Map<Literal, number[]>>();
    for (const [number, member] of members.entries()) {
      const clauses = parts.witnesses.watch(member.node);
      if (clauses.length === 0) always.push(number);
      this.#needed[number] = (1 << clauses.length) - 1;
      for (const [clause, { literals }] of clauses.entries()) {
        for (const literal of literals) {
          const byLiteral = watched.get(literal.field) ?? new Map<Literal, number[]>();
          watched.set(literal.field, byLiteral);
          const posting = byLiteral.get(literal);
          if (posting) posting.push(number * 4 + clause);
          else byLiteral.set(literal, [number * 4 + clause]);
        }
      }
    }
    this.#always = always;
    this.#searches = [...watched].map(([field, byLiteral]) => {
      const index = indexOf(field, [...byLiteral.keys()], parts.indexes);
      const postings = index.literals.map((literal) => Int32Array.from(byLiteral.get(literal) ?? []));
      return { field: parts.names.idOf(field), index, postings };
    });
    const most = this.#searches.reduce((size, search) => Math.max(size, search.postings.length), 0);
    this.#found = new Int32Array(most);
  }

  get isEmpty(): boolean {
    return this.#members.length === 0;
  }

  /** Appends the rules that match to `hits`, in their order; returns how many were evaluated. */
  match(context: EventContext, hits: number[]): number {
    if (this.#epoch >= LAST_EPOCH) {
      this.#epochs.fill(0);
      this.#epoch = 0;
    }
    this.#epoch++;
    let count = 0;
    for (const member of this.#always) this.#candidates[count++] = member;
    for (const search of this.#searches) count = this.#search(search, context, count);
    if (count === 0) return 0;
    const candidates = this.#candidates.subarray(0, count);
    if (count > 1) candidates.sort();
    for (let at = 0; at < count; at++) {
      const member = candidates[at] as number;
      const check = this.#checks[member] ?? this.#compile(member);
      if (check(context)) hits.push((this.#members[member] as Member).rule);
    }
    return count;
  }

  #compile(member: number): Check {
    const check = this.#compiler.check((this.#members[member] as Member).node);
    this.#checks[member] = check;
    return check;
  }

  #search(search: FieldSearch, context: EventContext, from: number): number {
    if (search.field === KEYWORDS) return this.#searchAll(search, context.texts(), from);
    const value = context.value(search.field);
    if (typeof value === 'string') return this.#searchText(search, value, from);
    if (value === undefined || value === null) return from;
    return this.#searchAll(search, value, from);
  }

  #searchAll(search: FieldSearch, texts: readonly (string | null)[], from: number): number {
    let count = from;
    for (const text of texts) if (text !== null) count = this.#searchText(search, text, count);
    return count;
  }

  #searchText(search: FieldSearch, text: string, from: number): number {
    const found = this.#found;
    const literals = search.index.scan(text, found, 0);
    let count = from;
    for (let at = 0; at < literals; at++)
      count = this.#mark(search.postings[found[at] as number] as Int32Array, count);
    return count;
  }

  /** Notes clauses as seen; a member that has all of its clauses becomes a candidate. */
  #mark(posting: Int32Array, from: number): number {
    const epochs = this.#epochs;
    const bits = this.#bits;
    let count = from;
    for (let at = 0; at < posting.length; at++) {
      const entry = posting[at] as number;
      const member = entry >> 2;
      const bit = 1 << (entry & 3);
      const before = epochs[member] === this.#epoch ? (bits[member] as number) : 0;
      if (before & bit) continue;
      const after = before | bit;
      epochs[member] = this.#epoch;
      bits[member] = after;
      if (after === this.#needed[member]) this.#candidates[count++] = member;
    }
    return count;
  }
}

/** The search table for a set of literals; groups with the same set share it. */
function indexOf(
  field: string | undefined,
  literals: readonly Literal[],
  indexes: Map<string, LiteralIndex>,
): LiteralIndex {
  const sorted = [...literals].sort((a, b) => a.id - b.id);
  const key = `${field === undefined ? '' : 'f'}${sorted.map((literal) => literal.id).join()}`;
  const known = indexes.get(key);
  if (known) return known;
  const made = new LiteralIndex(sorted);
  indexes.set(key, made);
  return made;
}
