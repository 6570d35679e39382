import type { Indicator } from '../indicator.ts';
import { KeyRoom } from './key.ts';
import { keyHash, secondHalf } from './key-hash.ts';
import { entry, head, kindNumber, never, slotWords, whatOf } from './layout.ts';

/**
 * Gathers indicators and makes one table of them in memory that threads share. Adding is cheap and can be done in
 * parts; `finish` goes over all of it once.
 */
export class TableBuilder {
  readonly #key = new KeyRoom();
  #arena = new Uint32Array(4096);
  /** Word 0 of the arena is left free, so that 0 can mean none. */
  #used = 1;
  #entries = 0;

  /** Adds an indicator (canonical, as `readWord` gives it) of a list; it counts until `ends` (ms since 1970). */
  add(indicator: Indicator, list: number, ends?: number): void {
    if (!this.#key.take(indicator.kind, indicator.value))
      throw new Error(`${indicator.value} is no ${indicator.kind} in canonical form`);
    const { length, prefix, words } = this.#key;
    const size = entry.key + ((length + 3) >> 2);
    if (this.#used + size > this.#arena.length) {
      const larger = new Uint32Array(Math.ceil(this.#arena.length * 1.5) + size);
      larger.set(this.#arena.subarray(0, this.#used));
      this.#arena = larger;
    }
    const at = this.#used;
    this.#arena[at + entry.what] = whatOf(kindNumber(indicator.kind), prefix, length);
    this.#arena[at + entry.list] = list;
    this.#arena[at + entry.ends] =
      ends === undefined ? never : Math.max(0, Math.min(never - 1, Math.floor(ends / 60_000)));
    this.#arena.set(words.subarray(0, size - entry.key), at + entry.key);
    this.#used += size;
    this.#entries += 1;
  }

  /** The table. `seed` is two secret numbers of 32 bits that decide where entries lie. */
  finish(seed: readonly [number, number]): SharedArrayBuffer {
    let slots = 16;
    while (slots * 0.7 < this.#entries) slots *= 2;
    const start = head.words + slots * slotWords;
    const table = new Uint32Array(new SharedArrayBuffer((start + this.#used) * 4));
    table.set(this.#arena.subarray(0, this.#used), start);
    this.#arena = new Uint32Array(4096);
    table[head.mask] = slots - 1;
    table[head.key0] = seed[0];
    table[head.key1] = seed[1];
    let entries = 0;
    for (let at = start + 1; at < start + this.#used; ) {
      const what = table[at + entry.what] ?? 0;
      const words = entry.key + (((what >>> 16) + 3) >> 2);
      if (insert(table, at)) entries += 1;
      note(table, what);
      at += words;
    }
    table[head.entries] = entries;
    return table.buffer as SharedArrayBuffer;
  }
}

/** What kinds and prefix lengths there are: the others need not be looked for. */
function note(table: Uint32Array, what: number): void {
  table[head.kinds] = (table[head.kinds] ?? 0) | (1 << (what & 0xff));
  if ((what & 0xff) !== kindNumber('network')) return;
  const prefix = (what >>> 8) & 0xff;
  const word = (what >>> 16 === 4 ? head.prefixes4 : head.prefixes6) + (prefix >> 5);
  table[word] = ((table[word] ?? 0) | (1 << (prefix & 31))) >>> 0;
}

/** Puts an entry into its slot, or behind those of its key. False: its list has it already; the later end counts. */
function insert(table: Uint32Array, at: number): boolean {
  const what = table[at + entry.what] ?? 0;
  const length = what >>> 16;
  const key = table.subarray(at + entry.key, at + entry.key + ((length + 3) >> 2));
  const mask = table[head.mask] ?? 0;
  const first = keyHash(key, length, (table[head.key0] ?? 0) ^ (what & 0xffff), table[head.key1] ?? 0);
  const second = secondHalf;
  for (let slot = first & mask; ; slot = (slot + 1) & mask) {
    const place = head.words + slot * slotWords;
    const there = table[place + 1] ?? 0;
    if (there === 0) {
      table[place] = second;
      table[place + 1] = at;
      return true;
    }
    if (table[place] !== second || table[there] !== what || !sameKey(table, there, key)) continue;
    let last = there;
    for (;;) {
      if (table[last + entry.list] === table[at + entry.list]) {
        table[last + entry.ends] = Math.max(table[last + entry.ends] ?? 0, table[at + entry.ends] ?? 0);
        return false;
      }
      const next = table[last + entry.next] ?? 0;
      if (next === 0) break;
      last = next;
    }
    table[last + entry.next] = at;
    return true;
  }
}

function sameKey(table: Uint32Array, at: number, key: Uint32Array): boolean {
  for (let index = 0; index < key.length; index += 1)
    if (table[at + entry.key + index] !== key[index]) return false;
  return true;
}
