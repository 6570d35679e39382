import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { type TestApp, testApp } from '../app-testing.ts';
import { type BlobStore, openFileBlobs } from '../blobs/index.ts';
import { type SeededFederation, seedFederation, type TestControl, testControl } from '../control/testing.ts';
import { createJobs, jobRoutes, startJobWorker } from '../jobs/index.ts';
import { type Journal, openPostgresJournal } from '../journal/index.ts';
import type { Area } from '../kernel/area.ts';
import { systemClock } from '../kernel/clock.ts';
import { createLog } from '../kernel/log.ts';
import { uploadRoutes } from './routes.ts';
import { uploadJobHandler, uploadJobKind } from './upload-job.ts';

describe('uploads', () => {
  let test: TestControl;
  let federation: SeededFederation;
  let app: TestApp;
  let blobs: BlobStore;
  let journal: Journal;
  let worker: Area;
  let folder: string;

  before(async () => {
    folder = mkdtempSync(join(tmpdir(), 'cordon-uploads-'));
    test = await testControl();
    federation = await seedFederation(test);
    const { control } = test;
    const clock = systemClock;
    blobs = await openFileBlobs(join(folder, 'blobs'), clock);
    journal = await openPostgresJournal(control);
    const jobs = createJobs(control, clock);
    const handlers = { [uploadJobKind]: uploadJobHandler({ control, blobs, journal, clock }) };
    worker = await startJobWorker(control, jobs, handlers, createLog('silent'));
    app = await testApp(test, [
      ...uploadRoutes({ control, blobs, jobs, clock, maxBytes: 100_000 }),
      ...jobRoutes({ control, jobs }),
    ]);
  });
  after(async () => {
    await worker.stop();
    await app.stop();
    await journal.stop();
    await test.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  const event = (n: number) =>
    `${JSON.stringify({ winlog: { channel: 'System', provider_name: 'P', event_id: '7', record_id: n, computer_name: 'H', event_data: {} } })}\n`;
  const engineer = () => federation.caller('site-engineer', federation.organisations[0]);
  const upload = async (content: string, sourceId: string = federation.sources[0], name = 'log.ndjson') =>
    app.call(await engineer(), 'upload', {
      query: { sourceId, name },
      body: Buffer.from(content),
      headers: { 'content-type': 'application/octet-stream' },
    });
  const ended = async (id: string) => {
    for (let tries = 0; tries < 200; tries += 1) {
      const { json } = await app.call(await engineer(), 'job', { params: { id } });
      if (json.state !== 'waiting' && json.state !== 'running') return json;
      await sleep(50);
    }
    return assert.fail('the job did not end');
  };

  it('stores a file, reads it in a job, and lists what was wrong in it', async () => {
    const content = `${event(1)}broken {\n${event(2)}`;
    const { status, json } = await upload(content);
    assert.equal(status, 200, JSON.stringify(json));
    assert.deepEqual([json.of, json.unit], [null, 'records']);
    const job = await ended(json.id);
    assert.equal(job.state, 'done', job.error);
    assert.equal(job.result.records, 2);
    assert.equal(job.result.faults, 1);
    assert.equal(job.result.faultList[0].code, 'json-syntax');
    assert.deepEqual([job.done, job.of], [2, null]);
    assert.equal(journal.backlog().entries, 1);
    const { rows } = await test.admin(`select 1 from blob_reference where kind = 'upload'`);
    assert.equal(rows.length, 0, 'the file is no longer needed');
  });

  it('adds nothing for the same file again', async () => {
    const before = journal.backlog();
    const { json } = await upload(`${event(1)}broken {\n${event(2)}`, federation.sources[0], 'again.ndjson');
    assert.equal((await ended(json.id)).result.records, 2);
    assert.deepEqual(journal.backlog(), before);
  });

  it('keeps a name with a path in it as a mere label', async () => {
    const { status, json } = await upload(event(3), federation.sources[0], '../../etc/passwd');
    assert.equal(status, 200);
    assert.equal((await ended(json.id)).state, 'done');
  });

  it('knows no source of another organisation, and no empty or too large file', async () => {
    const foreign = await upload(event(1), federation.sources[1]);
    assert.deepEqual([foreign.status, foreign.json.code], [404, 'upload-source-not-found']);
    const empty = await upload('');
    assert.deepEqual([empty.status, empty.json.code], [400, 'upload-empty']);
    const large = await upload('x'.repeat(100_001));
    assert.equal(large.status, 413);
  });
});
