import type { Wrong } from '../../ui/index.ts';

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
