import { RuleError } from '../rejection.ts';
import { normalise, type Part } from '../value/pattern.ts';
import { type Modifier, mapTexts } from './value.ts';

/**
 * `utf16le` (also `wide`), `utf16be`, `utf16` (little endian behind a byte order mark): the value in another
 * encoding, usually before `base64` or `base64offset`. Wildcards stay wildcards.
 */
export function utf16(name: 'utf16le' | 'utf16be' | 'utf16' | 'wide'): Modifier {
  return (item) =>
    mapTexts(item, name, (value) => {
      if (value.encoding === 'bytes') {
        throw new RuleError('modifier-combination', `modifier "${name}": the value is encoded already`);
      }
      const parts = value.parts.map((part) => encode(part, name));
      if (name === 'utf16') parts.unshift({ kind: 'text', text: '\u00ff\u00fe' });
      return [{ ...value, parts: normalise(parts), encoding: 'bytes' }];
    });
}

function encode(part: Part, name: string): Part {
  if (part.kind === 'dash') {
    throw new RuleError('modifier-combination', `modifier "${name}" cannot follow "windash"`);
  }
  if (part.kind !== 'text') return part;
  const bytes = Buffer.from(part.text, 'utf16le');
  if (name === 'utf16be') bytes.swap16();
  return { kind: 'text', text: bytes.toString('latin1') };
}
