import { isUtf8 } from 'node:buffer';
import type { Fault, Item, LogRecord } from '../record.ts';
import { recordFromJson } from '../shippers/index.ts';

export interface JsonOptions {
  /** Deepest nesting of objects and arrays; default 128. */
  readonly maxDepth?: number;
  /** Makes a record of an object in a shape that no known shipper writes; without it that is a fault. */
  readonly other?: (value: unknown) => LogRecord | undefined;
}

const defaultMaxDepth = 128;

/** Items of one JSON value: its record, faults, or both. Never throws. */
export function itemsOfJson(bytes: Buffer, offset: number, options: JsonOptions = {}): Item[] {
  const items: Item[] = [];
  const fail = (code: string, what: string, expected: string, found: string): Item[] => {
    const fault: Fault = { code, what, offset, expected, found };
    items.push({ kind: 'fault', fault });
    return items;
  };
  if (!isUtf8(bytes)) fail('utf8', 'text', 'UTF-8', 'other bytes, read as U+FFFD');
  const text = bytes.toString('utf8');
  const maxDepth = options.maxDepth ?? defaultMaxDepth;
  if (isDeeper(text, maxDepth))
    return fail('json-depth', 'JSON value: nesting', `at most ${maxDepth}`, 'more');
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    return fail(
      'json-syntax',
      'JSON value',
      'JSON',
      error instanceof Error ? printable(error.message) : 'no JSON',
    );
  }
  const record = recordFromJson(value) ?? options.other?.(value);
  if (record === undefined) {
    return fail('json-shape', 'JSON value', 'a Windows event in a known shape', printable(text.slice(0, 60)));
  }
  items.push({ kind: 'record', record, original: text });
  return items;
}

/** Whether brackets nest deeper than `limit`; what stands in strings does not count. */
export function isDeeper(text: string, limit: number): boolean {
  // Most values have fewer brackets than may be open at once.
  if (!hasMoreBrackets(text, limit)) return false;
  let depth = 0;
  let inString = false;
  for (let at = 0; at < text.length; at++) {
    const unit = text.charCodeAt(at);
    if (inString) {
      if (unit === 0x5c) at++;
      else if (unit === 0x22) inString = false;
    } else if (unit === 0x22) inString = true;
    else if (unit === 0x7b || unit === 0x5b) {
      if (++depth > limit) return true;
    } else if (unit === 0x7d || unit === 0x5d) depth--;
  }
  return false;
}

function hasMoreBrackets(text: string, limit: number): boolean {
  let count = 0;
  for (const bracket of ['{', '[']) {
    for (let at = text.indexOf(bracket); at >= 0; at = text.indexOf(bracket, at + 1))
      if (++count > limit) return true;
  }
  return false;
}

function printable(text: string): string {
  return text.replace(/[^\x20-\x7e]/g, '.').slice(0, 120);
}
