import type { IrNode } from '../ir/node.ts';
import type { NodeCompiler } from './compile-node.ts';
import type { Check } from './compile-predicate.ts';
import { type EventContext, type FieldId, type FieldNames, KEYWORDS } from './event-context.ts';
import { LiteralIndex } from './literal-index.ts';
import type { GroupTables, IndexTables } from './tables.ts';

/** What groups share: names, closures, and the searches of tables that several groups use. */
export interface GroupParts {
  readonly names: FieldNames;
  readonly compiler: NodeCompiler;
  readonly indexes: Map<IndexTables, LiteralIndex>;
}

interface FieldSearch {
  readonly field: FieldId;
  readonly index: LiteralIndex;
  readonly offsets: Int32Array;
  readonly postings: Int32Array;
}

/** Epochs stay below this, so that they are small integers. */
const LAST_EPOCH = 0x3fffffff;

/**
 * The rules that events of one kind can match. Of an event, the fields that rules ask literals of are searched
 * once each; rules all of whose clauses were seen are candidates, and only those are evaluated.
 */
export class Group {
  readonly #members: Int32Array;
  readonly #nodeOf: (rule: number) => IrNode;
  readonly #checks: (Check | undefined)[];
  readonly #compiler: NodeCompiler;
  readonly #searches: readonly FieldSearch[];
  readonly #always: Int32Array;
  /** For each member, the bits of all its clauses; the bits seen; the event they were seen in. */
  readonly #needed: Uint8Array;
  readonly #bits: Uint8Array;
  readonly #epochs: Int32Array;
  readonly #candidates: Int32Array;
  readonly #found: Int32Array;
  #epoch = 0;

  /** `nodeOf` gives what a rule asks of the group's events; it is called when the rule is first a candidate. */
  constructor(tables: GroupTables, nodeOf: (rule: number) => IrNode, parts: GroupParts) {
    const size = tables.members.length;
    this.#members = tables.members;
    this.#nodeOf = nodeOf;
    this.#compiler = parts.compiler;
    this.#checks = new Array<Check | undefined>(size);
    this.#needed = tables.needed;
    this.#always = tables.always;
    this.#bits = new Uint8Array(size);
    this.#epochs = new Int32Array(size);
    this.#candidates = new Int32Array(size);
    this.#searches = tables.searches.map(({ field, index, offsets, postings }) => {
      const known = parts.indexes.get(index) ?? new LiteralIndex(index);
      parts.indexes.set(index, known);
      return { field: parts.names.idOf(field), index: known, offsets, postings };
    });
    const most = this.#searches.reduce((count, search) => Math.max(count, search.offsets.length), 0);
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
      if (check(context)) hits.push(this.#members[member] as number);
    }
    return count;
  }

  #compile(member: number): Check {
    const check = this.#compiler.check(this.#nodeOf(this.#members[member] as number));
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
    for (let at = 0; at < literals; at++) {
      const literal = found[at] as number;
      count = this.#mark(
        search.postings,
        search.offsets[literal] as number,
        search.offsets[literal + 1] as number,
        count,
      );
    }
    return count;
  }

  /** Notes clauses as seen; a member that has all of its clauses becomes a candidate. */
  #mark(postings: Int32Array, begin: number, end: number, from: number): number {
    const epochs = this.#epochs;
    const bits = this.#bits;
    let count = from;
    for (let at = begin; at < end; at++) {
      const entry = postings[at] as number;
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
