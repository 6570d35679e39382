import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { recentKeys } from './recent-keys.ts';

describe('recent keys', () => {
  it('knows a key again until its span is over', () => {
    const keys = recentKeys(100);
    assert.equal(keys.isNew('a', 0), true);
    assert.equal(keys.isNew('a', 99), false);
    assert.equal(keys.isNew('b', 99), true);
    assert.equal(keys.isNew('a', 100), true);
  });

  it('forgets the oldest beyond its size', () => {
    const keys = recentKeys(1000, 2);
    for (const key of ['a', 'b', 'c']) keys.isNew(key, 0);
    assert.equal(keys.isNew('c', 1), false);
    assert.equal(keys.isNew('a', 1), true);
  });
});
