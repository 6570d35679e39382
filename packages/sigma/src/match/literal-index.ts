import { Automaton, MOST_STATES, type Needle } from './automaton.ts';
import type { Literal } from './literal.ts';

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
  /** Literals in the order of their numbers. */
  readonly literals: readonly Literal[];
  readonly #ascii: readonly Shard[];
  readonly #wide: readonly Shard[];

  constructor(literals: readonly Literal[]) {
    const narrow = literals.filter((literal) => !NOT_ASCII.test(literal.text));
    const wide = literals.filter((literal) => NOT_ASCII.test(literal.text));
    this.literals = [...narrow, ...wide];
    this.#ascii = shards(narrow, 0, false);
    this.#wide = shards(wide, narrow.length, true);
  }

  get bytes(): number {
    return [...this.#ascii, ...this.#wide].reduce((sum, shard) => sum + shard.automaton.bytes, 0);
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

function scanShard(shard: Shard, text: string, found: Int32Array, from: number): number {
  const count = shard.automaton.scan(text, found, from);
  if (shard.base > 0) for (let at = from; at < count; at++) found[at] = (found[at] as number) + shard.base;
  return count;
}

/** As many automata as the number of their states asks for; hardly ever more than one. */
function shards(literals: readonly Literal[], base: number, wide: boolean): Shard[] {
  const result: Shard[] = [];
  let needles: Needle[] = [];
  let states = 2;
  let first = base;
  const close = (): void => {
    if (needles.length > 0) result.push({ automaton: new Automaton(needles, wide), base: first });
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
