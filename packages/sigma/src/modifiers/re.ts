import { checkRegex } from '../regex/index.ts';
import { RuleError } from '../rejection.ts';
import { type Modifier, mapTexts, mapValues, refuse, requireFirst } from './value.ts';

/** `re`: the value is a regular expression, searched for anywhere, minding case. */
export const re: Modifier = (item) => {
  requireFirst(item, 're');
  mapTexts(item, 're', (value) => {
    if (value.source === '')
      throw new RuleError('modifier-value', 'modifier "re" expects an expression, found none');
    return [{ kind: 'regex', source: value.source, flags: '' }];
  });
};

/** `i`, `m`, `s` behind `re`: ignore case, `^` and `$` at every line, `.` for newlines too. */
export function regexFlag(letter: 'i' | 'm' | 's'): Modifier {
  return (item) =>
    mapValues(item, (value) => {
      if (value.kind !== 'regex') return refuse(letter, value);
      return [{ ...value, flags: [...new Set(value.flags + letter)].sort().join('') }];
    });
}

/**
 * Checks the finished expressions of an item, all modifiers applied. The place within an expression is in the
 * message; as an offset it would be taken for one of the file.
 */
export const checkExpressions: Modifier = (item) =>
  mapValues(item, (value) => {
    if (value.kind === 'regex') {
      try {
        checkRegex(value.source, value.flags);
      } catch (error) {
        throw error instanceof RuleError ? new RuleError(error.code, error.message) : error;
      }
    }
    return [value];
  });
