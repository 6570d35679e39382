import { parseAddress } from '../canonical/address.ts';
import { formatNetwork, maskTo } from '../canonical/network.ts';
import type { Indicator, IndicatorKind } from '../indicator.ts';
import { KeyRoom } from './key.ts';
import { keyHash, secondHalf } from './key-hash.ts';
import { entry, head, kindNumber, never, slotWords, whatOf } from './layout.ts';

/** An indicator of a list that something matched. */
export interface Found {
  readonly indicator: Indicator;
  /** The number under which the list was added. */
  readonly list: number;
}

/** What an event can name; networks are found by the addresses in them. */
export type Observed = Exclude<IndicatorKind, 'network'>;

const nothing: readonly Found[] = [];

/**
 * Looks things up in a table that `TableBuilder` made. A look costs the same however many indicators there are; an
 * address costs one more for each prefix length in use, a domain one for each of its labels. The memory is only read.
 */
export class IndicatorTable {
  readonly #table: Uint32Array;
  readonly #key = new KeyRoom();
  readonly #prefixes: Readonly<Record<number, readonly number[]>>;
  readonly size: number;

  constructor(memory: SharedArrayBuffer) {
    this.#table = new Uint32Array(memory);
    this.size = this.#table[head.entries] ?? 0;
    this.#prefixes = { 4: this.#lengths(head.prefixes4, 32), 16: this.#lengths(head.prefixes6, 128) };
  }

  /** Whether anything of a kind is in the table. */
  holds(kind: IndicatorKind): boolean {
    return ((this.#table[head.kinds] ?? 0) & (1 << kindNumber(kind))) !== 0;
  }

  /** Whether anything in the table could match what is named so. */
  looksFor(kind: Observed): boolean {
    return this.holds(kind) || (kind === 'address' && this.holds('network'));
  }

  /** All that a canonical value matches at a time (ms since 1970): itself, its networks, the domains it is below. */
  look(kind: Observed, value: string, at: number): readonly Found[] {
    let found = nothing;
    const minute = Math.floor(at / 60_000);
    if (kind === 'domain') {
      if (!this.holds('domain')) return nothing;
      for (let from = 0; from >= 0; from = dotAfter(value, from)) {
        const name = from === 0 ? value : value.slice(from);
        if (this.#key.take('domain', name)) found = this.#gather('domain', minute, found, () => name);
      }
      return found;
    }
    if (this.holds(kind) && this.#key.take(kind, value))
      found = this.#gather(kind, minute, found, () => value);
    if (kind !== 'address' || !this.holds('network')) return found;
    const bytes = parseAddress(value);
    if (!bytes) return found;
    for (const prefix of this.#prefixes[bytes.length] ?? [])
      if (this.#key.takeNetwork(bytes, prefix))
        found = this.#gather('network', minute, found, () =>
          formatNetwork({ bytes: maskTo(bytes, prefix), prefix }),
        );
    return found;
  }

  /** Adds what lies under the key in the room. */
  #gather(
    kind: IndicatorKind,
    minute: number,
    before: readonly Found[],
    text: () => string,
  ): readonly Found[] {
    let at = this.#find(kind);
    if (at === 0) return before;
    const found = [...before];
    for (; at !== 0; at = this.#table[at + entry.next] ?? 0) {
      const ends = this.#table[at + entry.ends] ?? never;
      if (ends !== never && ends <= minute) continue;
      found.push({ indicator: { kind, value: text() }, list: this.#table[at + entry.list] ?? 0 });
    }
    return found;
  }

  #find(kind: IndicatorKind): number {
    const table = this.#table;
    const { words, length, prefix } = this.#key;
    const what = whatOf(kindNumber(kind), prefix, length);
    const mask = table[head.mask] ?? 0;
    const first = keyHash(words, length, (table[head.key0] ?? 0) ^ (what & 0xffff), table[head.key1] ?? 0);
    const second = secondHalf;
    for (let slot = first & mask; ; slot = (slot + 1) & mask) {
      const place = head.words + slot * slotWords;
      const at = table[place + 1] ?? 0;
      if (at === 0) return 0;
      // The hash only says where to look: what is found is compared to the last byte.
      if (table[place] === second && table[at] === what && this.#same(at, (length + 3) >> 2)) return at;
    }
  }

  #same(at: number, count: number): boolean {
    const { words } = this.#key;
    for (let index = 0; index < count; index += 1)
      if (this.#table[at + entry.key + index] !== words[index]) return false;
    return true;
  }

  #lengths(from: number, most: number): number[] {
    return Array.from({ length: most + 1 }, (_, prefix) => prefix).filter(
      (prefix) => ((this.#table[from + (prefix >> 5)] ?? 0) & (1 << (prefix & 31))) !== 0,
    );
  }
}

/** Where the next shorter suffix of two labels or more begins; -1 when there is none. */
function dotAfter(name: string, from: number): number {
  const dot = name.indexOf('.', from);
  return dot < 0 || name.indexOf('.', dot + 1) < 0 ? -1 : dot + 1;
}
