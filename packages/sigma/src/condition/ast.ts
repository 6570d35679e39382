/** The condition as written, before identifiers are looked up. Offsets count from the beginning of the text. */
export type ConditionNode =
  | { readonly kind: 'identifier'; readonly name: string; readonly offset: number }
  /** `1 of x*`, `all of them`; the pattern is undefined for `them`. */
  | {
      readonly kind: 'selector';
      readonly all: boolean;
      readonly pattern: string | undefined;
      readonly offset: number;
    }
  | { readonly kind: 'not'; readonly child: ConditionNode }
  | { readonly kind: 'and' | 'or'; readonly children: readonly ConditionNode[] };
