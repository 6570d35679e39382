import { type ParseArgsConfig, parseArgs } from 'node:util';
import { UsageError } from './exit-code.ts';

type Options = NonNullable<ParseArgsConfig['options']>;

/**
 * Parses a command's words: options may stand before or after the others. Whatever does not fit is a UsageError.
 */
export function parseWords<const O extends Options>(words: readonly string[], options: O) {
  try {
    return parseArgs({ args: [...words], options, allowPositionals: true, strict: true });
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
}

/** A whole number in a range. */
export function wholeNumber(option: string, value: string, least: number, most: number): number {
  const number = Number(value);
  if (!Number.isInteger(number) || number < least || number > most)
    throw new UsageError(`--${option}: expected a whole number from ${least} to ${most}, found "${value}"`);
  return number;
}

/** A point in time: RFC 3339, or a day, which stands for its first instant in UTC. In ms since 1970. */
export function instant(option: string, value: string): number {
  const time = /^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:\d{2})?)?$/.test(value)
    ? Date.parse(value.length > 10 && !/(Z|[+-]\d{2}:\d{2})$/.test(value) ? `${value}Z` : value)
    : Number.NaN;
  if (Number.isNaN(time))
    throw new UsageError(`--${option}: expected a time such as 2017-05-12T07:44:00Z, found "${value}"`);
  return time;
}

/** One of a list of words. */
export function oneOf<const T extends string>(option: string, value: string, allowed: readonly T[]): T {
  const found = allowed.find((each) => each === value);
  if (found === undefined)
    throw new UsageError(`--${option}: expected ${allowed.join(', ')}, found "${value}"`);
  return found;
}
