import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { backup, startServer } from '@cordon/server';
import packageFile from '../package.json' with { type: 'json' };

/**
 * Writes `test/versions/VERSION`: the backup of a tiny installation of the present version, made by the product
 * itself, and beside it what must be found in it again. Run once when a version lands; what stands there is never
 * changed. `test/versions.int.test.ts` opens each of them with the code of the day.
 */
const folder = fileURLToPath(new URL(`../test/versions/${packageFile.version}`, import.meta.url));
if (existsSync(folder)) throw new Error(`${folder} is there already: a landed version is not made again`);

const dataDir = mkdtempSync(join(tmpdir(), 'cordon-version-'));
const listener = { host: '127.0.0.1', port: 0 };
const server = await startServer({
  dataDir,
  http: listener,
  ingest: listener,
  rulePaths: [],
  demonstration: false,
  workers: 1,
  sealSeconds: 1,
});

let cookie = '';
let csrf = '';
async function api(method: string, path: string, body?: unknown) {
  const answer = await fetch(`${server.url}/api/v1${path}`, {
    method,
    headers: { cookie, 'x-csrf-token': csrf, ...(body ? { 'content-type': 'application/json' } : {}) },
    ...(body ? { body: JSON.stringify(body) } : {}),
  });
  const text = await answer.text();
  if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${text}`);
  cookie = answer.headers.get('set-cookie')?.split(';')[0] ?? cookie;
  return text === '' ? undefined : JSON.parse(text);
}

const email = 'ada@example.org';
const password = 'three grey herons wade';
const token = server.setupLink?.split('#')[1];
csrf = (await api('POST', '/setup', { token, name: 'Ada Quill', email, password })).csrf;
const centre = (await api('GET', '/nodes')).rows[0].id;
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
// Years from now its events must still be there.
await api('POST', '/legal-holds', { organisationId: organisation.id, reason: 'kept as a fixture' });
const made = await api('POST', '/sources', {
  organisationId: organisation.id,
  name: 'Logs',
  kind: 'winlogbeat',
});
const happened = new Date();
const event = (recordId: string, code: string) => ({
  '@timestamp': happened.toISOString(),
  winlog: {
    channel: 'Security',
    provider_name: 'Microsoft-Windows-Eventlog',
    event_id: code,
    record_id: recordId,
    computer_name: 'ws1.alder.test',
    event_data: {},
  },
  event: { code },
});
const lines = [event('7', '1102'), event('8', '4634')].flatMap((each) => [
  '{"create":{}}',
  JSON.stringify(each),
]);
const answer = await fetch(`${server.ingestUrl}/_bulk`, {
  method: 'POST',
  headers: { authorization: `Bearer ${made.token}`, 'content-type': 'application/x-ndjson' },
  body: `${lines.join('\n')}\n`,
});
if (!answer.ok) throw new Error(`_bulk: ${answer.status} ${await answer.text()}`);
await server.settled();
const hourMs = 3_600_000;
const filter = {
  from: new Date(happened.getTime() - hourMs).toISOString(),
  to: new Date(happened.getTime() + hourMs).toISOString(),
};
const events = (await api('POST', '/events/search', { filter })).rows as { id: string }[];
const alerts = (await api('GET', '/alerts')).rows as { id: string }[];
const entries = (await api('GET', '/audit/verify')).entries;
await backup({ dataDir }, folder);
writeFileSync(
  join(folder, 'expected.json'),
  `${JSON.stringify({ email, password, filter, events: events.map(({ id }) => id), alerts: alerts.map(({ id }) => id), auditEntries: entries }, null, 2)}\n`,
);
await server.stop();
rmSync(dataDir, { recursive: true });
