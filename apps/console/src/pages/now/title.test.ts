import assert from 'node:assert/strict';
import { test } from 'node:test';
import { titleOf } from './title.ts';

const now = new Date('2026-05-12T10:00:00Z');

test('the title is the answer', () => {
  assert.equal(titleOf(0, null, now, 3), 'Nothing needs anybody now');
  assert.equal(titleOf(0, null, now, 0), 'Nothing is connected yet, so nothing can be found');
  assert.equal(titleOf(1, '2026-05-12T09:48:00Z', now, 3), '1 alert needs someone; it has waited 12 min');
  assert.equal(
    titleOf(38, '2026-05-12T07:00:00Z', now, 3),
    '38 alerts need someone; the oldest has waited 3 h',
  );
  assert.equal(titleOf(2, null, now, 3), '2 alerts need someone');
});
