import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fixedRange, rangeOf, rangeUseOf, rangeWords, toLocalInput } from './time-range.ts';

const now = new Date('2026-05-12T10:00:00Z');

test('a named range slides with the clock', () => {
  const range = rangeOf({ range: '6h' }, now);
  assert.equal(range.from.toISOString(), '2026-05-12T04:00:00.000Z');
  assert.equal(range.to, now);
  assert.equal(range.name, '6h');
});

test('an unknown name or ends out of order give the fallback, never an empty range', () => {
  assert.equal(rangeOf({ range: 'constructor' }, now, '1h').name, '1h');
  assert.equal(rangeOf({ from: '2026-05-12T10:00:00Z', to: '2026-05-12T09:00:00Z' }, now).name, '24h');
  assert.equal(rangeOf({ from: '2026-05-12T10:00:00Z' }, now).name, '24h');
  assert.equal(rangeOf({ from: 'yesterday', to: 'today' }, now).name, '24h');
});

test('a fixed range comes back as it went', () => {
  const from = new Date('2026-05-11T01:02:03.004Z');
  const state = fixedRange(from, now);
  const range = rangeOf({ from: state.from ?? '', to: state.to ?? '' }, now);
  assert.deepEqual([range.from, range.to, range.name], [from, now, null]);
});

test('the text of a date field is read back as the same moment', () => {
  const at = new Date('2026-05-11T01:02:03Z');
  assert.equal(new Date(toLocalInput(at)).getTime(), at.getTime());
});

test('pages say what they do with time', () => {
  assert.deepEqual(['/', '/events', '/alerts', '/audit', '/rules', '/alerts/7'].map(rangeUseOf), [
    'last',
    'last',
    'any',
    'any',
    'none',
    'none',
  ]);
  assert.equal(rangeWords(rangeOf({ range: '7d' }, now)), 'last 7 days');
  assert.equal(
    rangeWords(rangeOf({ from: '2026-05-12T08:00:00Z', to: '2026-05-12T10:30:00Z' }, now)),
    'in 2 h 30 min',
  );
});
