import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { type SeededFederation, seedFederation, type TestControl, testControl } from '../control/testing.ts';
import type { EventEnvelope } from '../events/envelope.ts';
import { digestId } from '../kernel/ids.ts';
import { createLog } from '../kernel/log.ts';
import { type Engine, openEngine } from './engine.ts';
import { type Lake, openLake } from './index.ts';
import { readManifest } from './store.ts';
import { SetClock, store } from './testing/contract.ts';
import { envelope } from './testing/envelopes.ts';

/** 48,000 events of 4 kB in 24 segments, three times what compaction may have in memory. */
const segments = 24;
const perSegment = 2000;
const compactMiB = 96;

describe('compaction of a backlog larger than its memory', () => {
  let test: TestControl;
  let federation: SeededFederation;
  let lake: Lake;
  let reader: Engine;
  const dataDir = mkdtempSync(join(tmpdir(), 'cordon-backlog-'));
  before(async () => {
    test = await testControl();
    federation = await seedFederation(test);
    const { control } = test;
    const clock = new SetClock();
    lake = await openLake({ control, dataDir, clock, log: createLog('silent'), compactMiB, threads: 1 });
    reader = await openEngine({ folder: join(dataDir, 'lake'), name: 'test', threads: 1 });
  });
  after(async () => {
    reader.stop();
    await lake.stop();
    await test.stop();
    rmSync(dataDir, { recursive: true, force: true });
  });

  /** Text that does not compress, so that a dictionary cannot make it small. */
  const noise = (of: number): string =>
    Array.from({ length: 60 }, (_, part) =>
      createHash('sha256').update(`${of} ${part}`).digest('base64'),
    ).join('');
  const eventOf = (number: number): EventEnvelope => {
    const [large = '', one = '', other = ''] = federation.organisations;
    // One organisation has most of the events; the others have to be sorted apart.
    const organisationId = number % 4 === 0 ? (number % 8 === 0 ? one : other) : large;
    return envelope({
      organisationId,
      id: digestId('backlog', String(number)),
      recordId: String(number),
      happened: Date.UTC(2026, 4, 12, 8) + ((number * 7919) % 3_600_000),
      original: noise(number),
    });
  };

  const live = () => test.control.as('keeper', (db) => readManifest(db, { states: ['live'] }));
  /** Every row of the live segments as it is stored, but when: how many, and a digest of them that knows no order. */
  const contents = async (distinct: string) => {
    const paths = (await live()).map(({ id, day }) => join(dataDir, 'lake', day, `${id}.parquet`));
    const [row] = await reader.all({
      text: `SELECT count(*)::DOUBLE AS rows, sum(hash(event)::HUGEINT)::VARCHAR AS digest
        FROM (SELECT ${distinct} event FROM (SELECT event FROM (SELECT COLUMNS(* EXCLUDE (recorded)) FROM read_parquet($paths)) AS event))`,
      parameters: { paths },
    });
    return row;
  };

  it('keeps every row as it was, each once, and leaves few segments', { timeout: 300_000 }, async () => {
    for (let segment = 0; segment < segments; segment += 1) {
      const from = segment * perSegment;
      const events = Array.from({ length: perSegment }, (_, index) => eventOf(from + index));
      // A shipper that sends what it sent before: some of every segment, and all of one.
      const again = segment === 5 ? perSegment : Math.min(segment, 1) * 50;
      for (let index = 0; index < again; index += 1) events.push(eventOf(from - 1 - index));
      await store(lake, test.control, events);
    }
    const expected = await contents('DISTINCT');
    assert.equal(expected?.rows, segments * perSegment);
    assert.equal((await lake.health()).rows, segments * perSegment + 22 * 50 + perSegment);

    assert.equal(await lake.compact(), segments);
    assert.deepEqual(await contents(''), expected);
    const after = await live();
    assert.equal(after.length, 1);

    // One organisation behind the other, so that a search can leave out most of a segment.
    const [merged] = after;
    assert.ok(merged);
    const [order] = await reader.all({
      text: `SELECT count(*) FILTER (WHERE organisation_id <> before)::DOUBLE AS changes FROM
        (SELECT organisation_id, lag(organisation_id) OVER (ORDER BY file_row_number) AS before
         FROM read_parquet($path, file_row_number = true))`,
      parameters: { path: join(dataDir, 'lake', merged.day, `${merged.id}.parquet`) },
    });
    assert.equal(order?.changes, 2);
  });
});
