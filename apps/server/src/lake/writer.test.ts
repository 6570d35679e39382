import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import type { EventEnvelope } from '../events/envelope.ts';
import { systemClock } from '../kernel/clock.ts';
import { type Engine, openEngine } from './engine.ts';
import { LakeFiles } from './files.ts';
import { toLakeRow } from './row.ts';
import { createLakeWriter, type LakeBatch, type SpoolFile } from './writer.ts';

const organisationId = '00000000-0000-7000-8000-000000000001';
const event: EventEnvelope = {
  id: '',
  organisationId,
  sourceId: '00000000-0000-7000-8000-000000000002',
  happened: Date.UTC(2026, 2, 2),
  received: Date.UTC(2026, 2, 2),
  zone: 'utc',
  sighting: { key: 'k', host: 'ws1', sid: null, mac: null },
  origin: 'live',
  channel: 'System',
  provider: 'EventLog',
  eventId: 6005,
  level: 4,
  recordId: '1',
  logsource: null,
  user: null,
  userSid: null,
  process: null,
  commandLine: null,
  parentProcess: null,
  hashes: [],
  addresses: [],
  domains: [],
  fields: {},
  legacy: null,
  message: null,
  original: '{}',
};
const batch = (...ids: string[]): LakeBatch => ({
  ndjson: Buffer.from(ids.map((id) => `${toLakeRow({ ...event, id })}\n`).join('')),
  rows: ids.length,
});

describe('the lake writer', () => {
  const folder = mkdtempSync(join(tmpdir(), 'cordon-writer-'));
  const files = new LakeFiles(folder);
  let engine: Engine;
  /** How many bytes the disk takes before it is full; it is full for one write and for `truncates` truncations. */
  let room = Number.POSITIVE_INFINITY;
  let truncates = 0;
  const onSmallDisk = async (path: string): Promise<SpoolFile> => {
    const file = await open(path, 'a');
    return {
      async appendFile(data) {
        const taken = data.subarray(0, room);
        await file.appendFile(taken);
        if (taken.length === data.length) return;
        room = Number.POSITIVE_INFINITY;
        throw new Error('ENOSPC');
      },
      async truncate(bytes) {
        truncates -= 1;
        if (truncates >= 0) throw new Error('EIO');
        await file.truncate(bytes);
      },
      close: () => file.close(),
    };
  };
  const writer = () => createLakeWriter(engine, files, systemClock, onSmallDisk);
  const idsOf = async (id: string, day: string): Promise<string> => {
    const rows = await engine.all({
      text: 'SELECT id FROM read_parquet($path) ORDER BY id',
      parameters: { path: files.segment(id, day) },
    });
    return rows.map((row) => row.id).join(' ');
  };
  before(async () => {
    await files.prepare();
    engine = await openEngine({ folder, memoryMiB: 128, threads: 1 });
  });
  after(() => {
    engine.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  it('leaves no half of a line behind when the disk is full', async () => {
    const lake = writer();
    await lake.add(batch('a', 'b'));
    room = 100;
    await assert.rejects(lake.add(batch('c', 'd')), /ENOSPC/);
    assert.equal(lake.pending().rows, 2);
    await lake.add(batch('c', 'd'));
    const segment = await lake.seal();
    assert.equal(segment && (await idsOf(segment.id, segment.day)), 'a b c d');
  });

  it('seals what came before a batch that failed', async () => {
    const lake = writer();
    await lake.add(batch('a'));
    room = 10;
    await assert.rejects(lake.add(batch('b')), /ENOSPC/);
    truncates = 1;
    await assert.rejects(lake.seal(), /EIO/);
    assert.equal(lake.pending().rows, 1);
    const segment = await lake.seal();
    assert.equal(segment && (await idsOf(segment.id, segment.day)), 'a');
  });

  it('has nothing to seal when its first batch failed', async () => {
    const lake = writer();
    room = 10;
    await assert.rejects(lake.add(batch('a')), /ENOSPC/);
    assert.equal(await lake.seal(), null);
    assert.equal(lake.pending().rows, 0);
  });

  it('seals what was added before the call, and nothing that was added after it', async () => {
    const lake = writer();
    await lake.add(batch('a'));
    const first = lake.seal();
    const added = lake.add(batch('b', 'c'));
    assert.equal((await first)?.rows, 1);
    await added;
    assert.equal((await lake.seal())?.rows, 2);
    assert.equal(await lake.seal(), null);
  });
});
