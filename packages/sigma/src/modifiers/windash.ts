import { DASH, DASHES, normalise, type Part } from '../value/pattern.ts';
import { type Modifier, mapTexts } from './value.ts';

const LETTER = /[\p{L}\p{N}_]/u;

/**
 * `windash`: a dash or slash that begins an option stands for any of `-`, `/`, en dash, em dash and horizontal
 * bar. One begins an option when a word character follows and none comes before, so the dash in `bypass-uac`
 * stays as it is. The pattern keeps one place per dash instead of five texts, whatever the number of dashes.
 */
export const windash: Modifier = (item) =>
  mapTexts(item, 'windash', (value) => [{ ...value, parts: normalise(value.parts.flatMap(openDashes)) }]);

function openDashes(part: Part): readonly Part[] {
  if (part.kind !== 'text') return [part];
  const parts: Part[] = [];
  let text = '';
  const chars = [...part.text];
  for (const [index, char] of chars.entries()) {
    const optionStart =
      DASHES.includes(char) && LETTER.test(chars[index + 1] ?? '') && !LETTER.test(chars[index - 1] ?? '');
    if (optionStart) {
      parts.push({ kind: 'text', text }, DASH);
      text = '';
    } else {
      text += char;
    }
  }
  parts.push({ kind: 'text', text });
  return parts;
}
