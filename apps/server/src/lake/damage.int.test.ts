import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, afterEach, before, beforeEach, describe, it } from 'node:test';
import { type SeededFederation, seedFederation, type TestControl, testControl } from '../control/testing.ts';
import { newId } from '../kernel/ids.ts';
import { createLog } from '../kernel/log.ts';
import { all, type Lake, type LakeScope, openLake } from './index.ts';
import { SetClock, store } from './testing/contract.ts';
import { envelope } from './testing/envelopes.ts';

describe('a damaged segment', () => {
  let test: TestControl;
  let federation: SeededFederation;
  let dataDir: string;
  let lake: Lake;
  let paths: string[];
  let a: string;
  const clock = new SetClock();
  const open = () =>
    openLake({
      control: test.control,
      dataDir,
      clock,
      log: createLog('silent'),
      writeMiB: 256,
      searchMiB: 128,
      threads: 1,
    });
  before(async () => {
    test = await testControl();
    federation = await seedFederation(test);
    a = federation.organisations[0];
  });
  after(() => test.stop());
  beforeEach(async () => {
    await test.admin('DELETE FROM lake_segment');
    dataDir = mkdtempSync(join(tmpdir(), 'cordon-lake-'));
    lake = await open();
    for (let at = 0; at < 12; at += 1)
      await store(lake, test.control, [
        envelope({ organisationId: a, recordId: String(at), original: `text ${at} `.repeat(50) }),
      ]);
    const { rows } = await test.admin('SELECT id, day::text FROM lake_segment ORDER BY id');
    paths = rows.map((row: { id: string; day: string }) =>
      join(dataDir, 'lake', row.day, `${row.id}.parquet`),
    );
  });
  afterEach(async () => {
    await lake.stop();
    rmSync(dataDir, { recursive: true, force: true });
  });
  const path = (index: number): string => paths[index] ?? assert.fail();
  const scope = async (): Promise<LakeScope> =>
    test.control.scoped(await federation.caller('centre-analyst', a), 'events.read', (db) =>
      lake.scope(db, {}),
    );
  const found = async (of: LakeScope): Promise<number> =>
    (await lake.page(of, { where: all([]), limit: 100 })).rows.length;
  const faults = async (): Promise<string[]> =>
    (await test.admin('SELECT fault FROM lake_segment WHERE fault IS NOT NULL ORDER BY id')).rows.map(
      (row) => row.fault,
    );
  /** Turns bytes in the middle, where the pages lie; size and both magic numbers stay. */
  const spoil = (file: string): void => {
    const bytes = readFileSync(file);
    for (let at = 8; at < bytes.length / 2; at += 1) bytes[at] = (bytes[at] ?? 0) ^ 0x5a;
    writeFileSync(file, bytes);
  };

  it('never fails a search: truncated, spoilt, missing or replaced by something else', async () => {
    const before = await scope();
    truncateSync(path(0), statSync(path(0)).size - 100);
    spoil(path(1));
    rmSync(path(2));
    writeFileSync(path(3), 'not Parquet at all');
    assert.equal(await found(before), 8);
    const [first, second, third, fourth] = await faults();
    assert.match(first ?? '', /^file size: expected \d+ bytes, found \d+$/);
    assert.match(second ?? '', /^SHA-256: expected [0-9a-f]{64}, found [0-9a-f]{64}$/);
    assert.match(third ?? '', /ENOENT/);
    assert.match(fourth ?? '', /^file size/);
    assert.equal((await scope()).segments.length, 8);
    assert.equal((await lake.health()).damaged, 4);
    const counts = { where: all([]), from: Date.UTC(2026, 4, 12), bucketMs: 86_400_000, buckets: 1 };
    assert.deepEqual(await lake.histogram(before, counts), [8]);
  });

  it('is found when the server starts, by size and magic numbers', async () => {
    await lake.stop();
    truncateSync(path(0), 50);
    const size = statSync(path(1)).size;
    writeFileSync(path(1), Buffer.alloc(size));
    lake = await open();
    assert.equal((await faults()).length, 2);
    assert.equal(await found(await scope()), 10);
  });

  it('does not keep the others from being compacted', async () => {
    spoil(path(5));
    await store(lake, test.control, [envelope({ organisationId: a, recordId: 'more' })]);
    assert.equal(await lake.compact(), 12);
    assert.equal((await faults()).length, 1);
    assert.equal(await found(await scope()), 12);
  });

  it('goes with its term like any other', async () => {
    truncateSync(path(0), 50);
    await found(await scope());
    const forgotten = await lake.forget(async () => [
      { organisationId: a, before: new Date(clock.ms + 1000) },
    ]);
    assert.equal(forgotten.segmentsDropped, 12);
    clock.ms += 3_600_000;
    assert.equal(await lake.sweep(), 12);
  });

  it('is not to be mistaken for a file that nothing ever recorded, which is removed at start', async () => {
    await lake.stop();
    const folder = join(dataDir, 'lake', '2026-05-11');
    mkdirSync(folder);
    const orphan = join(folder, `${newId()}.parquet`);
    const stranger = join(folder, 'notes.txt');
    writeFileSync(orphan, 'left by a crash');
    writeFileSync(stranger, 'not ours');
    lake = await open();
    assert.throws(() => statSync(orphan), /ENOENT/);
    assert.equal(statSync(stranger).isFile(), true);
    assert.equal(await found(await scope()), 12);
  });
});
