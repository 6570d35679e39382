import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { parseText } from './parse-text.ts';
import { asLiteral, type Part, surround } from './pattern.ts';

/** Short form: a star for "any", a question mark for "one", everything else as a list of texts. */
function shape(parts: readonly Part[]): (string | { text: string })[] {
  return parts.map((part) => (part.kind === 'text' ? { text: part.text } : part.kind));
}

describe('escapes and wildcards', () => {
  const cases: [source: string, expected: (string | { text: string })[]][] = [
    ['plain', [{ text: 'plain' }]],
    ['a*b?c', [{ text: 'a' }, 'any', { text: 'b' }, 'one', { text: 'c' }]],
    ['\\*', [{ text: '*' }]],
    ['\\?', [{ text: '?' }]],
    ['\\\\*', [{ text: '\\' }, 'any']],
    ['\\\\\\*', [{ text: '\\*' }]],
    ['\\\\', [{ text: '\\' }]],
    ['\\\\\\\\', [{ text: '\\\\' }]],
    ['\\\\\\', [{ text: '\\\\' }]],
    ['C:\\Windows\\x', [{ text: 'C:\\Windows\\x' }]],
    ['dir\\', [{ text: 'dir\\' }]],
    ['**', ['any']],
    ['', []],
  ];
  for (const [source, expected] of cases) {
    it(`reads ${JSON.stringify(source)}`, () => assert.deepEqual(shape(parseText(source)), expected));
  }

  it('leaves a trailing backslash literal when a star is added behind it', () => {
    assert.deepEqual(shape(surround(parseText('\\Temp\\'), true, true)), [
      'any',
      { text: '\\Temp\\' },
      'any',
    ]);
  });

  it('adds no second star', () => {
    assert.deepEqual(shape(surround(parseText('*x*'), true, true)), ['any', { text: 'x' }, 'any']);
    assert.deepEqual(shape(surround([], true, true)), ['any']);
  });

  it('recognises patterns that are a single literal', () => {
    assert.deepEqual(asLiteral(parseText('*x')), { op: 'ends', text: 'x' });
    assert.deepEqual(asLiteral(parseText('x*')), { op: 'starts', text: 'x' });
    assert.deepEqual(asLiteral(parseText('*x*')), { op: 'contains', text: 'x' });
    assert.deepEqual(asLiteral(parseText('x')), { op: 'eq', text: 'x' });
    assert.deepEqual(asLiteral(parseText('')), { op: 'eq', text: '' });
    assert.equal(asLiteral(parseText('x*y')), undefined);
    assert.equal(asLiteral(parseText('x?')), undefined);
  });
});
