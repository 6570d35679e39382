import { RuleError } from '../rejection.ts';
import { type Modifier, mapTexts, requireFirst } from './value.ts';

/** `exists: true` or `false`: whether the field occurs in the event, with whatever value. */
export const exists: Modifier = (item) => {
  requireFirst(item, 'exists');
  if (item.values.length !== 1 || item.modifiers.length !== 1 || item.field === undefined) {
    throw new RuleError(
      'modifier-combination',
      'modifier "exists" needs a field, one value and no other modifier',
    );
  }
  mapTexts(item, 'exists', (value) => {
    const text = value.source.toLowerCase();
    if (text !== 'true' && text !== 'false') {
      throw new RuleError(
        'modifier-value',
        `modifier "exists" expects true or false, found "${value.source}"`,
      );
    }
    return [{ kind: 'exists', value: text === 'true' }];
  });
};
