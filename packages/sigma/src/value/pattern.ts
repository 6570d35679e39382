/**
 * A value of a rule after its escapes are read: literal text and wildcards.
 * `any` is `*` (any length), `one` is `?` (one code point), `dash` is one dash or slash (`windash`).
 */
export type Part =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'any' }
  | { readonly kind: 'one' }
  | { readonly kind: 'dash' };

export const ANY: Part = { kind: 'any' };
export const ONE: Part = { kind: 'one' };
export const DASH: Part = { kind: 'dash' };

/** The characters that Windows programs take as the beginning of an option, and their look-alikes. */
export const DASHES = '-/\u2013\u2014\u2015';

/** A literal that must equal, begin, end or occur in a value. */
export type LiteralOp = 'eq' | 'starts' | 'ends' | 'contains';

/** Adds the leading or trailing `*` of `contains`, `startswith`, `endswith` unless it is there already. */
export function surround(parts: readonly Part[], before: boolean, after: boolean): readonly Part[] {
  const result = [...parts];
  if (before && result[0]?.kind !== 'any') result.unshift(ANY);
  if (after && result.at(-1)?.kind !== 'any') result.push(ANY);
  return result;
}

/** Joins neighbouring texts and drops empty texts and repeated `*`, so that equal patterns look equal. */
export function normalise(parts: readonly Part[]): readonly Part[] {
  const result: Part[] = [];
  for (const part of parts) {
    const last = result.at(-1);
    if (part.kind === 'text' && last?.kind === 'text') {
      result[result.length - 1] = { kind: 'text', text: last.text + part.text };
    } else if (part.kind === 'text' ? part.text !== '' : part.kind !== 'any' || last?.kind !== 'any') {
      result.push(part);
    }
  }
  return result;
}

/** The pattern as a single literal test when it is one: at most one text between optional `*`. */
export function asLiteral(parts: readonly Part[]): { op: LiteralOp; text: string } | undefined {
  const before = parts[0]?.kind === 'any';
  const inner = before ? parts.slice(1) : parts;
  const after = inner.at(-1)?.kind === 'any';
  const core = after ? inner.slice(0, -1) : inner;
  if (core.length > 1) return undefined;
  const only = core[0];
  if (only && only.kind !== 'text') return undefined;
  const text = only?.text ?? '';
  // `*` alone accepts everything, the empty text included.
  if (text === '' && (before || after)) return { op: 'contains', text };
  return { op: before ? (after ? 'contains' : 'ends') : after ? 'starts' : 'eq', text };
}

/** The pattern as readable text with Sigma's escapes. */
export function patternText(parts: readonly Part[]): string {
  return parts
    .map((part) => {
      if (part.kind === 'any') return '*';
      if (part.kind === 'one') return '?';
      if (part.kind === 'dash') return '[-/]';
      return part.text.replace(/[*?]/g, '\\$&');
    })
    .join('');
}
