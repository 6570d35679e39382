import type { DatePart } from '../predicate/date-part.ts';
import { RuleError } from '../rejection.ts';
import { type Modifier, mapTexts, requireFirst } from './value.ts';

const BOUNDS: Readonly<Record<DatePart, readonly [low: number, high: number]>> = {
  minute: [0, 59],
  hour: [0, 23],
  day: [1, 31],
  week: [1, 53],
  month: [1, 12],
  year: [0, 9999],
};

/** `minute` to `year`: part of a date in the field, as logged. */
export function date(part: DatePart): Modifier {
  const [low, high] = BOUNDS[part];
  return (item) => {
    requireFirst(item, part);
    mapTexts(item, part, (value) => {
      const number = /^\d{1,4}$/.test(value.source) ? Number(value.source) : -1;
      if (number < low || number > high) {
        const reason = `modifier "${part}" expects a whole number from ${low} to ${high}, found "${value.source}"`;
        throw new RuleError('modifier-value', reason);
      }
      return [{ kind: 'date', part, relation: 'eq', value: String(number) }];
    });
  };
}
