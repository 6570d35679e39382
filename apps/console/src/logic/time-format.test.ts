import assert from 'node:assert/strict';
import { test } from 'node:test';
import { formatBytes, formatDuration, formatExact, formatSkew, formatTime, plural } from './time-format.ts';

const at = (text: string) => new Date(text);
const now = at('2026-03-29T12:00:00Z');

test('relative only within the last hour', () => {
  assert.equal(formatTime(at('2026-03-29T11:59:55Z'), now, 'UTC'), 'just now');
  assert.equal(formatTime(at('2026-03-29T11:15:00Z'), now, 'UTC'), '45 min ago');
  assert.equal(formatTime(at('2026-03-29T11:00:00Z'), now, 'UTC'), '11:00');
});

test('the day appears when it is another day in the viewer’s zone, the year when it is another year', () => {
  assert.equal(formatTime(at('2026-03-28T23:30:00Z'), now, 'UTC'), '28 Mar 23:30');
  assert.equal(formatTime(at('2025-12-31T23:30:00Z'), now, 'UTC'), '31 Dec 2025 23:30');
  assert.equal(formatTime(at('2026-03-28T23:30:00Z'), now, 'Asia/Tokyo'), '29 Mar 08:30'.slice(7));
});

test('a moment in the future is never relative', () => {
  assert.equal(formatTime(at('2026-03-29T12:05:00Z'), now, 'UTC'), '12:05');
});

test('the exact form names its zone across the change of clocks', () => {
  assert.match(formatExact(at('2026-03-29T00:30:00Z'), 'Europe/London'), /29 Mar 2026, 00:30:00 GMT/);
  assert.match(
    formatExact(at('2026-03-29T01:30:00Z'), 'Europe/London'),
    /29 Mar 2026, 02:30:00 (BST|GMT\+1)/,
  );
});

test('an unreadable time says so', () => {
  assert.equal(formatTime(new Date('no'), now), 'unknown');
  assert.equal(formatExact(new Date('no')), 'unknown');
});

test('durations use at most two units', () => {
  const table: [number, string][] = [
    [0, '0 s'],
    [59_000, '59 s'],
    [60_000, '1 min'],
    [3 * 3_600_000, '3 h'],
    [3 * 3_600_000 + 5 * 60_000, '3 h 5 min'],
    [26 * 3_600_000, '1 d 2 h'],
    [9.5 * 86_400_000, '9 d'],
  ];
  for (const [ms, text] of table) assert.equal(formatDuration(ms), text);
});

test('skew, bytes and plurals in words', () => {
  assert.equal(formatSkew(null), 'clock not known');
  assert.equal(formatSkew(3), 'clock agrees');
  assert.equal(formatSkew(-7200), 'clock 2 h behind');
  assert.equal(formatBytes(1536), '1.5 KiB');
  assert.equal(plural(1, 'alert'), '1 alert');
  assert.equal(plural(2000, 'alert'), '2,000 alerts');
});

test('what came while our clock stood still is now, not the future', () => {
  assert.equal(formatTime(at('2026-03-29T12:00:30Z'), now, 'UTC'), 'just now');
});
