import type { IrNode } from '../ir/node.ts';
import type { Literal } from './literal.ts';
import { buildIndex } from './literal-index.ts';
import type { GroupTables, IndexTables, SearchTables } from './tables.ts';
import type { WitnessFinder } from './witness.ts';

/** A rule as it applies to the events of a group. */
export interface Member {
  /** Position of the rule in the engine's list. */
  readonly rule: number;
  readonly node: IrNode;
}

type BuiltIndex = ReturnType<typeof buildIndex>;

/** Makes the tables of groups; groups that look for the same literals in a field share them. */
export class GroupBuilder {
  readonly #witnesses: WitnessFinder;
  readonly #indexes = new Map<string, BuiltIndex>();

  constructor(witnesses: WitnessFinder) {
    this.#witnesses = witnesses;
  }

  build(members: readonly Member[]): GroupTables {
    const needed = new Uint8Array(members.length);
    const always: number[] = [];
    const watched = new Map<string | undefined, Map<Literal, number[]>>();
    for (const [number, member] of members.entries()) {
      const clauses = this.#witnesses.watch(member.node);
      if (clauses.length === 0) always.push(number);
      needed[number] = (1 << clauses.length) - 1;
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
    return {
      members: Int32Array.from(members, ({ rule }) => rule),
      needed,
      always: Int32Array.from(always),
      searches: [...watched].map(([field, byLiteral]) => this.#search(field, byLiteral)),
    };
  }

  #search(field: string | undefined, byLiteral: ReadonlyMap<Literal, readonly number[]>): SearchTables {
    const index = this.#indexOf(field, [...byLiteral.keys()]);
    const postings = index.literals.map((literal) => byLiteral.get(literal) ?? []);
    const offsets = new Int32Array(postings.length + 1);
    for (const [number, posting] of postings.entries())
      offsets[number + 1] = (offsets[number] as number) + posting.length;
    return { field, index: index.tables, offsets, postings: Int32Array.from(postings.flat()) };
  }

  #indexOf(field: string | undefined, literals: readonly Literal[]): BuiltIndex {
    const sorted = [...literals].sort((a, b) => a.id - b.id);
    const key = `${field === undefined ? '' : 'f'}${sorted.map((literal) => literal.id).join()}`;
    const made = this.#indexes.get(key) ?? buildIndex(sorted);
    this.#indexes.set(key, made);
    return made;
  }
}

/** Bytes of the tables of a set of indexes. */
export function bytesOf(indexes: Iterable<IndexTables>): number {
  let sum = 0;
  for (const { shards } of indexes)
    for (const { automaton } of shards)
      for (const part of Object.values(automaton)) if (ArrayBuffer.isView(part)) sum += part.byteLength;
  return sum;
}
