import assert from 'node:assert/strict';
import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Role } from '@cordon/api';
import {
  type Config,
  type RunningServer,
  type ServerParts,
  startServer,
} from '../../apps/server/src/index.ts';
import { createLog } from '../../apps/server/src/kernel/log.ts';

export interface Person {
  readonly cookie: string;
  readonly csrf: string;
}
export interface Organisation {
  readonly id: string;
  readonly lead: Person;
  readonly source: string;
  /** Secret of the source, as a shipper has it. */
  readonly token: string;
}

/** One real server on sockets with two organisations, to be attacked from outside. */
export interface Stand {
  readonly server: RunningServer;
  readonly folder: string;
  readonly centre: Person;
  readonly administrator: Person;
  /** Somebody with a session and no role at all. */
  readonly outsider: Person;
  readonly alder: Organisation;
  readonly birch: Organisation;
  /** A request to the API; the body as it is when it is text or bytes. */
  api(who: Person | null, method: string, path: string, body?: unknown): Promise<Answer>;
  bulk(token: string, body: BodyInit, headers?: Readonly<Record<string, string>>): Promise<Answer>;
  stop(): Promise<void>;
}
export interface Answer {
  readonly status: number;
  readonly text: string;
  readonly headers: Headers;
  // biome-ignore lint/suspicious/noExplicitAny: tests read answers of every route
  readonly json: any;
}

const sha256 = (value: string | Buffer) => createHash('sha256').update(value).digest();

async function answerOf(answer: Response): Promise<Answer> {
  const text = await answer.text();
  const isJson = answer.headers.get('content-type')?.includes('json') ?? false;
  return {
    status: answer.status,
    text,
    headers: answer.headers,
    json: isJson && text ? JSON.parse(text) : undefined,
  };
}

export async function hostileStand(config: Partial<Config> = {}, parts: ServerParts = {}): Promise<Stand> {
  const folder = mkdtempSync(join(tmpdir(), 'cordon-hostile-'));
  const listener = { host: '127.0.0.1', port: 0 };
  const server = await startServer(
    {
      dataDir: folder,
      http: listener,
      ingest: listener,
      rulePaths: [],
      demonstration: false,
      workers: 1,
      sealSeconds: 1,
      ...config,
    },
    { log: createLog(process.env.CORDON_TEST_LOG ?? 'silent'), requestsPerMinute: 1_000_000, ...parts },
  );
  const api: Stand['api'] = async (who, method, path, body) => {
    const raw = typeof body === 'string' || body instanceof Uint8Array;
    const type = path.startsWith('/uploads') ? 'application/octet-stream' : 'application/json';
    return answerOf(
      await fetch(`${server.url}/api/v1${path}`, {
        method,
        headers: {
          ...(who ? { cookie: who.cookie, 'x-csrf-token': who.csrf } : {}),
          ...(body === undefined ? {} : { 'content-type': type }),
        },
        ...(body === undefined ? {} : { body: raw ? (body as BodyInit) : JSON.stringify(body) }),
      }),
    );
  };
  /** Written past the API: signing in is not what is attacked here. */
  const person = async (role: Role | null, nodeId: string): Promise<Person> => {
    const [id, secret, csrf] = [randomUUID(), randomBytes(32), randomUUID()];
    await server.control.as('auth', async (db) => {
      await db
        .insertInto('app_user')
        .values({ id, name: `${role ?? 'outsider'} ${id}`, email: `${id}@example.org`, state: 'active' })
        .execute();
      if (role)
        await db
          .insertInto('role_grant')
          .values({ id: randomUUID(), user_id: id, node_id: nodeId, role })
          .execute();
      await db
        .insertInto('session')
        .values({
          id: randomUUID(),
          user_id: id,
          secret_hash: sha256(secret),
          csrf_hash: sha256(csrf),
          expires: new Date(Date.now() + 3600_000),
          address: null,
        })
        .execute();
    });
    return { csrf, cookie: `cordon=${secret.toString('base64url')}` };
  };
  const node = randomUUID();
  await server.control.as('auth', (db) =>
    db.insertInto('node').values({ id: node, kind: 'centre', code: 'CENTRE', name: 'Centre' }).execute(),
  );
  const administrator = await person('administrator', node);
  const made = async (who: Person, path: string, body: unknown) => {
    const answer = await api(who, 'POST', path, body);
    assert.ok(answer.status < 300, `${path}: ${answer.status} ${answer.text}`);
    return answer.json;
  };
  const organisation = async (code: string): Promise<Organisation> => {
    const body = { code, name: code.toLowerCase(), kind: 'hospital', parentIds: [node] };
    const { id } = await made(administrator, '/organisations', body);
    const lead = await person('organisation-lead', id);
    const { source, token } = await made(lead, '/sources', {
      organisationId: id,
      name: 'Logs',
      kind: 'winlogbeat',
    });
    return { id, lead, source: source.id, token };
  };
  return {
    server,
    folder,
    centre: await person('centre-lead', node),
    administrator,
    outsider: await person(null, node),
    alder: await organisation('ALDER'),
    birch: await organisation('BIRCH'),
    api,
    bulk: async (token, body, headers = {}) =>
      answerOf(
        await fetch(`${server.ingestUrl}/_bulk`, {
          method: 'POST',
          headers: { authorization: `Bearer ${token}`, 'content-type': 'application/x-ndjson', ...headers },
          body,
          ...(body instanceof ReadableStream ? { duplex: 'half' as const } : {}),
        }),
      ),
    async stop() {
      await server.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** A cleared security log, which our own rules find, as Winlogbeat sends it. */
export function clearedLog(
  host: string,
  record: number,
  more: Readonly<Record<string, unknown>> = {},
): string {
  return JSON.stringify({
    '@timestamp': new Date().toISOString(),
    winlog: {
      channel: 'Security',
      provider_name: 'Microsoft-Windows-Eventlog',
      event_id: '1102',
      record_id: String(record),
      computer_name: host,
      event_data: {},
    },
    ...more,
  });
}
