import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { matchParts } from '../interpret/match-parts.ts';
import { foldText } from '../value/fold.ts';
import { parseText } from '../value/parse-text.ts';
import { DASH, normalise, type Part } from '../value/pattern.ts';
import { compileGlob } from './glob.ts';

function matches(pattern: string, text: string): boolean {
  return compileGlob(parseText(pattern), false)(foldText(text));
}

describe('wildcards', () => {
  const cases: [pattern: string, text: string, expected: boolean][] = [
    ['a*b', 'ab', true],
    ['a*b', 'aXb\nb', true],
    ['a*b', 'abX', false],
    ['a?b', 'ab', false],
    ['a?b', 'a\nb', true],
    // One code point, two code units.
    ['a?b', 'a😀b', true],
    ['a??b', 'a😀b', false],
    ['?', '\ud83d', true],
    ['*aab', 'aaab', true],
    ['*ab*ab', 'ab', false],
    ['a*a', 'a', false],
    ['*a?a*', 'xaaax', true],
    ['*?', '', false],
    ['*', '', true],
  ];
  for (const [pattern, text, expected] of cases) {
    it(`${pattern} ${expected ? 'matches' : 'does not match'} ${JSON.stringify(text)}`, () => {
      assert.equal(matches(pattern, text), expected);
    });
  }

  it('agrees with the table of all possibilities', () => {
    const part = fc.constantFrom<Part>(
      { kind: 'text', text: 'a' },
      { kind: 'text', text: 'Ab' },
      { kind: 'any' },
      { kind: 'one' },
      DASH,
    );
    const text = fc.string({
      unit: fc.constantFrom('a', 'A', 'b', '-', '/', '😀', '\ud83d', '\ude00'),
      maxLength: 10,
    });
    fc.assert(
      fc.property(fc.array(part, { maxLength: 8 }), text, fc.boolean(), (raw, value, cased) => {
        const parts = normalise(raw);
        const fast = compileGlob(parts, cased)(cased ? value : foldText(value));
        assert.equal(fast, matchParts(parts, cased, value));
      }),
      { numRuns: 3000 },
    );
  });

  it('grows no faster than the text on patterns that are cubic as regular expressions', () => {
    const glob = compileGlob(parseText('*\\\\*\\\\*$*'), false);
    const cost = (size: number): number => {
      const text = '\\'.repeat(size);
      const from = process.hrtime.bigint();
      assert.equal(glob(text), false);
      return Number(process.hrtime.bigint() - from) / 1e6;
    };
    // As a regular expression 8 KiB of it take seconds; this is a thousand times as much.
    assert.ok(cost(8 * 1024 * 1024) < 5000);
  });
});
