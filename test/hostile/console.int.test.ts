import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { gzipSync } from 'node:zlib';
import { type Route, routes } from '@cordon/api';
import { type Answer, clearedLog, hostileStand, type Stand } from './stand.ts';

const range = { from: '2020-01-01T00:00:00.000Z', to: '2099-01-01T00:00:00.000Z' };
/** What breaks out of SQL, of DuckDB's, of LIKE, of JSON paths, of text itself. */
const nasty = [
  `' OR 1=1 --`,
  `'; DROP TABLE node; --`,
  `" OR ""="`,
  `\\'; SELECT 1; --`,
  `' UNION SELECT * FROM read_text('/etc/passwd') --`,
  `'||(SELECT current_setting('cordon.scope'))||'`,
  `$$;COPY (SELECT 1) TO '/tmp/cordon-owned'`,
  '%',
  '_',
  '\\',
  '{}',
  '$1',
  '../../../etc/passwd',
  '%00',
  '__proto__',
  '\u202egnp.exe',
  '9'.repeat(400),
  '1e999',
  '-0',
  '+275760-09-12T00:00:00.000Z',
  '-271820-01-01T00:00:00.000Z',
  '0000-00-00T00:00:00.000Z',
];
const cursors = [
  'x',
  '[]',
  '["a"]',
  '{"__proto__":1}',
  '[1e999,1]',
  '["+275760-09-12T00:00:00.000Z","00000000-0000-0000-0000-000000000000"]',
  '["-271820-01-01T00:00:00.000Z","00000000-0000-0000-0000-000000000000"]',
  '[1e300,"00000000-0000-0000-0000-000000000000"]',
  '[9007199254740991,"00000000-0000-0000-0000-000000000000"]',
  '[9007199254740991,9007199254740991,-9007199254740991,"00000000-0000-0000-0000-000000000000"]',
  '[0.5,"00000000-0000-0000-0000-000000000000"]',
  '["\\ud800","00000000-0000-0000-0000-000000000000"]',
  `["' OR 1=1 --","00000000-0000-0000-0000-000000000000"]`,
  '["2020-01-01T00:00:00.000Z","00000000000000000000000000000000"]',
  '["2020","a","b","c"]',
].flatMap((text) => [text, Buffer.from(text).toString('base64url')]);

describe('hostile callers', () => {
  let stand: Stand;
  before(async () => {
    stand = await hostileStand();
    const hosts = [`=cmd|' /C calc'!A0`, '<script>alert(1)</script>'];
    const lines = hosts.map((host, at) => `{"create":{}}\n${clearedLog(host, at + 1)}\n`).join('');
    assert.equal((await stand.bulk(stand.birch.token, lines)).status, 200);
    await stand.server.settled();
  });
  after(() => stand.stop());

  /** A 4xx names its code; nothing is a failure of ours. */
  const sound = (answer: Answer, what: string) => {
    assert.ok(answer.status < 500, `${what}: ${answer.status} ${answer.text}`);
    if (answer.status >= 400) assert.match(answer.json.code, /^[a-z0-9-]+$/, what);
  };
  const filled = (route: Route, value: string) =>
    route.path.replace(/:[A-Za-z]+/g, encodeURIComponent(value));
  const propertiesOf = (schema: unknown): Record<string, object> =>
    (schema as { properties?: Record<string, object> } | undefined)?.properties ?? {};

  it('inject nothing through any field of any address', async () => {
    const gets = Object.entries(routes as Readonly<Record<string, Route>>).filter(
      ([name, route]) => route.method === 'GET' && name !== 'live',
    );
    for (const [name, route] of gets)
      for (const value of nasty) {
        const places = Object.keys(propertiesOf(route.query));
        for (const place of places.length > 0 ? places : ['none']) {
          const query = place === 'none' ? '' : `?${new URLSearchParams({ [place]: value })}`;
          for (const who of [stand.alder.lead, stand.administrator]) {
            const answer = await stand.api(who, 'GET', filled(route, value) + query);
            sound(answer, `${name} ${place} ${value}`);
            if (who === stand.alder.lead)
              assert.equal(
                answer.text.includes(stand.birch.id),
                false,
                `${name} ${place} ${value} shows another's`,
              );
          }
        }
      }
    assert.equal(existsSync('/tmp/cordon-owned'), false);
  });

  it('inject nothing through any field of a search for events', async () => {
    for (const field of ['host', 'user', 'process', 'hash', 'address', 'channel', 'provider', 'text'])
      for (const value of nasty)
        for (const path of ['/events/search', '/events/histogram']) {
          const answer = await stand.api(stand.alder.lead, 'POST', path, {
            filter: { ...range, [field]: value },
          });
          sound(answer, `${path} ${field} ${value}`);
          assert.equal(answer.text.includes(stand.birch.id), false, `${path} ${field} ${value}`);
        }
    for (const organisationIds of [[stand.birch.id], [`' OR 1=1`], [null], { length: 1 }]) {
      const answer = await stand.api(stand.alder.lead, 'POST', '/events/search', {
        filter: { ...range, organisationIds },
      });
      sound(answer, JSON.stringify(organisationIds));
      assert.deepEqual(answer.json.rows ?? [], []);
    }
  });

  it('get nowhere with a cursor they made', async () => {
    for (const [name, route] of Object.entries(routes as Readonly<Record<string, Route>>)) {
      if (route.method !== 'GET' || !('cursor' in propertiesOf(route.query))) continue;
      for (const cursor of cursors)
        for (const more of 'sort' in propertiesOf(route.query)
          ? ['', '&sort=last', '&sort=alerts', '&sort=host', '&sort=rank']
          : ['']) {
          const path = filled(route, stand.alder.id);
          const answer = await stand.api(
            stand.centre,
            'GET',
            `${path}?cursor=${encodeURIComponent(cursor)}${more}`,
          );
          sound(answer, `${name} ${cursor}${more}`);
        }
    }
    for (const cursor of cursors) {
      const answer = await stand.api(stand.centre, 'POST', '/events/search', { filter: range, cursor });
      sound(answer, `events ${cursor}`);
    }
  });

  it('cannot run a formula or a script through a name of a device', async () => {
    const { json } = await stand.api(stand.birch.lead, 'GET', '/alerts');
    for (const alert of json.rows) {
      const list = await stand.api(stand.birch.lead, 'GET', `/alerts/${alert.id}/containment?format=csv`);
      sound(list, 'containment');
      assert.doesNotMatch(list.text, /(^|,)"?[=+@]/m);
    }
    const exported = await stand.api(stand.centre, 'POST', '/events/export', {
      filter: range,
      format: 'csv',
    });
    assert.equal(exported.status, 200, exported.text);
    assert.doesNotMatch(exported.text, /(^|,)"?=cmd/m);
    const search = await stand.api(stand.birch.lead, 'POST', '/events/search', { filter: range });
    assert.match(String(search.headers.get('content-type')), /^application\/json/);
    assert.equal(search.headers.get('x-content-type-options'), 'nosniff');
  });

  it('guess no link that acknowledges, and learn nothing by trying', async () => {
    const answers = new Set<string>();
    for (let n = 0; n < 40; n += 1) {
      const token = randomBytes(32).toString('base64url');
      for (const [method, body] of [['GET'], ['POST', { name: 'x' }]] as const) {
        const { status, json } = await stand.api(null, method, filled(routes.handOffState, token), body);
        answers.add(`${status} ${json.code}`);
      }
    }
    assert.deepEqual([...answers], ['404 acknowledgement-not-found']);
  });

  it('are bound in the live streams that one person may hold open', async () => {
    const aborts = Array.from({ length: 12 }, () => new AbortController());
    const open = (abort: AbortController) =>
      fetch(`${stand.server.url}/api/v1/live`, {
        headers: { cookie: stand.alder.lead.cookie },
        signal: abort.signal,
      });
    // Held on to: an answer that nobody refers to is collected, and its stream with it.
    const answers = await Promise.all(aborts.map(open));
    const statuses = answers.map(({ status }) => status).sort();
    assert.deepEqual(statuses, [...Array(8).fill(200), ...Array(4).fill(429)]);
    assert.equal((await stand.api(stand.alder.lead, 'GET', '/session')).status, 200);
    for (const abort of aborts) abort.abort();
  });

  it('upload what is hostile, hear what is wrong with it, and find everything else served', async () => {
    const uploads: readonly (readonly [string, Uint8Array])[] = [
      ['../../escape.ndjson', Buffer.from('{"n":1}\n')],
      ['bomb.gz', gzipSync(gzipSync(Buffer.alloc(300 * 1024 * 1024)))],
      ['deep.json', Buffer.from('['.repeat(1_000_000))],
      ['utf16.json', Buffer.from(`\ufeff${clearedLog('utf16-host', 90)}\n`, 'utf16le')],
      ['cut.evtx', Buffer.concat([Buffer.from('ElfFile\0'), randomBytes(5000)])],
      ['cut.evt', Buffer.concat([Buffer.from('300000004c664c65', 'hex'), randomBytes(5000)])],
      ['cut.zip', Buffer.concat([Buffer.from('PK\x03\x04'), randomBytes(2000)])],
      ['nothing', randomBytes(3000)],
      ['sound.ndjson', Buffer.from(`${clearedLog('uploaded-host', 91)}\n`)],
    ];
    for (const [name, bytes] of uploads) {
      const path = `/uploads?${new URLSearchParams({ sourceId: stand.alder.source, name })}`;
      const started = await stand.api(stand.alder.lead, 'POST', path, bytes);
      assert.equal(started.status, 200, `${name}: ${started.text}`);
      let job = started.json;
      while (job.finished === null) {
        await sleep(50);
        job = (await stand.api(stand.alder.lead, 'GET', `/jobs/${job.id}`)).json;
      }
      assert.ok(
        job.state === 'done' || (job.state === 'failed' && job.error.length > 0),
        `${name}: ${JSON.stringify(job)}`,
      );
      assert.equal((await fetch(`${stand.server.url}/healthz`)).status, 200);
    }
    await stand.server.settled();
    const found = await stand.api(stand.alder.lead, 'POST', '/events/search', {
      filter: { ...range, host: 'uploaded-host' },
    });
    assert.equal(found.json.rows.length, 1, found.text);
    assert.equal(existsSync(join(stand.folder, '..', 'escape.ndjson')), false);
    const foreign = `/uploads?${new URLSearchParams({ sourceId: stand.birch.source, name: 'x' })}`;
    assert.equal((await stand.api(stand.alder.lead, 'POST', foreign, Buffer.from('{}'))).status, 404);
  });

  it('leave the audit log whole, with every change under the organisation it was made in', async () => {
    const [alert] = (await stand.api(stand.birch.lead, 'GET', '/alerts')).json.rows;
    const act = (alertIds: string[]) =>
      stand.api(stand.birch.lead, 'POST', routes.alertAct.path, {
        alertIds,
        action: { do: 'set-state', state: 'investigating' },
      });
    assert.equal((await act([alert.id])).status, 200);
    // One that fails as a whole leaves neither change nor entry.
    assert.equal((await act([alert.id, stand.birch.id])).status, 404);
    const log = async (path: string) =>
      (await stand.api(stand.birch.lead, 'GET', `/audit?${path}`)).json.rows;
    const [entry, ...more] = await log('action=alert.set-state');
    assert.deepEqual([entry.organisationId, entry.target, more.length], [stand.birch.id, alert.id, 0]);
    assert.deepEqual(await log('action=change.alertAct'), []);
    const verified = await stand.api(stand.centre, 'GET', '/audit/verify');
    assert.equal(verified.json.intact, true, verified.text);
  });
});
