import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { type CompactionSettings, planCompaction } from './compaction-plan.ts';
import type { ManifestEntry } from './store.ts';
import type { SegmentLevel } from './tables.ts';

const settings: CompactionSettings = {
  fanIn: 3,
  largeRows: 100,
  targetRows: 200,
  mostInputs: 6,
  settleMs: 3_600_000,
};
const during = new Date('2026-05-12T12:00:00Z');
const afterwards = new Date('2026-05-13T01:00:01Z');
let next = 0;
const segment = (
  rows: Record<string, number>,
  level: SegmentLevel = 'hot',
  day = '2026-05-12',
): ManifestEntry => {
  next += 1;
  return {
    id: `s${next}`,
    day,
    level,
    state: 'live',
    rows: Object.values(rows).reduce((sum, count) => sum + count, 0),
    bytes: 1,
    sha256: Buffer.alloc(32),
    organisations: Object.entries(rows).map(([id, count]) => ({ id, rows: count, maxReceived: during })),
  };
};
const plan = (manifest: ManifestEntry[], now = during) =>
  planCompaction(manifest, now, settings).map((task) => ({
    day: task.day,
    level: task.level,
    inputs: task.inputs.map((input) => input.id),
    outputs: task.outputs,
  }));

describe('the plan of compaction', () => {
  it('waits while a day runs until enough small segments of a level have gathered', () => {
    const two = [segment({ a: 1 }), segment({ b: 1 })];
    assert.deepEqual(plan([...two, segment({ a: 1 }, 'hour')]), []);
    const three = [...two, segment({ a: 1, c: 2 })];
    assert.deepEqual(plan(three), [
      { day: '2026-05-12', level: 'hour', inputs: three.map((each) => each.id), outputs: [['a', 'b', 'c']] },
    ]);
  });

  it('parts large organisations from the others and packs small ones together', () => {
    const inputs = [segment({ a: 90, b: 60, c: 60, d: 60, e: 60 }), segment({ a: 30 }), segment({ b: 1 })];
    // The first is not small: it is left alone, whatever it mixes.
    assert.deepEqual(plan(inputs), []);
    const small = [segment({ d: 20, a: 60 }), segment({ a: 60, c: 10 }), segment({ b: 30 })];
    assert.deepEqual(plan(small)[0]?.outputs, [['a'], ['b', 'c', 'd']]);
  });

  it('merges all that is small when the day is over, and then leaves it', () => {
    const inputs = [segment({ a: 1 }), segment({ b: 1 }, 'hour'), segment({ a: 150 }, 'day')];
    assert.deepEqual(plan(inputs, afterwards), [
      { day: '2026-05-12', level: 'day', inputs: [inputs[0]?.id, inputs[1]?.id], outputs: [['a', 'b']] },
    ]);
    assert.deepEqual(plan([segment({ a: 1, b: 1 }, 'day')], afterwards), []);
    assert.deepEqual(plan([segment({ a: 1 }), segment({ b: 1 })], new Date('2026-05-13T00:30:00Z')), []);
  });

  it('works off a backlog in merges of bounded size, the oldest first', () => {
    const many = Array.from({ length: 10 }, () => segment({ a: 1 }));
    assert.deepEqual(
      plan(many)[0]?.inputs,
      many.slice(0, 6).map((each) => each.id),
    );
    const heavy = Array.from({ length: 10 }, () => segment({ a: 90 }));
    assert.deepEqual(
      plan(heavy)[0]?.inputs,
      heavy.slice(0, 2).map((each) => each.id),
    );
    assert.equal(plan(heavy, afterwards)[0]?.inputs.length, 2);
  });

  it('leaves damaged segments alone', () => {
    const damaged = [1, 2, 3].map(() => ({ ...segment({ a: 1 }), state: 'damaged' as const }));
    assert.deepEqual(plan(damaged), []);
  });

  it('comes to an end, loses no organisation and leaves files in proportion to rows', () => {
    const rows = fc.dictionary(fc.constantFrom(...'abcdefghijkl'), fc.integer({ min: 1, max: 150 }), {
      minKeys: 1,
    });
    fc.assert(
      fc.property(fc.array(rows, { maxLength: 40 }), fc.boolean(), (sizes, over) => {
        let manifest = sizes.map((each) => segment(each));
        const total = (of: readonly ManifestEntry[]) => {
          const sums: Record<string, number> = {};
          for (const part of of.flatMap((entry) => entry.organisations))
            sums[part.id] = (sums[part.id] ?? 0) + part.rows;
          return sums;
        };
        const before = total(manifest);
        for (let round = 0; ; round += 1) {
          assert.ok(round < 100, 'compaction goes round in a circle');
          const task = planCompaction(manifest, over ? afterwards : during, settings)[0];
          if (!task) break;
          const sums = total(task.inputs);
          const written = task.outputs.map((output) =>
            segment(Object.fromEntries(output.map((id) => [id, sums[id] ?? 0])), task.level),
          );
          manifest = [...manifest.filter((entry) => !task.inputs.includes(entry)), ...written];
        }
        assert.deepEqual(total(manifest), before);
        const small = manifest.filter((entry) => entry.rows < settings.largeRows);
        assert.ok(
          small.length <= (over ? 1 : 3 * (settings.fanIn - 1)) + 1,
          `${small.length} small segments`,
        );
      }),
      { numRuns: 300, seed: 7 },
    );
  });
});
