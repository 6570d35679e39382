import type { FieldrefMode } from '../predicate/predicate.ts';
import { RuleError } from '../rejection.ts';
import { type Modifier, mapTexts } from './value.ts';

/**
 * `fieldref`: the value names another field of the event. `startswith`, `endswith` and `contains` may stand
 * before or behind it. False when either field is absent.
 */
export const fieldref: Modifier = (item) => {
  if (item.field === undefined) {
    throw new RuleError('modifier-combination', 'modifier "fieldref" needs a field to compare with');
  }
  mapTexts(item, 'fieldref', (value) => {
    if (value.source.trim() === '')
      throw new RuleError('modifier-value', 'modifier "fieldref" expects a field name');
    return [{ kind: 'fieldref', field: value.source.trim(), mode: modeOf(item.applied) }];
  });
};

function modeOf(applied: readonly string[]): FieldrefMode {
  if (applied.includes('contains')) return 'contains';
  if (applied.includes('startswith')) return applied.includes('endswith') ? 'contains' : 'starts';
  return applied.includes('endswith') ? 'ends' : 'eq';
}
