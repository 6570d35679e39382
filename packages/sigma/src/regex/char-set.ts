import { foldOrbit, foldTable } from '../value/fold.ts';
import type { Ranges } from './ast.ts';

const LAST = 0x10ffff;

/** Sorts and joins ranges. */
export function unite(ranges: readonly (readonly [number, number])[]): Ranges {
  const sorted = [...ranges].sort((a, b) => a[0] - b[0] || a[1] - b[1]);
  const result: [number, number][] = [];
  for (const [low, high] of sorted) {
    const last = result.at(-1);
    if (last && low <= last[1] + 1) last[1] = Math.max(last[1], high);
    else result.push([low, high]);
  }
  return result;
}

/** Everything that is not in the set. */
export function complement(ranges: Ranges): Ranges {
  const result: [number, number][] = [];
  let next = 0;
  for (const [low, high] of ranges) {
    if (low > next) result.push([next, low - 1]);
    next = high + 1;
  }
  if (next <= LAST) result.push([next, LAST]);
  return result;
}

let foldable: readonly number[] | undefined;

/** Adds everything that folds to the same unit as a member does. */
export function closeOverCase(ranges: Ranges): Ranges {
  foldable ??= unitsThatFold();
  const added: [number, number][] = [];
  for (const unit of foldable) {
    if (contains(ranges, unit)) for (const other of foldOrbit(unit)) added.push([other, other]);
  }
  return added.length === 0 ? ranges : unite([...ranges, ...added]);
}

function unitsThatFold(): number[] {
  const units = new Set<number>();
  for (let unit = 0; unit < foldTable.length; unit++) {
    const folded = foldTable[unit] as number;
    if (folded !== unit) units.add(unit).add(folded);
  }
  return [...units];
}

function contains(ranges: Ranges, point: number): boolean {
  return ranges.some(([low, high]) => point >= low && point <= high);
}

/** Number of code points. */
export function sizeOf(ranges: Ranges): number {
  return ranges.reduce((sum, [low, high]) => sum + high - low + 1, 0);
}

const point = (text: string): [number, number] => [text.charCodeAt(0), text.charCodeAt(0)];
const range = (from: string, to: string): [number, number] => [from.charCodeAt(0), to.charCodeAt(0)];

export const DIGIT: Ranges = [range('0', '9')];
export const WORD: Ranges = unite([range('0', '9'), range('A', 'Z'), point('_'), range('a', 'z')]);
/** As PCRE: with the vertical tab, which RE2 leaves out. */
export const SPACE: Ranges = unite([[9, 13], point(' ')]);
export const HORIZONTAL: Ranges = unite([
  point('\t'),
  point(' '),
  point('\u00a0'),
  point('\u1680'),
  range('\u2000', '\u200a'),
  point('\u202f'),
  point('\u205f'),
  point('\u3000'),
]);
export const VERTICAL: Ranges = unite([[10, 13], point('\u0085'), range('\u2028', '\u2029')]);
export const EVERYTHING: Ranges = [[0, LAST]];
export const NOT_NEWLINE: Ranges = complement([point('\n')]);

/** Named sets of `[[:name:]]`, ASCII as in PCRE without its Unicode option. */
export const POSIX: ReadonlyMap<string, Ranges> = new Map([
  ['alnum', unite([range('0', '9'), range('A', 'Z'), range('a', 'z')])],
  ['alpha', unite([range('A', 'Z'), range('a', 'z')])],
  ['ascii', [[0, 127]]],
  ['blank', unite([point('\t'), point(' ')])],
  [
    'cntrl',
    unite([
      [0, 31],
      [127, 127],
    ]),
  ],
  ['digit', DIGIT],
  ['graph', [[33, 126]]],
  ['lower', [range('a', 'z')]],
  ['print', [[32, 126]]],
  [
    'punct',
    unite([
      [33, 47],
      [58, 64],
      [91, 96],
      [123, 126],
    ]),
  ],
  ['space', SPACE],
  ['upper', [range('A', 'Z')]],
  ['word', WORD],
  ['xdigit', unite([range('0', '9'), range('A', 'F'), range('a', 'f')])],
]);
