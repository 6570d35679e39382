/** A folded text to be looked for in a field: anywhere, or where it begins or ends the value. */
export interface Literal {
  readonly field: string | undefined;
  readonly text: string;
  readonly start: boolean;
  readonly end: boolean;
  /** How much seeing it tells: about minus the binary logarithm of how often ordinary events have it. */
  readonly bits: number;
  /** Unique within its interner. */
  readonly id: number;
}

/** Longest text given to the automata. A longer one is cut to its most telling part; the rule itself decides. */
const WINDOW = 10;
/** What a part should tell; one that tells less is given more characters, up to so many. */
const ENOUGH_BITS = 9;
const WIDEST_WINDOW = 25;

/** Texts that ordinary Windows events are full of, with what little they tell. */
const COMMON: readonly (readonly [text: string, bits: number])[] = [
  ['c:\\windows\\system32\\', 1],
  ['c:\\windows\\', 1],
  ['\\system32\\', 1],
  ['\\syswow64\\', 4],
  ['c:\\program files (x86)\\', 3],
  ['c:\\program files\\', 2],
  ['c:\\programdata\\', 4],
  ['c:\\users\\', 3],
  ['\\appdata\\', 4],
  ['\\local\\', 4],
  ['\\roaming\\', 5],
  ['\\temp\\', 4],
  ['\\users\\', 3],
  ['\\windows\\', 1],
  ['\\microsoft\\', 2],
  ['software\\', 2],
  ['currentversion\\', 2],
  ['\\currentcontrolset\\', 3],
  ['\\services\\', 4],
  ['hklm\\', 1],
  ['hkcu\\', 3],
  ['hku\\', 3],
  ['cmd.exe', 5],
  ['powershell.exe', 5],
  ['pwsh.exe', 8],
  ['powershell', 4],
  ['svchost.exe', 2],
  ['services.exe', 3],
  ['explorer.exe', 3],
  ['rundll32.exe', 6],
  ['regsvr32.exe', 8],
  ['wmiprvse.exe', 4],
  ['msiexec.exe', 6],
  ['conhost.exe', 4],
  ['lsass.exe', 4],
  ['taskhostw.exe', 4],
  ['schtasks.exe', 7],
  ['net.exe', 7],
  ['net1.exe', 7],
  ['sc.exe', 7],
  ['reg.exe', 7],
  ['chrome.exe', 4],
  ['msedge.exe', 4],
  ['firefox.exe', 5],
  ['outlook.exe', 5],
  ['winword.exe', 5],
  ['.exe', 1],
  ['.dll', 1],
  ['.sys', 3],
  ['http', 4],
  ['microsoft', 2],
  ['windows', 1],
  ['system', 1],
  ['nt authority', 1],
  ['true', 1],
  ['false', 1],
  ['setvalue', 1],
  ['createkey', 2],
  ['0x0', 1],
  ['0x3e7', 1],
  ['0x1000', 3],
  ['dword', 2],
];

/** Bits of a single character that is no part of a common text. */
function bitsOf(unit: number): number {
  if (unit >= 0x80) return 6;
  const char = String.fromCharCode(unit);
  if ('etaonisrlc.\\ '.includes(char)) return 0.9;
  if (/[a-z]/.test(char)) return 1.6;
  return /[0-9]/.test(char) ? 1.8 : 2.4;
}

/** Makes literals; equal ones are the same object. */
export class LiteralInterner {
  readonly #literals = new Map<string, Literal>();

  /** Cuts a folded text to its most telling window. `start` and `end` say which ends of a value it is tied to. */
  literal(field: string | undefined, text: string, start: boolean, end: boolean): Literal {
    const weights = weigh(text);
    const { from, to } = windowOf(weights, end);
    const cut = text.slice(from, to);
    const atStart = start && from === 0;
    const atEnd = end && to === text.length;
    const key = `${atStart ? '^' : ''}${cut}${atEnd ? '$' : ''}\u0000${atStart}${atEnd}\u0000${field ?? '\u0000'}`;
    const known = this.#literals.get(key);
    if (known) return known;
    const bits =
      weights.slice(from, to).reduce((sum, each) => sum + each, 0) + (atStart ? 0.5 : 0) + (atEnd ? 0.5 : 0);
    const literal = {
      field,
      text: cut,
      start: atStart,
      end: atEnd,
      bits: Math.max(bits, 0.1),
      id: this.#literals.size,
    };
    this.#literals.set(key, literal);
    return literal;
  }
}

/** Bits of each character; those of a common text share its few. */
function weigh(text: string): readonly number[] {
  const weights = new Array<number>(text.length);
  for (let at = 0; at < text.length; at++) weights[at] = bitsOf(text.charCodeAt(at));
  for (const [common, bits] of COMMON) {
    for (let at = text.indexOf(common); at >= 0; at = text.indexOf(common, at + common.length)) {
      const share = bits / common.length;
      for (let each = at; each < at + common.length; each++)
        weights[each] = Math.min(weights[each] ?? 0, share);
    }
  }
  return weights;
}

/** The window to keep: the best of the usual width, or a wider one where that would tell too little. */
function windowOf(weights: readonly number[], end: boolean): { from: number; to: number } {
  for (let width = WINDOW; ; width += WINDOW / 2) {
    if (weights.length <= width) return { from: 0, to: weights.length };
    const from = bestWindow(weights, width, end);
    if (width >= WIDEST_WINDOW || sumOf(weights, from, from + width) >= ENOUGH_BITS)
      return { from, to: from + width };
  }
}

function sumOf(weights: readonly number[], from: number, to: number): number {
  let sum = 0;
  for (let at = from; at < to; at++) sum += weights[at] ?? 0;
  return sum;
}

/** Beginning of the window with the most bits; one at the end, where it is tied, is worth a little more. */
function bestWindow(weights: readonly number[], width: number, end: boolean): number {
  let sum = sumOf(weights, 0, width);
  let best = 0;
  let most = sum;
  for (let from = 1; from + width <= weights.length; from++) {
    sum += (weights[from + width - 1] ?? 0) - (weights[from - 1] ?? 0);
    const tied = end && from + width === weights.length ? 2 : 0;
    if (sum + tied > most) {
      most = sum + tied;
      best = from;
    }
  }
  return best;
}
