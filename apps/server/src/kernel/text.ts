/**
 * Text that PostgreSQL can store: NUL and lone surrogates, which it cannot, become U+FFFD, and what is longer than
 * `max` UTF-16 units ends in an ellipsis. What comes from devices is hostile; nothing may make a row unstorable.
 */
export function storable(text: string, max = Number.POSITIVE_INFINITY): string {
  const clean = text.includes('\0') ? text.replaceAll('\0', '\uFFFD') : text;
  return (clean.length > max ? `${clean.slice(0, max - 1)}…` : clean).toWellFormed();
}

/** A value of text, lists and maps, every text in it made storable, names of fields too. */
export function storableValue(value: unknown): unknown {
  if (typeof value === 'string') return storable(value);
  if (Array.isArray(value)) return value.map(storableValue);
  if (typeof value === 'object' && value !== null)
    return Object.fromEntries(
      Object.entries(value).map(([key, each]) => [storable(key), storableValue(each)]),
    );
  return value;
}

/** A LIKE pattern for texts that contain this one, whatever wildcards are in it. */
export function likeContains(text: string): string {
  return `%${text.replace(/[\\%_]/g, '\\$&')}%`;
}
