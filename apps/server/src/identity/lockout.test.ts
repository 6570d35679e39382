import assert from 'node:assert/strict';
import { it } from 'node:test';
import { lockSeconds } from './lockout.ts';

it('locks after five failures, doubling up to an hour', () => {
  assert.deepEqual(
    [0, 4, 5, 6, 7, 10, 11, 500].map((failures) => lockSeconds(failures, 5)),
    [0, 0, 60, 120, 240, 1920, 3600, 3600],
  );
});
