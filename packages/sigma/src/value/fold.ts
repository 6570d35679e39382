/**
 * Case folding: Unicode simple case folding (statuses C and S of CaseFolding.txt), one UTF-16 code unit to
 * one code unit, no context and no change of length. The interpreter, the automata, and the regular
 * expressions all use this table, so they cannot disagree about `İ`, the final sigma, or the Kelvin sign.
 * Characters beyond the basic plane do not fold.
 */
export const foldTable: Uint16Array = buildTable();

function buildTable(): Uint16Array {
  const table = new Uint16Array(0x10000);
  for (let unit = 0; unit < table.length; unit++) table[unit] = foldOf(unit);
  return table;
}

function foldOf(unit: number): number {
  if (unit < 0x80) return unit >= 0x41 && unit <= 0x5a ? unit + 0x20 : unit;
  // U+0131 (dotless i) upper-cases to I but folds to itself.
  if (unit === 0x131 || (unit >= 0xd800 && unit <= 0xdfff)) return unit;
  const upper = String.fromCharCode(unit).toUpperCase();
  const lower = (upper.length === 1 ? upper : String.fromCharCode(unit)).toLowerCase();
  return lower.length === 1 ? lower.charCodeAt(0) : unit;
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: the whole ASCII range is meant
const ASCII_ONLY = /^[\x00-\x7f]*$/;

/** Folds every code unit; the result has the same length. */
export function foldText(text: string): string {
  if (ASCII_ONLY.test(text)) return text.toLowerCase();
  const parts: string[] = [];
  const chunk = 8192;
  for (let from = 0; from < text.length; from += chunk) {
    const to = Math.min(from + chunk, text.length);
    const units = new Array<number>(to - from);
    for (let at = from; at < to; at++) units[at - from] = foldTable[text.charCodeAt(at)] as number;
    parts.push(String.fromCharCode(...units));
  }
  return parts.join('');
}

let orbits: Map<number, readonly number[]> | undefined;

/** All code units that fold to the same unit as `unit` does, itself included, ascending. */
export function foldOrbit(unit: number): readonly number[] {
  if (!orbits) {
    const groups = new Map<number, number[]>();
    for (let each = 0; each < foldTable.length; each++) {
      const folded = foldTable[each] as number;
      if (folded === each) continue;
      const group = groups.get(folded);
      if (group) group.push(each);
      else groups.set(folded, [each]);
    }
    orbits = new Map(
      [...groups].map(([folded, group]) => [folded, [...group, folded].sort((a, b) => a - b)]),
    );
  }
  return orbits.get(foldTable[unit] ?? unit) ?? [unit];
}
