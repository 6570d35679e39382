import assert from 'node:assert/strict';
import { test } from 'node:test';
import { shareOut } from './share-out.ts';

test('parts share the height in proportion, bottom first and without gaps', () => {
  assert.deepEqual(shareOut([1, 0, 3], 40), [
    [0, 10],
    [10, 10],
    [10, 40],
  ]);
});

test('a bar of nothing has no height', () => {
  assert.deepEqual(shareOut([0, 0], 40), [
    [0, 0],
    [0, 0],
  ]);
});
