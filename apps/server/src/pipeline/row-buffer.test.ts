import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { RowBuffer } from './row-buffer.ts';

const written = (rows: readonly string[]) => {
  const buffer = new RowBuffer();
  for (const row of rows) buffer.add(row);
  return buffer.finish();
};

describe('a row buffer', () => {
  it('gives every row as UTF-8, and where it ends', () => {
    fc.assert(
      fc.property(
        fc.array(fc.string({ unit: 'grapheme' }).map((text) => text.replaceAll('\n', ''))),
        (rows) => {
          const { lake, rowEnds } = written(rows);
          assert.equal(Buffer.from(lake).toString(), rows.map((row) => `${row}\n`).join(''));
          assert.deepEqual(
            rows,
            rows.map((_, row) =>
              Buffer.from(lake.subarray(rowEnds[row - 1] ?? 0, (rowEnds[row] ?? 0) - 1)).toString(),
            ),
          );
        },
      ),
    );
  });

  it('grows, for one long row as for many', () => {
    const long = '\u20ac'.repeat(3_000_000);
    const rows = ['a', long, 'b', ...Array.from({ length: 50 }, () => 'x'.repeat(100_000))];
    const { lake, rowEnds } = written(rows);
    assert.equal(lake.length, 2 + 9_000_001 + 2 + 50 * 100_001);
    assert.deepEqual([...rowEnds.subarray(0, 3)], [2, 9_000_003, 9_000_005]);
    assert.equal(Buffer.from(lake.subarray(2, 9_000_002)).toString(), long);
  });

  it('owns what it gives: the next task does not write over it', () => {
    const { lake } = written(['first']);
    written(['other']);
    assert.equal(Buffer.from(lake).toString(), 'first\n');
    assert.equal(lake.buffer.byteLength, lake.length);
  });
});
