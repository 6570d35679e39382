import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { foldText } from '../value/fold.ts';
import type { Literal } from './literal.ts';
import { LiteralInterner } from './literal.ts';
import { buildIndex, LiteralIndex } from './literal-index.ts';

function found(literals: readonly Literal[], text: string): Literal[] {
  const built = buildIndex(literals);
  const index = new LiteralIndex(built.tables);
  const buffer = new Int32Array(literals.length);
  const count = index.scan(text, buffer, 0);
  return [...buffer.subarray(0, count)].map((number) => built.literals[number] as Literal);
}

function isIn(literal: Literal, text: string): boolean {
  const value = foldText(text);
  if (literal.start && literal.end) return value === literal.text;
  if (literal.start) return value.startsWith(literal.text);
  return literal.end ? value.endsWith(literal.text) : value.includes(literal.text);
}

const NAMES = ['ascii', 'beyond ASCII'] as const;
const UNITS = { ascii: ['a', 'b', 'A', '\\'], 'beyond ASCII': ['a', 'é', 'É', '\u212a', 'k', 'я'] } as const;

describe('literal automata', () => {
  for (const name of NAMES) {
    it(`find exactly the literals of a text (${name})`, () => {
      const short = fc.string({ unit: fc.constantFrom(...UNITS[name]), maxLength: 5 });
      const needle = fc
        .tuple(short, fc.boolean(), fc.boolean())
        .filter(([text, start, end]) => text !== '' || (start && end));
      const text = fc.string({ unit: fc.constantFrom(...UNITS[name]), maxLength: 20 });
      fc.assert(
        fc.property(fc.array(needle, { maxLength: 12 }), text, (needles, value) => {
          const interner = new LiteralInterner();
          const literals = [
            ...new Set(
              needles.map(([each, start, end]) => interner.literal('F', foldText(each), start, end)),
            ),
          ];
          const expected = literals.filter((literal) => isIn(literal, value));
          assert.deepEqual(new Set(found(literals, value)), new Set(expected));
          assert.equal(found(literals, value).length, expected.length);
        }),
        { numRuns: 800 },
      );
    });
  }

  it('miss nothing when characters have to share classes', () => {
    const interner = new LiteralInterner();
    const characters = Array.from({ length: 300 }, (_, index) => String.fromCharCode(0x4e00 + index));
    const literals = characters.map((char) => interner.literal('F', `${char}x`, false, false));
    for (const [index, char] of characters.entries()) {
      assert.ok(found(literals, `..${char}x..`).includes(literals[index] as Literal), char);
    }
  });

  it('spread very many literals over several tables', () => {
    const interner = new LiteralInterner();
    const literals = Array.from({ length: 9000 }, (_, index) =>
      interner.literal('F', `k${index * 7919}z`, false, false),
    );
    for (const index of [0, 4000, 8999]) {
      assert.deepEqual(found(literals, `--K${index * 7919}Z--`), [literals[index]]);
    }
  });

  it('cut long literals to a part of them and keep the ends they are tied to', () => {
    const interner = new LiteralInterner();
    const ends = interner.literal('F', 'c:\\windows\\system32\\drivers\\rare-name.sys', false, true);
    assert.ok(ends.text.length < 15 && ends.end, ends.text);
    assert.ok('rare-name.sys'.includes(ends.text));
    const starts = interner.literal('F', 'qqqq\\windows\\system32\\', true, false);
    assert.ok(starts.start, starts.text);
  });
});
