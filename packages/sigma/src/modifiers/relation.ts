import { isNumeric } from '../predicate/compare.ts';
import type { Relation } from '../predicate/predicate.ts';
import { RuleError } from '../rejection.ts';
import { type Modifier, mapValues, refuse } from './value.ts';

/** `lt`, `lte`, `gt`, `gte`: the field as a number, or the part of a date that a modifier before names. */
export function relation(name: Exclude<Relation, 'eq'>): Modifier {
  return (item) =>
    mapValues(item, (value) => {
      if (value.kind === 'date') return [{ ...value, relation: name }];
      if (value.kind !== 'text') return refuse(name, value);
      if (!isNumeric(value.source)) {
        throw new RuleError('modifier-value', `modifier "${name}" expects a number, found "${value.source}"`);
      }
      return [{ kind: 'compare', relation: name, value: value.source.trim() }];
    });
}
