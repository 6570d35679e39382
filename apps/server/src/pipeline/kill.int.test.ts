import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { it } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { DuckDBInstance } from '@duckdb/node-api';
import pg from 'pg';
import { startPostgres } from '../control/server-process.ts';
import { createLog } from '../kernel/log.ts';
import { killLoad } from './testing/kill-load.ts';
import { Killable } from './testing/killable.ts';
import { prepare, sendAll, upload } from './testing/sender.ts';

/** Places where a crash would hurt most. Each life dies at one, with fresh batches under way. */
const points = [
  'journal.before-append',
  'journal.after-append:2',
  'ingest.before-answer',
  'pipeline.before-apply',
  'pipeline.before-commit',
  'pipeline.after-commit',
  'lake.before-fsync',
  'lake.before-rename',
  'lake.after-rename',
  'lake.before-commit',
  'lake.after-commit',
  'journal.before-release',
  'pipeline.before-commit:2',
  'lake.after-rename:2',
] as const;
/** In compaction, which begins at twelve segments: these lives get many batches, each sealed for itself. */
const compactionPoints = ['lake.before-replace', 'lake.after-replace'];
/** When what compaction replaced is old enough to be deleted, and again when the first death left it half deleted. */
const deletionPoints = ['lake.before-delete', 'lake.after-delete'];
/** While somebody uploads a file, and while its job reads it. */
const uploadPoints = ['blob.before-fsync', 'blob.before-rename', 'upload.before-append'];
const batchesForCompaction = 20;
/** Milliseconds after the process was started: in the middle of its start. */
const duringStart = [150, 400, 700, 1000, 1400, 1800];
/** Milliseconds after it listens: anywhere. A fixed list, so that a failure can be run again. */
const underLoad = [5, 23, 61, 90, 140, 210, 300, 410, 530, 700];
const batchesPerLife = 3;
/** Milliseconds between one death of the database and the next, the server living on. */
const databaseDeaths = [150, 400, 900, 600];
/** Within the bound of lateness of a correlation that more events can only fulfil. */
const loadAgeMs = 20 * 3_600_000;
/** Counts hits of one of our rules (shadow copies deleted with vssadmin), which raises its own alert all the same. */
const correlation = `title: Shadow copies deleted again and again
id: 3f0d2b9e-58a1-4c6e-9a3e-6a1d0c9b7f42
level: high
correlation:
  type: event_count
  rules: [fdfbb3e0-f9e0-4628-94e5-f5bd0b10e9ea]
  generate: true
  timespan: 5m
  condition: {gte: 2}
cordon: {scope: device}
`;

it('dies at every place that the code names', () => {
  const source = new URL('..', import.meta.url).pathname;
  const named = new Set<string>();
  for (const file of readdirSync(source, { recursive: true, encoding: 'utf8' })) {
    if (!file.endsWith('.ts') || file.endsWith('.test.ts')) continue;
    for (const [, name = ''] of readFileSync(join(source, file), 'utf8').matchAll(/crashPoint\('([^']+)'\)/g))
      named.add(name);
  }
  const reached = [...points, ...compactionPoints, ...deletionPoints, ...uploadPoints];
  assert.deepEqual([...named].sort(), [...new Set(reached.map((point) => point.replace(/:.*/, '')))].sort());
});

it('kill -9 at more than 30 points loses nothing and doubles nothing', { timeout: 600_000 }, async (t) => {
  const folder = mkdtempSync(join(tmpdir(), 'cordon-kill-'));
  const children = new Set<Killable>();
  const start = (dataDir: string, crashAt?: string): Killable => {
    const child = new Killable(dataDir, crashAt);
    children.add(child);
    void child.ended.then(() => children.delete(child));
    return child;
  };
  try {
    const began = Date.now() - loadAgeMs;
    const calm = join(folder, 'calm');
    mkdirSync(join(calm, 'rules', 'kill'), { recursive: true });
    writeFileSync(join(calm, 'rules', 'kill', 'correlation.yml'), correlation);
    const killed = join(folder, 'killed');
    const first = start(calm);
    const estate = await prepare(first);
    const { token } = estate;
    await first.finish();
    execFileSync('cp', ['-a', calm, killed]);

    let next = 0;
    const death = (part: Partial<Death>, count = batchesPerLife): Death => {
      next += count;
      return { point: '', start: 0, load: 0, from: next - count, below: next, gapMs: 0, ...part };
    };
    const deaths = [
      ...points.map((point) => death({ point, gapMs: 200 })),
      ...duringStart.map((ms) => death({ start: ms })),
      ...underLoad.map((ms) => death({ load: ms })),
      ...compactionPoints.map((point) => death({ point, gapMs: 250 }, batchesForCompaction)),
      ...deletionPoints.map((point) => death({ point, gapMs: 200 })),
      ...uploadPoints.map((point) => death({ point, gapMs: 200 })),
    ];
    // Sent for the first time in the last life, whose database dies and not the server.
    next += batchesPerLife * databaseDeaths.length;
    const batches = killLoad(next, began);
    // A file of events that came in no batch.
    const file = (killLoad(next + 1, began)[next]?.body ?? '').replaceAll('{"create":{}}\n', '');

    const quiet = start(calm);
    await sendAll(batches, async () => (await quiet.listening)?.ingestUrl, token);
    assert.ok(await upload(quiet, estate, file));
    await quiet.finish();
    const expected = await contents(calm);

    let child: Killable | undefined;
    const url = async (): Promise<string | undefined> => (await child?.listening)?.ingestUrl;
    for (const [life, death] of deaths.entries()) {
      if (deletionPoints.includes(death.point)) await letSegmentsAge(killed);
      child = start(killed, death.point);
      const sending = new AbortController();
      const mine = batches.slice(death.from, death.below);
      const sent = sendAll(mine, url, token, sending.signal, death.gapMs);
      if (death.start > 0) {
        await sleep(death.start);
        await child.kill();
      } else {
        const listening = await Promise.race([child.listening, child.ended.then(() => undefined)]);
        // Some of these deaths come before the answer; none comes after the job has ended.
        if (uploadPoints.includes(death.point)) assert.equal(await upload(child, estate, file), false);
        // Compaction and release need seals before them: what must be reached is waited for.
        if (listening && death.load > 0) {
          await sleep(death.load);
          await child.kill();
        }
        const end = await Promise.race([child.ended, sleep(30_000).then(() => 'nothing happened')]);
        assert.equal(end, 'SIGKILL', `life ${life}: the server dies at ${death.point}`);
      }
      // What was not acknowledged is sent again in the last life, as is everything else.
      sending.abort();
      await sent;
    }
    const last = start(killed);
    child = last;
    const all = sendAll(batches, url, token, undefined, 20);
    await last.listening;
    for (const ms of databaseDeaths) {
      await sleep(ms);
      await killDatabase(killed);
    }
    await all;
    assert.ok(await upload(last, estate, file));
    await last.finish();
    const found = await contents(killed);

    assert.ok(expected.lake.length > 2000, `${expected.lake.length} rows`);
    assert.ok(expected.signals.length > 100, `${expected.signals.length} signals`);
    assert.ok(expected.alerts.length > 0);
    assert.ok(expected.findings.length > 50, `${expected.findings.length} findings`);
    assert.deepEqual(found.findings, expected.findings);
    assert.deepEqual(found.alerts, expected.alerts);
    assert.deepEqual(found.signals, expected.signals);
    assert.deepEqual(found.deadLetters, expected.deadLetters);
    assert.deepEqual(found.activity, expected.activity);
    assert.deepEqual(found.sightings, expected.sightings);
    assert.deepEqual(found.lake, expected.lake);
    t.diagnostic(
      `${deaths.length} deaths of the server, ${databaseDeaths.length} of its database; ${found.lake.length} rows, ${found.signals.length} signals, ${found.findings.length} findings, ${found.alerts.length} alert rows`,
    );
  } finally {
    await Promise.all([...children].map((child) => child.kill()));
    rmSync(folder, { recursive: true, force: true });
  }
});

/** How one life ends, and which batches are sent in it. */
interface Death {
  /** A crash point; else so many ms after the process was started, or after it listens. */
  readonly point: string;
  readonly start: number;
  readonly load: number;
  readonly from: number;
  readonly below: number;
  readonly gapMs: number;
}

/** Kills the database and waits until another one runs: the server starts it. */
async function killDatabase(dataDir: string): Promise<void> {
  const file = join(dataDir, 'postgres', 'data', 'postmaster.pid');
  const pid = () => (existsSync(file) ? Number(readFileSync(file, 'utf8').split('\n')[0]) : 0);
  const before = pid();
  process.kill(before, 'SIGKILL');
  while (pid() === before || pid() === 0) await sleep(20);
}

/** What compaction replaced becomes old enough to be deleted. */
async function letSegmentsAge(dataDir: string): Promise<void> {
  const server = await startPostgres(join(dataDir, 'postgres'), createLog('silent'));
  const client = new pg.Client({ ...server.admin, database: 'cordon' });
  await client.connect();
  try {
    await client.query(
      `update lake_segment set retired = retired - interval '1 hour' where state = 'replaced'`,
    );
  } finally {
    await client.end();
    await server.stop();
  }
}

interface Contents {
  readonly lake: readonly unknown[];
  readonly signals: readonly unknown[];
  readonly alerts: readonly unknown[];
  /** Those that stand: what came in another order may have been found otherwise in between. */
  readonly findings: readonly unknown[];
  readonly deadLetters: readonly unknown[];
  readonly activity: readonly unknown[];
  readonly sightings: readonly unknown[];
}

/** All that a stopped server holds, without what tells when it was received. */
async function contents(dataDir: string): Promise<Contents> {
  const server = await startPostgres(join(dataDir, 'postgres'), createLog('silent'));
  const client = new pg.Client({ ...server.admin, database: 'cordon' });
  await client.connect();
  try {
    const query = async (text: string): Promise<Record<string, unknown>[]> => (await client.query(text)).rows;
    const live = await query(
      `select id, day::text as day from lake_segment where state = 'live' order by id`,
    );
    return {
      lake: await lakeRows(live.map(({ id, day }) => join(dataDir, 'lake', String(day), `${id}.parquet`))),
      signals: await query(
        `select encode(id, 'hex') as id, rule_id, event_id, host, key, happened, matched from signal s
         where not exists (select from finding_part f where f.finding_id = s.event_id and f.withdrawn is not null) order by id`,
      ),
      alerts: await query(
        `select h.group_key, h.episode, p.state, p.count, p.devices, p.first, p.last, d.rule_id, d.host, d.key, d.count as of_device
         from alert_head h join alert_part p on p.head_id = h.id join alert_device d on d.part_id = p.id
         order by h.group_key, d.rule_id, d.host, d.key`,
      ),
      findings: await query(
        `select f.finding_id, f.first, f.last, f.count, f.measure, array_agg(e.event_id order by e.place) as events
         from finding_part f join finding_event e using (finding_id, organisation_id) where f.withdrawn is null
         group by f.finding_id, f.organisation_id order by 1`,
      ),
      deadLetters: await query(`select id, code, raw from dead_letter order by id`),
      activity: await query(
        `select sum(events) as events, sum(dead_letters) as dead, sum(bytes) as bytes from source_activity`,
      ),
      sightings: await query(
        `select s.key, s.host, s.first, s.last, sum(h.count) as events from sighting s
         join sighting_hour h on h.sighting_key = s.key group by s.key order by s.key`,
      ),
    };
  } finally {
    await client.end();
    await server.stop();
  }
}

/** Every row of the segments, as stored: a row that is there twice is two rows. */
async function lakeRows(files: readonly string[]): Promise<unknown[]> {
  const instance = await DuckDBInstance.create(':memory:');
  const connection = await instance.connect();
  const list = files.map((file) => `'${file}'`).join(', ');
  const reader = await connection.runAndReadAll(
    `select id, host, channel, event_id, record_id, epoch_ms(happened)::varchar, "user", process, command_line, original
     from read_parquet([${list}]) order by id`,
  );
  const rows = reader.getRowsJson();
  connection.closeSync();
  instance.closeSync();
  return rows;
}
