import type { Modifier } from './value.ts';

/** `neq`: the item as a whole is negated, so that an absent field is different from every value. */
export const neq: Modifier = (item) => {
  item.negated = true;
};
