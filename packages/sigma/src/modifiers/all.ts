import { RuleError } from '../rejection.ts';
import type { Modifier } from './value.ts';

/** `all`: every value must match, not one of them. One value alone may not have it (modifiers appendix). */
export const all: Modifier = (item) => {
  if (item.values.length < 2) {
    throw new RuleError(
      'modifier-combination',
      'modifier "all" needs a list of at least two values, found one',
    );
  }
  item.all = true;
};
