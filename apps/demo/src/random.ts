/** A stream of random numbers that anybody can repeat. */
export interface Random {
  /** From 0 up to but not including 1. */
  next(): number;
  /** A whole number from `least` to `most`, both possible. */
  whole(least: number, most: number): number;
  chance(probability: number): boolean;
  /** One of a list that is not empty. */
  pick<T>(list: readonly T[]): T;
  /** One of a list by weight. */
  weighted<T>(list: readonly (readonly [T, number])[]): T;
  /** Lower-case hexadecimal digits. */
  hex(digits: number): string;
}

/**
 * The stream of a label: two labels of one seed have nothing to do with each other, so that a draw more for one
 * device changes nothing for the next. SplitMix32 (Steele, Lea, Flood 2014) begun from an FNV-1a hash of the label.
 */
export function randomOf(seed: number, ...label: readonly (string | number)[]): Random {
  let state = 0x811c9dc5;
  for (const character of `${seed}/${label.join('/')}`)
    state = Math.imul(state ^ (character.codePointAt(0) ?? 0), 0x01000193);
  const next = (): number => {
    state = (state + 0x9e3779b9) | 0;
    let mixed = state ^ (state >>> 16);
    mixed = Math.imul(mixed, 0x21f0aaad);
    mixed ^= mixed >>> 15;
    mixed = Math.imul(mixed, 0x735a2d97);
    return ((mixed ^ (mixed >>> 15)) >>> 0) / 0x1_0000_0000;
  };
  const whole = (least: number, most: number): number => least + Math.floor(next() * (most - least + 1));
  const pick = <T>(list: readonly T[]): T => {
    const found = list[whole(0, list.length - 1)];
    if (found === undefined) throw new RangeError('pick: expected a list with values, found an empty one');
    return found;
  };
  return {
    next,
    whole,
    pick,
    chance: (probability) => next() < probability,
    weighted<T>(list: readonly (readonly [T, number])[]): T {
      let left = next() * list.reduce((sum, [, weight]) => sum + weight, 0);
      for (const [value, weight] of list) {
        left -= weight;
        if (left < 0) return value;
      }
      return pick(list)[0];
    },
    hex: (digits) => Array.from({ length: digits }, () => whole(0, 15).toString(16)).join(''),
  };
}
