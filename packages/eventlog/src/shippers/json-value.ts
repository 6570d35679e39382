import type { FieldValue } from '../record.ts';

export type JsonObject = Readonly<Record<string, unknown>>;

export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Own property; keys such as `constructor` in hostile input are data, not members. */
export function own(object: JsonObject, key: string): unknown {
  return Object.hasOwn(object, key) ? object[key] : undefined;
}

/** The object under `key`, or an empty one. */
export function child(object: JsonObject, key: string): JsonObject {
  const value = own(object, key);
  return isObject(value) ? value : {};
}

/** Text of a string, number or boolean under the first of `keys` that has one; ''. */
export function text(object: JsonObject, ...keys: readonly string[]): string {
  for (const key of keys) {
    const value = own(object, key);
    if (typeof value === 'string' && value !== '') return value;
    if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  }
  return '';
}

/** A whole number, given as number or digits; -1 when there is none. */
export function integer(value: unknown): number {
  if (typeof value === 'number') return Number.isSafeInteger(value) ? value : -1;
  return typeof value === 'string' && /^\d{1,9}$/.test(value.trim()) ? Number(value) : -1;
}

/** Canonical text of a JSON value: objects and nested arrays as JSON text. */
export function fieldValue(value: unknown): FieldValue | undefined {
  if (value === undefined) return undefined;
  if (Array.isArray(value)) {
    const values = value.map(scalar);
    return values.length === 1 ? (values[0] ?? null) : values;
  }
  return scalar(value);
}

function scalar(value: unknown): string | null {
  if (value === null || value === undefined) return null;
  if (typeof value === 'string') return value;
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}

/** Fields of an object by name; leaves of objects in it under their own name, as XML's elements are. */
export function leaves(object: JsonObject): Record<string, FieldValue> {
  const found = new Map<string, FieldValue>();
  const stack: JsonObject[] = [object];
  for (let next = stack.pop(); next !== undefined; next = stack.pop()) {
    for (const [name, value] of Object.entries(next)) {
      if (isObject(value)) stack.push(value);
      else found.set(name, fieldValue(value) ?? null);
    }
  }
  return Object.fromEntries(found);
}

/** Unsigned hexadecimal text of a 64-bit mask written as a number or as digits, signed or not. */
export function hexMask(value: unknown): string {
  const digits = typeof value === 'number' ? BigInt(Math.trunc(value)) : parsed(value);
  return digits === undefined ? '' : `0x${BigInt.asUintN(64, digits).toString(16)}`;
}

function parsed(value: unknown): bigint | undefined {
  return typeof value === 'string' && /^(-?\d{1,20}|0x[0-9a-f]{1,16})$/i.test(value)
    ? BigInt(value)
    : undefined;
}
