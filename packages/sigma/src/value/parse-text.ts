import { ANY, normalise, ONE, type Part } from './pattern.ts';

/**
 * Reads wildcards and escapes of a string value (Sigma rules specification, "Escape Character"). A backslash
 * escapes `*`, `?` and the backslash; before anything else, and at the end, it is itself. So `\\` is one
 * backslash, `\*` a star, `\\*` a backslash and a wildcard, `\\\*` a backslash and a star.
 */
export function parseText(source: string): readonly Part[] {
  const parts: Part[] = [];
  let text = '';
  for (let at = 0; at < source.length; at++) {
    const unit = source[at] as string;
    if (unit === '\\') {
      const next = source[at + 1];
      if (next === '*' || next === '?' || next === '\\') {
        text += next;
        at++;
      } else {
        text += unit;
      }
    } else if (unit === '*' || unit === '?') {
      parts.push({ kind: 'text', text }, unit === '*' ? ANY : ONE);
      text = '';
    } else {
      text += unit;
    }
  }
  parts.push({ kind: 'text', text });
  return normalise(parts);
}
