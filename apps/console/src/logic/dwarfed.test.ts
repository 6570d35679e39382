import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isDwarfed, rootTicks } from './dwarfed.ts';

test('an outbreak dwarfs an ordinary day, a busy hour does not', () => {
  assert.equal(isDwarfed([3, 4, 0, 5, 3, 900]), true);
  assert.equal(isDwarfed([3, 4, 0, 5, 3, 40]), false);
});

test('with next to nothing beside it, the greatest dwarfs nothing', () => {
  assert.equal(isDwarfed([0, 0, 900, 2, 1]), false);
  assert.equal(isDwarfed([]), false);
});

test('ticks of a square-root axis are round, rising, and end at or below the top', () => {
  assert.deepEqual(rootTicks(900, 3), [0, 20, 100, 500]);
  assert.deepEqual(rootTicks(1000, 2), [0, 200, 1000]);
  assert.deepEqual(rootTicks(3, 3), [0, 2]);
  assert.deepEqual(rootTicks(0, 3), [0]);
});
