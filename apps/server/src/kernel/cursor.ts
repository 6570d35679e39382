import { kernelProblem } from './problems.ts';

/** A place in a list as opaque text: the sort values of its last row. */
export function writeCursor(values: readonly (string | number)[]): string {
  return Buffer.from(JSON.stringify(values)).toString('base64url');
}

type Part = 'id' | 'digest' | 'time' | 'number' | 'text';
const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
/** The database knows no time before 4713 BC; its latest lies beyond the latest of JavaScript. */
const earliestTime = Date.UTC(-4712, 0, 1);

/** Reads what `writeCursor` wrote; `parts` says what is expected. Undefined without a cursor; throws `bad-cursor`. */
export function readCursor(
  text: string | undefined,
  parts: readonly Part[],
): readonly (string | number)[] | undefined {
  if (text === undefined) return undefined;
  try {
    const values: unknown = JSON.parse(Buffer.from(text, 'base64url').toString('utf8'));
    if (Array.isArray(values) && values.length === parts.length && values.every((v, i) => fits(v, parts[i])))
      return values as (string | number)[];
  } catch {
    // Answered below, as any other text that is not a cursor.
  }
  throw kernelProblem('bad-cursor', { at: 'cursor' });
}

function fits(value: unknown, part: Part | undefined): boolean {
  if (part === 'number') return typeof value === 'number' && Math.abs(value) <= Number.MAX_SAFE_INTEGER;
  if (typeof value !== 'string') return false;
  if (part === 'id') return uuid.test(value);
  if (part === 'digest') return /^[0-9a-f]{32}$/.test(value);
  return part === 'text' ? !value.includes('\0') : Date.parse(value) >= earliestTime;
}
