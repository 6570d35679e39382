import type { ReadingBuilder } from './reading.ts';
import { readPattern } from './stix-pattern.ts';

type JsonObject = Readonly<Record<string, unknown>>;

/** Indicators of a STIX 2.1 bundle. Objects of other kinds are what the indicators are about, and are passed over. */
export function readStix(text: string, into: ReadingBuilder): void {
  let bundle: unknown;
  try {
    bundle = JSON.parse(text);
  } catch (error) {
    into.refuse(1, text.slice(0, 40), 'stix', `expected JSON: ${(error as Error).message}`);
    return;
  }
  const objects = isObject(bundle) && bundle.type === 'bundle' ? bundle.objects : undefined;
  if (!Array.isArray(objects)) {
    into.refuse(1, text.slice(0, 40), 'stix', 'expected a bundle with a list of objects');
    return;
  }
  const lineOf = lines(text);
  for (const object of objects) {
    if (!isObject(object) || object.type !== 'indicator') continue;
    const id = typeof object.id === 'string' ? object.id : '';
    const line = lineOf(id);
    const refuse = (code: 'stix' | 'pattern' | 'expiry', reason: string): void =>
      into.refuse(line, id === '' ? 'indicator' : id, code, reason);
    const { pattern, pattern_type: language = 'stix', valid_until: until } = object;
    if (object.revoked === true) refuse('stix', 'its author has revoked it');
    else if (language !== 'stix')
      refuse('pattern', `expected a pattern of type stix, found ${String(language)}`);
    else if (typeof pattern !== 'string') refuse('pattern', 'expected a pattern as text');
    else {
      const expires = typeof until === 'string' ? Date.parse(until) : undefined;
      const read = readPattern(pattern);
      if (Number.isNaN(expires)) refuse('expiry', `valid_until: expected a time, found ${String(until)}`);
      else if (!read.ok) refuse('pattern', read.reason);
      else for (const { kind, value } of read.terms) into.word(line, value, kind, expires);
    }
  }
}

const isObject = (value: unknown): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Lines of ids that are asked for in the order in which they stand: the text is gone through once. */
function lines(text: string): (id: string) => number {
  let at = 0;
  let line = 1;
  return (id) => {
    const found = id === '' ? -1 : text.indexOf(JSON.stringify(id), at);
    if (found < 0) return line;
    for (let end = text.indexOf('\n', at); end >= 0 && end < found; end = text.indexOf('\n', end + 1))
      line += 1;
    at = found;
    return line;
  };
}
