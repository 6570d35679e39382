import type { FieldValue } from '../record.ts';

/** Appends what a value has of text: itself, or those of its elements that are no null. */
export function addTexts(value: FieldValue | undefined, texts: string[]): void {
  if (typeof value === 'string') texts.push(value);
  else if (value) for (const text of value) if (text !== null) texts.push(text);
}
