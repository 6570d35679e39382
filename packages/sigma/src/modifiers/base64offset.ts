import { RuleError } from '../rejection.ts';
import { bytesOf, withoutDashes } from './bytes.ts';
import { type Modifier, mapTexts, type TextValue } from './value.ts';

/**
 * `base64offset`: how the value looks within a longer encoded text, at each of the three places that it can
 * take in a group of three bytes. The first and last characters, which depend on the neighbours, are cut off;
 * offsets count bytes, not characters.
 */
export const base64offset: Modifier = (item) =>
  mapTexts(item, 'base64offset', (value) =>
    withoutDashes(value).flatMap((variant): TextValue[] => {
      const texts = encodings(bytesOf(variant, 'base64offset')).filter((text) => text !== '');
      if (texts.length === 0) {
        const reason = `modifier "base64offset": "${value.source}" is too short to be recognised when encoded`;
        throw new RuleError('modifier-value', reason);
      }
      return texts.map((text) => ({ ...variant, encoding: 'text', parts: [{ kind: 'text', text }] }));
    }),
  );

function encodings(bytes: Buffer): string[] {
  return [0, 1, 2].map((offset) => {
    const encoded = Buffer.concat([Buffer.alloc(offset), bytes])
      .toString('base64')
      .replace(/=+$/, '');
    const length = offset + bytes.length;
    // Characters that hold bits of the value alone.
    const from = Math.ceil((offset * 8) / 6);
    const to = Math.floor((length * 8) / 6);
    return encoded.slice(from, to);
  });
}
