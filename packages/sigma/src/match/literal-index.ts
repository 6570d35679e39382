import { Automaton, buildAutomaton, MOST_STATES, type Needle } from './automaton.ts';
import type { Literal } from './literal.ts';
import type { IndexTables } from './tables.ts';

const NOT_ASCII = /[^\p{ASCII}]/u;

interface Shard {
  readonly automaton: Automaton;
  /** Number of the automaton's first needle within the index. */
  readonly base: number;
}

/**
 * Finds literals of one field. Those with characters beyond ASCII have automata of their own, run only on values
 * that have such characters: they would make the tables of all others several times as large.
 */
export class LiteralIndex {
  readonly #ascii: readonly Shard[];
  readonly #wide: readonly Shard[];

  constructor(tables: IndexTables) {
    const made = (wide: boolean): Shard[] =>
      tables.shards
        .filter(({ automaton }) => automaton.wide === wide)
        .map(({ base, automaton }) => ({ base, automaton: new Automaton(automaton) }));
    this.#ascii = made(false);
    this.#wide = made(true);
  }

  /** Writes the numbers of the literals that may be in the text to `found`, from `count` on; the new count. */
  scan(text: string, found: Int32Array, from: number): number {
    let count = from;
    for (const shard of this.#ascii) count = scanShard(shard, text, found, count);
    if (this.#wide.length > 0 && NOT_ASCII.test(text)) {
      for (const shard of this.#wide) count = scanShard(shard, text, found, count);
    }
    return count;
  }
}

/** Tables for a set of literals, and the literals in the order of their numbers. */
export function buildIndex(literals: readonly Literal[]): {
  readonly tables: IndexTables;
  readonly literals: readonly Literal[];
} {
  const narrow = literals.filter((literal) => !NOT_ASCII.test(literal.text));
  const wide = literals.filter((literal) => NOT_ASCII.test(literal.text));
  const shards = [...buildShards(narrow, 0, false), ...buildShards(wide, narrow.length, true)];
  return { tables: { shards }, literals: [...narrow, ...wide] };
}

function scanShard(shard: Shard, text: string, found: Int32Array, from: number): number {
  const count = shard.automaton.scan(text, found, from);
  if (shard.base > 0) for (let at = from; at < count; at++) found[at] = (found[at] as number) + shard.base;
  return count;
}

/** As many automata as the number of their states asks for; hardly ever more than one. */
function buildShards(
  literals: readonly Literal[],
  base: number,
  wide: boolean,
): IndexTables['shards'][number][] {
  const result: IndexTables['shards'][number][] = [];
  let needles: Needle[] = [];
  let states = 2;
  let first = base;
  const close = (): void => {
    if (needles.length > 0) result.push({ automaton: buildAutomaton(needles, wide), base: first });
    first += needles.length;
    needles = [];
    states = 2;
  };
  for (const literal of literals) {
    if (states + literal.text.length > MOST_STATES) close();
    needles.push(literal);
    states += literal.text.length;
  }
  close();
  return result;
}
