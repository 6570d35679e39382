import { isUtf8 } from 'node:buffer';
import { eventLimits } from './limits.ts';

/** Why a line is no event. The code is stable; the reason says what was expected and found, and where. */
export interface Unreadable {
  readonly code:
    | 'line-too-long'
    | 'invalid-utf8'
    | 'invalid-json'
    | 'not-an-object'
    | 'json-too-deep'
    | 'too-many-fields';
  readonly reason: string;
}

export type ReadLine =
  | { readonly ok: true; readonly text: string; readonly value: Readonly<Record<string, unknown>> }
  | { readonly ok: false; readonly fault: Unreadable };

/** Reads one line as a JSON object, within the limits of an event. Never throws. */
export function readJsonLine(line: Buffer): ReadLine {
  if (!isUtf8(line)) return refuse('invalid-utf8', `byte ${invalidAt(line)}: expected UTF-8`);
  const text = line.toString('utf8');
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    return refuse('invalid-json', (error as Error).message.slice(0, 200));
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    const found = Array.isArray(value) ? 'a list' : value === null ? 'null' : `a ${typeof value}`;
    return refuse('not-an-object', `expected an object, found ${found}`);
  }
  const fault = overLimits(value);
  return fault ? { ok: false, fault } : { ok: true, text, value: value as Record<string, unknown> };
}

function refuse(code: Unreadable['code'], reason: string): ReadLine {
  return { ok: false, fault: { code, reason } };
}

/** Level by level instead of by recursion: a hostile depth must not use up the stack. */
function overLimits(value: object): Unreadable | undefined {
  let level: object[] = [value];
  let fields = 0;
  for (let depth = 1; level.length > 0; depth += 1) {
    if (depth > eventLimits.jsonDepth) {
      return { code: 'json-too-deep', reason: `expected at most ${eventLimits.jsonDepth} levels` };
    }
    const next: object[] = [];
    for (const each of level) {
      const members: unknown[] = Array.isArray(each) ? each : Object.values(each);
      fields += members.length;
      for (const member of members) if (typeof member === 'object' && member !== null) next.push(member);
    }
    if (fields > eventLimits.fields) {
      return { code: 'too-many-fields', reason: `expected at most ${eventLimits.fields} members` };
    }
    level = next;
  }
  return undefined;
}

/** Offset of the first byte that is not UTF-8: halves the line until it is found. */
function invalidAt(line: Buffer): number {
  let [sound, broken] = [0, line.length];
  while (broken - sound > 1) {
    const middle = (sound + broken) >> 1;
    if (isSoundPrefix(line, middle)) sound = middle;
    else broken = middle;
  }
  return sound;
}

function isSoundPrefix(line: Buffer, end: number): boolean {
  // A character that the border cuts in two is not a fault: step back over its beginning.
  for (let back = 0; back < 4 && back <= end; back += 1)
    if (isUtf8(line.subarray(0, end - back))) return true;
  return false;
}
