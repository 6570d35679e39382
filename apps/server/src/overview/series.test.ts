import assert from 'node:assert/strict';
import { it } from 'node:test';
import { fill, seriesFrame } from './series.ts';

it('frames the last hours in whole buckets, the present one included', () => {
  const now = new Date('2026-03-01T08:20:00Z');
  for (const hours of [1, 24, 48, 49, 336, 337, 720]) {
    const { from, bucketSeconds, length } = seriesFrame(hours, now);
    const end = from.getTime() + length * bucketSeconds * 1000;
    assert.ok(
      end > now.getTime() && end - bucketSeconds * 1000 <= now.getTime(),
      `${hours}: the last bucket holds now`,
    );
    assert.ok(from.getTime() <= now.getTime() - hours * 3_600_000 + 3_600_000, `${hours} h are covered`);
    assert.equal(from.getTime() % (bucketSeconds * 1000), 0);
    assert.ok(length <= 61, String(length));
  }
});

it('fills gaps with zeros and leaves out what is outside', () => {
  assert.deepEqual(
    fill(3, [
      { at: 0, count: 2 },
      { at: 2, count: 1 },
      { at: 2, count: 4 },
      { at: -1, count: 9 },
      { at: 3, count: 9 },
    ]),
    [2, 0, 5],
  );
});
