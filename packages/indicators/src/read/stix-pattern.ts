import type { IndicatorKind } from '../indicator.ts';

export interface PatternTerm {
  readonly kind: IndicatorKind;
  readonly value: string;
}
export type ReadPattern =
  | { readonly ok: true; readonly terms: readonly PatternTerm[] }
  | { readonly ok: false; readonly reason: string };

/** Object paths that name what we match (STIX 2.1, part 6). */
const paths: readonly (readonly [RegExp, IndicatorKind])[] = [
  [/^ipv[46]-addr:value$/, 'address'],
  [/^domain-name:value$/, 'domain'],
  [/^url:value$/, 'url'],
  [/^file:name$/, 'file'],
  [/^file:hashes\.(?:'?)(?:MD5|SHA-?1|SHA-?256|SHA-?512)(?:'?)$/i, 'hash'],
];

const token =
  /\s*(?:('(?:[^'\\]|\\.)*')|([a-z0-9-]+:[a-z0-9_-]+(?:\.(?:'[^']*'|[a-z0-9_-]+)|\[[^\]]*\])*)|([[\](),]|!=|<=|>=|[=<>])|([^\s'[\](),=<>!]+))/giy;

/**
 * The values of a STIX pattern of comparisons by `=` and `IN`, joined by OR, in one observation or several joined by
 * OR. Anything else says more than "this value", and is refused rather than matched as if it said less.
 */
export function readPattern(pattern: string): ReadPattern {
  const tokens = tokensOf(pattern);
  if (typeof tokens === 'string') return { ok: false, reason: tokens };
  let at = 0;
  const terms: PatternTerm[] = [];
  const fault = (expected: string): ReadPattern => ({
    ok: false,
    reason: `expected ${expected}, found ${tokens[at] ?? 'the end'}`,
  });
  for (;;) {
    if (tokens[at] !== '[') return fault('[');
    at += 1;
    for (;;) {
      const path = tokens[at] ?? '';
      const kind = paths.find(([known]) => known.test(path))?.[1];
      if (!kind) return fault('the value of an address, domain or URL, the name of a file, or a hash of it');
      at += 1;
      const operator = tokens[at];
      if (operator !== '=' && operator !== 'IN') return fault('= or IN');
      at += 1;
      const values = operator === '=' ? one() : several();
      if (!values) return fault(operator === '=' ? 'a text in quotes' : "a list such as ('a', 'b')");
      for (const value of values) terms.push({ kind, value });
      if (tokens[at] === ']') break;
      if (tokens[at] !== 'OR') return fault('OR or ]');
      at += 1;
    }
    at += 1;
    if (at === tokens.length) return { ok: true, terms };
    if (tokens[at] !== 'OR') return fault('OR or the end');
    at += 1;
  }

  function one(): string[] | undefined {
    const text = tokens[at];
    if (!text?.startsWith("'")) return undefined;
    at += 1;
    return [text.slice(1, -1).replace(/\\(.)/g, '$1')];
  }
  function several(): string[] | undefined {
    if (tokens[at] !== '(') return undefined;
    const values: string[] = [];
    do {
      at += 1;
      const value = one();
      if (!value) return undefined;
      values.push(...value);
    } while (tokens[at] === ',');
    if (tokens[at] !== ')') return undefined;
    at += 1;
    return values;
  }
}

function tokensOf(pattern: string): string[] | string {
  if (pattern.length > 100_000) return `expected at most 100000 characters, found ${pattern.length}`;
  const tokens: string[] = [];
  const text = pattern.trim();
  token.lastIndex = 0;
  for (let at = 0; at < text.length; at = token.lastIndex) {
    const match = token.exec(text);
    if (!match) return `expected a STIX pattern, found ${text.slice(at, at + 20)}`;
    tokens.push(match[0].trim());
  }
  return tokens;
}
