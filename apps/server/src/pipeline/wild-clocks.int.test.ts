import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, it } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { sql } from 'kysely';
import { type RunningServer, startServer } from '../index.ts';
import { createLog } from '../kernel/log.ts';
import { processStart } from './testing/pipeline.ts';
import { type Estate, prepare, sendOne } from './testing/sender.ts';

const dayMs = 86_400_000;
const loopback = { host: '127.0.0.1', port: 0 };
const folder = mkdtempSync(join(tmpdir(), 'cordon-wild-'));
/** How far the server's clock has gone on since the test began. */
let later = 0;
let server: RunningServer;
const start = async (): Promise<void> => {
  server = await startServer(
    {
      dataDir: folder,
      http: loopback,
      ingest: loopback,
      rulePaths: [],
      demonstration: false,
      workers: 1,
      sealSeconds: 0.1,
    },
    {
      log: createLog(process.env.CORDON_TEST_LOG ?? 'silent'),
      clock: { now: () => new Date(Date.now() + later) },
    },
  );
};
before(start);
after(async () => {
  await server.stop();
  rmSync(folder, { recursive: true, force: true });
});

/** Devices by what their clocks say. The last one is right. */
const now = new Date();
const clocks = {
  'epoch.alder.test': new Date('1970-01-01T00:00:00.000Z'),
  'filetime.alder.test': new Date('1601-01-01T00:00:00.000Z'),
  'future.alder.test': new Date('2089-06-15T12:00:00.000Z'),
  'right.alder.test': now,
};
const hosts = Object.keys(clocks) as (keyof typeof clocks)[];

/** Rows of the live segments, and those that are filed under another day than that of the test. */
const stored = () =>
  server.control.as('keeper', async (db) => {
    const { rows } = await sql<{ rows: string; astray: string }>`
      select coalesce(sum(rows), 0) as rows, count(*) filter (where day not between ${now}::date - 1 and ${now}::date + 1) as astray
      from lake_segment where state = 'live'`.execute(db);
    return { rows: Number(rows[0]?.rows), astray: Number(rows[0]?.astray) };
  });
/** Waits until the day's retention has ended. */
const retention = async (): Promise<void> => {
  const day = new Date(Date.now() + later).toISOString().slice(0, 10);
  for (let tries = 0; tries < 300; tries += 1) {
    const { rows } = await server.control.as('keeper', (db) =>
      sql<{
        state: string;
      }>`select j.state from retention_run r join job j on j.id = r.job_id where r.day = ${day}::date`.execute(
        db,
      ),
    );
    if (rows[0]?.state === 'done') return;
    await sleep(50);
  }
  assert.fail('retention did not run');
};

it('clocks that lie neither scatter, hide, hurry nor keep events', { timeout: 120_000 }, async () => {
  let estate: Estate | undefined;
  const api = async (path: string, body?: unknown) => {
    const answer = await fetch(`${server.url}/api/v1${path}`, {
      method: body ? 'POST' : 'GET',
      headers: { ...estate?.session, ...(body ? { 'content-type': 'application/json' } : {}) },
      ...(body ? { body: JSON.stringify(body) } : {}),
    });
    const text = await answer.text();
    assert.equal(answer.status, 200, `${path}: ${text}`);
    return JSON.parse(text);
  };
  estate = await prepare({ listening: Promise.resolve({ ...server, setupLink: server.setupLink ?? '' }) });
  for (const [index, host] of hosts.entries()) {
    const at = { '@timestamp': clocks[host].toISOString() };
    const attack = processStart(host, index, 'C:\\Windows\\System32\\vssadmin.exe', at);
    const body = `{"create":{}}\n${JSON.stringify(attack).replace('vssadmin.exe\\" /quiet', 'vssadmin.exe\\" delete shadows /all /quiet')}\n`;
    assert.ok(await sendOne({ path: '/_bulk', body }, async () => server.ingestUrl, estate.token));
    // Each in a segment of its own, so that a search can leave the others out.
    await server.settled();
  }
  assert.deepEqual(await stored(), { rows: hosts.length, astray: 0 }, 'filed by receipt');

  for (const host of hosts) {
    const at = clocks[host].getTime();
    const filter = {
      from: new Date(at - 1000).toISOString(),
      to: new Date(at + 1000).toISOString(),
    };
    const page = await api('/events/search', { filter });
    assert.deepEqual(
      page.rows.map((row: { host: string; happened: string }) => [row.host, Date.parse(row.happened)]),
      [[host, at]],
    );
    assert.equal(page.scanned.segments, 1, `${host}: only its own segment is opened`);
    const chart = await api('/events/histogram', { filter, buckets: 10 });
    assert.equal(chart.total, 1);
    const { id, happened } = page.rows[0];
    assert.equal((await api(`/events/${id}?happened=${happened}`)).event.id, id);
  }
  const century = { from: '1600-01-01T00:00:00Z', to: '2100-01-01T00:00:00Z' };
  assert.equal((await api('/events/search', { filter: century })).rows.length, hosts.length);
  const chart = await api('/events/histogram', { filter: century, buckets: 400 });
  assert.equal(chart.total, hosts.length);

  const devices = (await api('/devices')).rows as { host: string; clockSkewSeconds: number }[];
  const skew = new Map(devices.map((device) => [device.host, device.clockSkewSeconds]));
  assert.equal(skew.size, hosts.length);
  for (const host of hosts) {
    // Summaries know no time before 1970; that is far enough behind.
    const expected = (Math.max(0, clocks[host].getTime()) - now.getTime()) / 1000;
    const found = skew.get(host) ?? Number.NaN;
    assert.ok(Math.abs(found - expected) < 120, `${host}: ${found} s, expected about ${expected} s`);
  }
  const sum = (counts: readonly number[]): number => counts.reduce((so, count) => so + count, 0);
  const { series, eventsPerMinute } = await api('/overview?hours=24');
  assert.equal(sum(series.levels.high), hosts.length, 'what came within the day, whatever it says');
  assert.equal(sum(eventsPerMinute.counts), hosts.length);
  const alerts = (await api('/alerts')).rows as { id: string }[];
  assert.equal(alerts.length, 1);
  const { alert } = await api(`/alerts/${alerts[0]?.id}`);
  assert.deepEqual(
    [alert.first, alert.last, sum(alert.curve.counts)],
    ['1970-01-01T00:00:00.000Z', '2089-06-15T12:00:00.000Z', hosts.length],
  );

  await server.stop();
  later = 2 * dayMs;
  await start();
  await retention();
  assert.deepEqual(
    await stored(),
    { rows: hosts.length, astray: 0 },
    'nothing goes because its device says 1970',
  );

  await server.stop();
  later = 4000 * dayMs;
  await start();
  await retention();
  assert.deepEqual(await stored(), { rows: 0, astray: 0 }, 'nothing stays because its device says 2089');
});
