import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { foldOrbit, foldTable, foldText } from './fold.ts';

describe('case folding', () => {
  it('folds one code unit to one code unit, without context', () => {
    const cases: [string, string][] = [
      ['ABC', 'abc'],
      ['ÀÉ', 'àé'],
      // toLowerCase makes two units of this one.
      ['\u0130', '\u0130'],
      // toLowerCase writes the last sigma of a word as ς.
      ['ΟΔΟΣ', 'οδοσ'],
      ['οδος', 'οδοσ'],
      ['\u212a', 'k'],
      ['\u017f', 's'],
      ['\u0131', '\u0131'],
      ['ß', 'ß'],
      ['\u1e9e', 'ß'],
      ['\u00b5', '\u03bc'],
      ['\u{10400}', '\u{10400}'],
    ];
    for (const [text, folded] of cases) assert.equal(foldText(text), folded, text);
  });

  it('keeps the length and is the same when done twice', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const folded = foldText(text);
        assert.equal(folded.length, text.length);
        assert.equal(foldText(folded), folded);
      }),
    );
  });

  it('is settled after one step for every code unit', () => {
    for (const folded of foldTable) assert.equal(foldTable[folded], folded);
  });

  it('knows all units that fold together', () => {
    assert.deepEqual(foldOrbit('k'.charCodeAt(0)), [0x4b, 0x6b, 0x212a]);
    assert.deepEqual(foldOrbit('5'.charCodeAt(0)), ['5'.charCodeAt(0)]);
  });

  it('folds long texts beyond ASCII', () => {
    assert.equal(foldText('É'.repeat(20_000)), 'é'.repeat(20_000));
  });
});
