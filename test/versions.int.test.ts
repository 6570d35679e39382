import assert from 'node:assert/strict';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import { restore, startServer } from '@cordon/server';

const versions = fileURLToPath(new URL('versions', import.meta.url));

describe('installations of landed versions', () => {
  for (const version of readdirSync(versions).sort()) {
    it(`opens what ${version} left behind: alerts, events, users, audit chain`, async () => {
      const folder = mkdtempSync(join(tmpdir(), 'cordon-version-'));
      const dataDir = join(folder, 'data');
      const backup = join(versions, version);
      const expected = JSON.parse(readFileSync(join(backup, 'expected.json'), 'utf8'));
      try {
        await restore({ dataDir }, backup);
        const listener = { host: '127.0.0.1', port: 0 };
        process.env.CORDON_LOG ??= 'silent';
        const server = await startServer({
          dataDir,
          http: listener,
          ingest: listener,
          rulePaths: [],
          demonstration: false,
          workers: 1,
        });
        try {
          assert.equal(server.setupLink, undefined, 'its users are there');
          const { email, password, filter } = expected;
          let cookie = '';
          let csrf = '';
          const api = async (method: string, path: string, body?: unknown) => {
            const answer = await fetch(`${server.url}/api/v1${path}`, {
              method,
              headers: {
                cookie,
                'x-csrf-token': csrf,
                ...(body ? { 'content-type': 'application/json' } : {}),
              },
              ...(body ? { body: JSON.stringify(body) } : {}),
            });
            assert.ok(answer.ok, `${method} ${path}: ${answer.status}`);
            cookie = answer.headers.get('set-cookie')?.split(';')[0] ?? cookie;
            return answer.json();
          };
          csrf = (await api('POST', '/session', { email, password })).session.csrf;
          const ids = (page: { rows: { id: string }[] }) => page.rows.map((row) => row.id);
          assert.deepEqual(
            ids(await api('POST', '/events/search', { filter })).sort(),
            expected.events.sort(),
          );
          const alerts = ids(await api('GET', '/alerts'));
          assert.ok(expected.alerts.length > 0);
          for (const id of expected.alerts) assert.ok(alerts.includes(id), `alert ${id}`);
          const chain = await api('GET', '/audit/verify');
          assert.ok(chain.intact && chain.entries >= expected.auditEntries, JSON.stringify(chain));
        } finally {
          await server.stop();
        }
      } finally {
        rmSync(folder, { recursive: true, force: true });
      }
    });
  }
});
