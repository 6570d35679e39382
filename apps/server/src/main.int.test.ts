import assert from 'node:assert/strict';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { Secret, TOTP } from 'otpauth';
import pg from 'pg';
import { reachPostgres } from './control/server-process.ts';
import { backup, type RunningServer, resetUser, restore, startServer } from './index.ts';
import { createLog } from './kernel/log.ts';

const loopback = { host: '127.0.0.1', port: 0 };
const password = 'three grey herons wade';

describe('server', () => {
  let folder: string;
  let server: RunningServer;
  const start = (dataDir = folder) =>
    startServer(
      {
        dataDir,
        http: loopback,
        ingest: loopback,
        rulePaths: [],
        demonstration: false,
        workers: 1,
        sealSeconds: 1,
      },
      { log: createLog(process.env.CORDON_TEST_LOG ?? 'silent') },
    );
  before(async () => {
    folder = mkdtempSync(join(tmpdir(), 'cordon-main-'));
    server = await start();
  });
  after(async () => {
    await server.stop();
    for (const each of [folder, `${folder}-backup`, `${folder}-restored`])
      rmSync(each, { recursive: true, force: true });
  });

  let cookie = '';
  let csrf = '';
  const api = async (method: string, path: string, body?: unknown) => {
    const answer = await fetch(`${server.url}/api/v1${path}`, {
      method,
      headers: {
        cookie,
        'x-csrf-token': csrf,
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const set = answer.headers.get('set-cookie');
    if (set) cookie = set.split(';')[0] ?? '';
    const text = await answer.text();
    assert.ok(answer.ok, `${method} ${path}: ${answer.status} ${text}`);
    return text === '' ? undefined : JSON.parse(text);
  };

  it('is alive and ready, and shows figures to its own machine', async () => {
    assert.deepEqual(await (await fetch(`${server.url}/healthz`)).json(), { status: 'ok' });
    assert.deepEqual(await (await fetch(`${server.url}/readyz`)).json(), {
      status: 'ready',
      parts: { database: true, journal: true, lake: true },
    });
    assert.match(await (await fetch(`${server.url}/metrics`)).text(), /cordon_journal_entries 0/);
    const proxied = await fetch(`${server.url}/metrics`, { headers: { 'x-forwarded-for': '203.0.113.9' } });
    assert.equal(proxied.status, 403);
  });

  it('says which part is not ready', async () => {
    const found = reachPostgres(join(folder, 'postgres'));
    assert.ok(found);
    const admin = new pg.Client({ ...found, database: 'cordon' });
    await admin.connect();
    const ready = async () => {
      const answer = await fetch(`${server.url}/readyz`);
      return { code: answer.status, ...((await answer.json()) as object) };
    };
    await admin.query('REVOKE SELECT ON journal_entry FROM cordon_pipeline');
    assert.deepEqual(await ready(), {
      code: 503,
      status: 'not-ready',
      parts: { database: true, journal: false, lake: true },
    });
    await admin.query('GRANT SELECT ON journal_entry TO cordon_pipeline');
    await admin.query('ALTER TABLE lake_segment RENAME TO lake_segment_away');
    assert.deepEqual(await ready(), {
      code: 503,
      status: 'not-ready',
      parts: { database: true, journal: true, lake: false },
    });
    await admin.query('ALTER TABLE lake_segment_away RENAME TO lake_segment');
    assert.equal((await ready()).code, 200);
    await admin.end();
  });

  it('goes from the set-up link to an alert from a shipped event', async () => {
    const token = server.setupLink?.split('#')[1];
    assert.ok(token);
    csrf = (await api('POST', '/setup', { token, name: 'Ada Quill', email: 'ada@example.org', password }))
      .csrf;
    const { rows } = await api('GET', '/nodes');
    const centre = rows[0].id as string;
    const region = await api('POST', '/nodes', {
      kind: 'region',
      code: 'NORTH',
      name: 'North',
      parentId: centre,
    });
    const organisation = await api('POST', '/organisations', {
      code: 'AAA',
      name: 'Alder',
      kind: 'hospital',
      parentIds: [region.id],
    });
    assert.equal(organisation.regionName, 'North');
    const made = await api('POST', '/sources', {
      organisationId: organisation.id,
      name: 'Logs',
      kind: 'winlogbeat',
    });
    assert.equal(made.source.state, 'waiting');
    const guide = await api('GET', `/sources/${made.source.id}/configuration`);
    assert.ok(guide.files[0].text.includes(server.ingestUrl));

    const stream = await fetch(`${server.url}/api/v1/live`, { headers: { cookie } });
    assert.equal(stream.status, 200);
    const reader = stream.body?.pipeThrough(new TextDecoderStream()).getReader();

    const event = {
      '@timestamp': new Date().toISOString(),
      winlog: {
        channel: 'Security',
        provider_name: 'Microsoft-Windows-Eventlog',
        event_id: '1102',
        record_id: '7',
        computer_name: 'ws1.alder.test',
        event_data: {},
      },
      event: { code: '1102' },
    };
    const bulk = await fetch(`${server.ingestUrl}/_bulk`, {
      method: 'POST',
      headers: { authorization: `Bearer ${made.token}`, 'content-type': 'application/x-ndjson' },
      body: `{"create":{}}\n${JSON.stringify(event)}\n`,
    });
    assert.equal(bulk.status, 200, await bulk.text());
    await server.settled();
    const hour = 3600_000;
    const filter = {
      from: new Date(Date.now() - hour).toISOString(),
      to: new Date(Date.now() + hour).toISOString(),
    };
    const found = await api('POST', '/events/search', { filter });
    assert.deepEqual(
      found.rows.map((row: { host: string; eventId: number }) => [row.host, row.eventId]),
      [['ws1.alder.test', 1102]],
    );
    const alerts = await api('GET', '/alerts');
    assert.equal(alerts.rows.length, 1, 'the cleared log raised one alert');
    const tiles = await api('GET', '/federation/tiles');
    assert.deepEqual(
      tiles.tiles.map((tile: { devices: number; openAlerts: number; sources: number }) => [
        tile.devices,
        tile.openAlerts,
        tile.sources,
      ]),
      [[1, 1, 1]],
    );
    assert.equal((await api('GET', `/sources/${made.source.id}`)).state, 'receiving');

    let heard = '';
    while (reader && !heard.includes('"type":"alert"')) {
      const { value, done } = await reader.read();
      assert.equal(done, false, `the stream ended with ${heard}`);
      heard += value;
    }
    assert.match(heard, /^retry: 2000\nevent: open/);
    assert.ok(heard.includes(alerts.rows[0].id));
    await reader?.cancel();
  });

  it('stops and comes back with everything', async () => {
    await server.stop();
    server = await start();
    assert.equal(server.setupLink, undefined);
    const again = await api('POST', '/session', { email: 'ada@example.org', password });
    csrf = again.session.csrf;
    assert.equal((await api('GET', '/alerts')).rows.length, 1);
    const verified = await api('GET', '/audit/verify');
    assert.equal(verified.intact, true);
  });

  it('is backed up while it runs, and restored with every alert, event, account and audit entry', async () => {
    const copy = `${folder}-backup`;
    const other = `${folder}-restored`;
    const { secret } = await api('POST', '/me/totp');
    const totp = new TOTP({ secret: Secret.fromBase32(secret) });
    await api('POST', '/me/totp/confirm', { code: totp.generate() });
    const made = await backup({ dataDir: folder }, copy);
    assert.ok(made.rows > 20 && made.files > made.tables, JSON.stringify(made));
    await assert.rejects(backup({ dataDir: folder }, copy), /there already/);
    await assert.rejects(restore({ dataDir: folder }, copy), /not empty/);
    const rows = async () => ({
      alerts: (await api('GET', '/alerts')).rows,
      organisations: (await api('GET', '/organisations')).rows,
      sources: (await api('GET', '/sources')).rows,
      events: (await api('POST', '/events/search', { filter: wide })).rows,
    });
    const hour = 3600_000;
    const wide = {
      from: new Date(Date.now() - hour).toISOString(),
      to: new Date(Date.now() + hour).toISOString(),
    };
    const before = await rows();
    assert.equal(before.events.length, 1);
    const [table] = readdirSync(join(copy, 'tables'));
    const damaged = join(copy, 'tables', table ?? '');
    const good = readFileSync(damaged);
    writeFileSync(damaged, good.subarray(1));
    await assert.rejects(restore({ dataDir: other }, copy), /expected .* bytes with SHA-256/);
    assert.equal(existsSync(other), false);
    writeFileSync(damaged, good);
    await restore({ dataDir: other }, copy);
    await server.stop();
    server = await start(other);
    assert.equal(statSync(join(other, 'keys', 'authenticators')).mode & 0o777, 0o600);
    const { challenge } = await api('POST', '/session', { email: 'ada@example.org', password });
    // Codes work once: the next one, which a clock half a minute ahead shows.
    const code = totp.generate({ timestamp: Date.now() + 30_000 });
    csrf = (await api('POST', '/session/code', { challenge, code })).csrf;
    assert.deepEqual(await rows(), before);
    assert.equal((await api('GET', '/audit/verify')).intact, true);

    const { link } = await resetUser({ dataDir: other }, 'ada@example.org', 'https://cordon.test/');
    assert.match(link, /^https:\/\/cordon\.test\/invitation#/);
    assert.equal((await api('GET', `/invitations/${link.split('#')[1]}`)).kind, 'reset');
    rmSync(copy, { recursive: true });
  });
});
