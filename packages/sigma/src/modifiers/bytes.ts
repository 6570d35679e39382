import { RuleError } from '../rejection.ts';
import { DASHES, type Part } from '../value/pattern.ts';
import { MOST_ALTERNATIVES, plainText, type TextValue } from './value.ts';

/** The values that a text with `windash` places stands for, each without such a place. */
export function withoutDashes(value: TextValue): readonly TextValue[] {
  let variants: readonly (readonly Part[])[] = [[]];
  for (const part of value.parts) {
    const choices = part.kind === 'dash' ? [...DASHES].map((text): Part => ({ kind: 'text', text })) : [part];
    variants = variants.flatMap((head) => choices.map((choice) => [...head, choice]));
    if (variants.length > MOST_ALTERNATIVES) {
      throw new RuleError(
        'expansion-too-large',
        `value: over ${MOST_ALTERNATIVES} alternatives of "${value.source}"`,
      );
    }
  }
  return variants.map((parts) => ({ ...value, parts }));
}

/** The bytes of a value: UTF-8 unless an encoding modifier came before. */
export function bytesOf(value: TextValue, modifier: string): Buffer {
  const text = plainText(value, modifier);
  return Buffer.from(text, value.encoding === 'bytes' ? 'latin1' : 'utf8');
}
