/** Inclusive code point ranges, ascending, neither touching nor overlapping. */
export type Ranges = readonly (readonly [low: number, high: number])[];

/** A regular expression without lookaround, backreference or any other thing that needs backtracking. */
export type RegexNode =
  /** One code point out of a set; a literal character is a set of one. */
  | { readonly kind: 'set'; readonly ranges: Ranges }
  | { readonly kind: 'seq' | 'alt'; readonly children: readonly RegexNode[] }
  /** `max` is Infinity when unbounded. Greedy and lazy are the same, for only "found or not" is asked. */
  | { readonly kind: 'repeat'; readonly child: RegexNode; readonly min: number; readonly max: number }
  | { readonly kind: 'assert'; readonly what: Assertion };

/** `end` is the very end or before a final newline (`$`), `veryEnd` the very end only (`\z`). */
export type Assertion = 'start' | 'end' | 'veryEnd' | 'lineStart' | 'lineEnd' | 'wordEdge' | 'notWordEdge';

export interface RegexFlags {
  readonly i: boolean;
  readonly m: boolean;
  readonly s: boolean;
}
