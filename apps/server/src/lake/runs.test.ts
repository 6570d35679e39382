import assert from 'node:assert/strict';
import { it } from 'node:test';
import fc from 'fast-check';
import { planRuns } from './runs.ts';

it('fills runs in order, and leaves a large organisation alone', () => {
  const sizes = [10, 20, 200, 5, 60, 40].map((bytes, index) => ({ id: 'abcdef'[index] ?? '', bytes }));
  assert.deepEqual(planRuns(sizes, 100), [['a', 'b'], ['c'], ['d', 'e'], ['f']]);
  assert.deepEqual(planRuns([], 100), []);
});

it('keeps every organisation, and every run of several within the limit', () => {
  fc.assert(
    fc.property(fc.array(fc.nat(150)), (bytes) => {
      const sizes = bytes.map((each, index) => ({ id: String(index), bytes: each }));
      const runs = planRuns(sizes, 100);
      assert.deepEqual(
        runs.flat(),
        sizes.map(({ id }) => id),
      );
      for (const run of runs) {
        const total = run.reduce((sum, id) => sum + (sizes[Number(id)]?.bytes ?? 0), 0);
        assert.ok(run.length === 1 || total <= 100);
      }
    }),
    { seed: 3 },
  );
});
