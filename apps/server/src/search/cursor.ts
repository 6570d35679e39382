import type { Keyset } from '../lake/index.ts';
import { searchProblem } from './problems.ts';

/** A place in a search as opaque text. It grants nothing: the scope is asked anew with every page. */
export function writeCursor(place: Keyset): string {
  return Buffer.from(JSON.stringify([place.happened, place.id])).toString('base64url');
}

/** Throws `cursor-invalid` for anything that `writeCursor` did not write. */
export function readCursor(text: string): Keyset {
  let found: unknown;
  try {
    found = JSON.parse(Buffer.from(text, 'base64url').toString());
  } catch {
    found = undefined;
  }
  const [happened, id] = Array.isArray(found) && found.length === 2 ? found : [];
  if (
    typeof happened !== 'number' ||
    Math.abs(happened) > 8.64e15 ||
    typeof id !== 'string' ||
    id.length > 100
  )
    throw searchProblem('cursor-invalid', { at: '/cursor' });
  return { happened, id };
}
