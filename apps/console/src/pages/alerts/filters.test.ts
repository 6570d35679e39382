import assert from 'node:assert/strict';
import { test } from 'node:test';
import { alertQueryOf } from './filters.ts';

const now = new Date('2026-05-12T10:00:42Z');

test('without a chosen time there is no limit of time', () => {
  assert.deepEqual(alertQueryOf({}, now), {});
});

test('a sliding range has a start, stays the same within a minute, and has no end', () => {
  assert.deepEqual(alertQueryOf({ range: '1h' }, now), { from: '2026-05-12T09:00:00.000Z' });
  assert.deepEqual(
    alertQueryOf({ range: '1h' }, new Date('2026-05-12T10:00:59Z')),
    alertQueryOf({ range: '1h' }, now),
  );
});

test('a fixed range keeps both of its ends', () => {
  assert.deepEqual(alertQueryOf({ from: '2026-05-01T00:00:00Z', to: '2026-05-02T00:00:00Z' }, now), {
    from: '2026-05-01T00:00:00.000Z',
    to: '2026-05-02T00:00:00.000Z',
  });
});

test('unknown words in the address are not passed on', () => {
  assert.deepEqual(alertQueryOf({ sort: 'colour', tab: 'rule', org: '7', muted: 'shown' }, now), {
    organisationId: '7',
    includeMuted: true,
  });
});
