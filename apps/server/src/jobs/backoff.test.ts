import assert from 'node:assert/strict';
import { it } from 'node:test';
import { backoff } from './backoff.ts';

it('doubles up to the cap and keeps at least half', () => {
  assert.deepEqual(
    [1, 2, 3, 4, 5, 1000].map((attempts) => backoff(attempts, 1000, 8000, 1)),
    [1000, 2000, 4000, 8000, 8000, 8000],
  );
  assert.equal(backoff(3, 1000, 8000, 0), 2000);
  assert.equal(backoff(3, 1000, 8000, 0.5), 3000);
});
