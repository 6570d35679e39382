import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { mergeLive } from './merge-live.ts';

test('what changed is shown in place, what is new is only counted', () => {
  const merged = mergeLive(
    [
      { id: 'a', n: 1 },
      { id: 'b', n: 1 },
    ],
    [
      { id: 'c', n: 1 },
      { id: 'b', n: 2 },
    ],
  );
  assert.deepEqual(merged, {
    rows: [
      { id: 'a', n: 1 },
      { id: 'b', n: 2 },
    ],
    fresh: 1,
  });
});

test('rows never move and never vanish', () => {
  const rows = fc.uniqueArray(fc.record({ id: fc.string(), n: fc.nat() }), { selector: (row) => row.id });
  fc.assert(
    fc.property(rows, rows, (shown, newest) => {
      const merged = mergeLive(shown, newest);
      assert.deepEqual(
        merged.rows.map((row) => row.id),
        shown.map((row) => row.id),
      );
      assert.equal(merged.fresh, newest.filter((row) => !shown.some((each) => each.id === row.id)).length);
    }),
  );
});
