import { ApiError } from '../../api/index.ts';
import { explain } from '../../api/problem.ts';
import type { Wrong } from '../../ui/index.ts';

/** What a refused form says: at the field that the problem names where it names one that the form has. */
export function wrongsOf(error: unknown, fields: readonly string[] = []): readonly Wrong[] {
  if (error === null || error === undefined) return [];
  if (
    error instanceof ApiError &&
    error.status >= 400 &&
    error.status < 500 &&
    error.code !== 'permission-missing'
  ) {
    const named = error.at?.split('/').at(-1) ?? '';
    return [{ field: fields.includes(named) ? named : '', text: error.message }];
  }
  const { title, advice } = explain(error);
  return [{ field: '', text: `${title}. ${advice}` }];
}

/** Nothing but its length is asked of a password: length is what makes it hard to guess. */
export function passwordWrongs(
  field: string,
  password: string,
  again?: { readonly field: string; readonly value: string },
): readonly Wrong[] {
  const wrongs: Wrong[] = [];
  if (password.length < 12)
    wrongs.push({
      field,
      text: `Choose a password of at least 12 characters; this one has ${password.length}`,
    });
  if (password.length > 256) wrongs.push({ field, text: 'Choose a password of at most 256 characters' });
  if (again !== undefined && again.value !== password)
    wrongs.push({ field: again.field, text: 'Enter the same password twice' });
  return wrongs;
}
