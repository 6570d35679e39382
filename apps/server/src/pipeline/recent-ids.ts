/** Slots are half full at most, so that a look-up ends after a step or two. */
const slotsPerId = 2;

/**
 * Remembers the last ids (16 bytes each) that it was shown, at least `capacity` and at most twice as many, in a
 * fixed amount of memory: 64 bytes an id of capacity. Exact: no id is taken for another.
 */
export class RecentIds {
  readonly #capacity: number;
  readonly #slots: number;
  #young: Uint32Array;
  #old: Uint32Array;
  #count = 0;

  constructor(capacity: number) {
    this.#capacity = capacity;
    this.#slots = 2 ** Math.ceil(Math.log2(capacity * slotsPerId));
    this.#young = new Uint32Array(this.#slots * 4);
    this.#old = new Uint32Array(this.#slots * 4);
  }

  /** Adds the id at `offset` of `ids`; false when it was there already. */
  add(ids: DataView, offset: number): boolean {
    const a = ids.getUint32(offset);
    const b = ids.getUint32(offset + 4);
    const c = ids.getUint32(offset + 8);
    // A slot of zeros is free; an id of zeros does not come out of a hash, but must not loop either.
    const d = (ids.getUint32(offset + 12) | (a === 0 && b === 0 && c === 0 ? 1 : 0)) >>> 0;
    if (this.#find(this.#old, a, b, c, d) < 0) return false;
    const free = this.#find(this.#young, a, b, c, d);
    if (free < 0) return false;
    this.#young[free] = a;
    this.#young[free + 1] = b;
    this.#young[free + 2] = c;
    this.#young[free + 3] = d;
    this.#count += 1;
    if (this.#count >= this.#capacity) {
      [this.#old, this.#young] = [this.#young, this.#old.fill(0)];
      this.#count = 0;
    }
    return true;
  }

  /** Index of the free slot where the id would go, -1 when it is there. */
  #find(table: Uint32Array, a: number, b: number, c: number, d: number): number {
    const mask = this.#slots - 1;
    for (let slot = a & mask; ; slot = (slot + 1) & mask) {
      const at = slot * 4;
      if (table[at + 3] === 0 && table[at] === 0 && table[at + 1] === 0 && table[at + 2] === 0) return at;
      if (table[at] === a && table[at + 1] === b && table[at + 2] === c && table[at + 3] === d) return -1;
    }
  }
}
