import type { Relation } from './predicate.ts';

/** Digits up to which integers are compared exactly; longer ones are compared as floating point. */
const EXACT_DIGITS = 40;

const DECIMAL = /^[-+]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][-+]?\d{1,3})?$/;
const INTEGER = /^[-+]?\d+$/;
const HEX = /^0[xX][0-9a-fA-F]+$/;

/** Whether the text is a number as `lt`, `lte`, `gt` and `gte` take it: decimal, or hexadecimal as Windows prints it. */
export function isNumeric(text: string): boolean {
  const trimmed = text.trim();
  return DECIMAL.test(trimmed) || HEX.test(trimmed);
}

/** Compares two numeric texts; false when either is not a number. */
export function compareNumbers(left: string, relation: Relation, right: string): boolean {
  const a = left.trim();
  const b = right.trim();
  if (!isNumeric(a) || !isNumeric(b)) return false;
  if (isExactInteger(a) && isExactInteger(b)) return holds(signed(a), relation, signed(b));
  return holds(Number(a), relation, Number(b));
}

function isExactInteger(text: string): boolean {
  return text.length <= EXACT_DIGITS && (INTEGER.test(text) || HEX.test(text));
}

function signed(text: string): bigint | number {
  if (text.length < 15) return Number(text);
  return text.startsWith('-') ? -BigInt(text.slice(1)) : BigInt(text.startsWith('+') ? text.slice(1) : text);
}

function holds(a: number | bigint, relation: Relation, b: number | bigint): boolean {
  switch (relation) {
    case 'eq':
      return a >= b && a <= b;
    case 'lt':
      return a < b;
    case 'lte':
      return a <= b;
    case 'gt':
      return a > b;
    case 'gte':
      return a >= b;
  }
}
