import { foldTable } from '../value/fold.ts';
import type { AutomatonTables } from './tables.ts';

/** A text to find; folded already. */
export interface Needle {
  readonly text: string;
  readonly start: boolean;
  readonly end: boolean;
}

/** Most states of one automaton: transitions are 15 bits and a mark. */
export const MOST_STATES = 0x7fff;

const CLASS_BITS = 6;
const CLASSES = 1 << CLASS_BITS;
const ACCEPT = 0x8000;
const STATE = 0x7fff;
const ROOT = 0;
/** State before the first character; needles tied to the start leave from here. */
const BEGIN = 1;

/**
 * An Aho-Corasick automaton over UTF-16 code units with its transitions spelled out: one look-up per character,
 * all needles at once, however they are tied to the ends of a value. Characters fall into at most 64 classes,
 * in which case is folded; should needles have more, rare ones share a class, and the automaton may then report
 * a needle that is not there. It never misses one.
 */
export class Automaton {
  /** Class of a code unit below 128, or of every one when `wide`. */
  readonly #classes: Uint8Array;
  readonly #wide: boolean;
  readonly #transitions: Uint16Array;
  /** Needle that ends in a state, or -1; and the next state along the failure links that has one. */
  readonly #out: Int32Array;
  readonly #outNext: Uint16Array;
  /** First such state, this one included, for needles tied to the end. */
  readonly #endOut: Int32Array;
  readonly #endFirst: Uint16Array;
  readonly #endNext: Uint16Array;
  /** The needle before that ends in the same place, or -1. */
  readonly #same: Int32Array;
  /** Last scan that saw a needle, so that each is reported once. */
  readonly #seen: Uint32Array;
  #scan = 0;

  constructor(tables: AutomatonTables) {
    this.#classes = tables.classes;
    this.#wide = tables.wide;
    this.#transitions = tables.transitions;
    this.#out = tables.out;
    this.#outNext = tables.outNext;
    this.#endOut = tables.endOut;
    this.#endFirst = tables.endFirst;
    this.#endNext = tables.endNext;
    this.#same = tables.same;
    this.#seen = new Uint32Array(tables.needles);
  }

  /**
   * Writes the numbers of the needles found to `found` from `count` on and returns the new count. With
   * `wide` unset, characters beyond ASCII that fold to no ASCII character are no part of any needle.
   */
  scan(text: string, found: Int32Array, count: number): number {
    if (++this.#scan > 0xfffffff0) {
      this.#seen.fill(0);
      this.#scan = 1;
    }
    return this.#wide ? this.#scanWide(text, found, count) : this.#scanAscii(text, found, count);
  }

  #scanAscii(text: string, found: Int32Array, from: number): number {
    const classes = this.#classes;
    const transitions = this.#transitions;
    const { length } = text;
    let count = from;
    let state = BEGIN;
    for (let at = 0; at < length; at++) {
      let unit = text.charCodeAt(at);
      if (unit > 127) unit = foldTable[unit] as number;
      const next = transitions[
        (state << CLASS_BITS) | (unit > 127 ? 0 : (classes[unit] as number))
      ] as number;
      state = next & STATE;
      if (next & ACCEPT) count = this.#report(state, found, count);
    }
    return this.#endFirst[state] === 0 ? count : this.#reportEnd(state, found, count);
  }

  #scanWide(text: string, found: Int32Array, from: number): number {
    const classes = this.#classes;
    const transitions = this.#transitions;
    const { length } = text;
    let count = from;
    let state = BEGIN;
    for (let at = 0; at < length; at++) {
      const next = transitions[(state << CLASS_BITS) | (classes[text.charCodeAt(at)] as number)] as number;
      state = next & STATE;
      if (next & ACCEPT) count = this.#report(state, found, count);
    }
    return this.#endFirst[state] === 0 ? count : this.#reportEnd(state, found, count);
  }

  #report(at: number, found: Int32Array, from: number): number {
    let count = from;
    for (let state = at; state !== ROOT; state = this.#outNext[state] as number) {
      const needle = this.#out[state] as number;
      if (needle >= 0) count = this.#add(needle, found, count);
    }
    return count;
  }

  #reportEnd(at: number, found: Int32Array, from: number): number {
    let count = from;
    for (let state = this.#endFirst[at] as number; state !== ROOT; state = this.#endNext[state] as number) {
      count = this.#add(this.#endOut[state] as number, found, count);
    }
    return count;
  }

  #add(first: number, found: Int32Array, from: number): number {
    let count = from;
    if (this.#seen[first] === this.#scan) return count;
    this.#seen[first] = this.#scan;
    for (let needle = first; needle >= 0; needle = this.#same[needle] as number) found[count++] = needle;
    return count;
  }
}

/** Makes the tables of an automaton for these needles. */
export function buildAutomaton(needles: readonly Needle[], wide: boolean): AutomatonTables {
  const classes = classify(needles, wide);
  const most = needles.reduce((sum, needle) => sum + needle.text.length, 2);
  if (most > MOST_STATES)
    throw new RangeError(`automaton: expected at most ${MOST_STATES} states, found ${most}`);
  const transitions = new Uint16Array(most << CLASS_BITS);
  const out = new Int32Array(most).fill(-1);
  const endOut = new Int32Array(most).fill(-1);
  const same = new Int32Array(needles.length);
  let states = 2;
  for (const [number, needle] of needles.entries()) {
    let state = needle.start ? BEGIN : ROOT;
    for (let at = 0; at < needle.text.length; at++) {
      const cell = (state << CLASS_BITS) | (classes[needle.text.charCodeAt(at)] as number);
      if (transitions[cell] === 0) transitions[cell] = states++;
      state = transitions[cell] as number;
    }
    const ends = needle.end ? endOut : out;
    same[number] = ends[state] as number;
    ends[state] = number;
  }
  const { fail, order } = link(transitions, states);
  const outFirst = firstAlong(out, fail, order);
  const endFirst = firstAlong(endOut, fail, order);
  const follow = (first: Uint16Array): Uint16Array => Uint16Array.from(fail, (next) => first[next] as number);
  for (let cell = 0; cell < states << CLASS_BITS; cell++) {
    const next = transitions[cell] as number;
    if ((outFirst[next] as number) !== 0) transitions[cell] = next | ACCEPT;
  }
  return {
    wide,
    needles: needles.length,
    classes,
    transitions: transitions.slice(0, states << CLASS_BITS),
    out: out.slice(0, states),
    outNext: follow(outFirst),
    endOut: endOut.slice(0, states),
    endFirst,
    endNext: follow(endFirst),
    same,
  };
}

/** Fills in failure links and missing transitions, nearest states first. */
function link(transitions: Uint16Array, states: number): { fail: Uint16Array; order: Uint16Array } {
  const fail = new Uint16Array(states);
  const order = new Uint16Array(states);
  let tail = 1;
  order[tail++] = BEGIN;
  for (let unit = 0; unit < CLASSES; unit++) {
    const child = transitions[unit] as number;
    if (child !== 0) order[tail++] = child;
  }
  for (let head = 1; head < tail; head++) {
    const state = order[head] as number;
    const row = state << CLASS_BITS;
    const failRow = (fail[state] as number) << CLASS_BITS;
    for (let unit = 0; unit < CLASSES; unit++) {
      const child = transitions[row | unit] as number;
      const fallback = transitions[failRow | unit] as number;
      if (child === 0) {
        transitions[row | unit] = fallback;
      } else {
        fail[child] = fallback;
        order[tail++] = child;
      }
    }
  }
  return { fail, order };
}

/** Of each state, the first state along the failure links, itself included, in which something ends. */
function firstAlong(ends: Int32Array, fail: Uint16Array, order: Uint16Array): Uint16Array {
  const first = new Uint16Array(fail.length);
  for (let index = 1; index < order.length; index++) {
    const state = order[index] as number;
    first[state] = (ends[state] as number) >= 0 ? state : (first[fail[state] as number] as number);
  }
  return first;
}

/** Classes from 1 by how often needles have a character; what is beyond 62 shares the last. */
function classify(needles: readonly Needle[], wide: boolean): Uint8Array {
  const counts = new Map<number, number>();
  for (const { text } of needles) {
    for (let at = 0; at < text.length; at++) {
      const unit = text.charCodeAt(at);
      counts.set(unit, (counts.get(unit) ?? 0) + 1);
    }
  }
  const classes = new Uint8Array(wide ? 0x10000 : 128);
  const ranked = [...counts].sort((a, b) => b[1] - a[1] || a[0] - b[0]);
  for (const [rank, [unit]] of ranked.entries()) classes[unit] = Math.min(rank + 1, CLASSES - 1);
  for (let unit = 0; unit < classes.length; unit++) classes[unit] = classes[foldTable[unit] as number] ?? 0;
  return classes;
}
