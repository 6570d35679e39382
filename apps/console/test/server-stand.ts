import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Role, type RouteName, routes, type Session } from '@cordon/api';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { build } from 'vite';
import { launchBrowser } from '../../../test/browser.ts';
import { consoleIsStale } from '../../cli/src/console-build.ts';
import type { Answer, Input } from '../src/api/request.ts';
import { urlOf } from '../src/api/request.ts';

const launcher = fileURLToPath(new URL('../../cli/bin/cordon.js', import.meta.url));
export const passPhrase = 'correct horse battery staple';

/** Somebody signed in, asked on behalf of without a browser. */
export interface Person {
  readonly email: string;
  readonly session: Session;
  readonly call: <N extends RouteName>(name: N, input: Input<N>) => Promise<Answer<N>>;
  /** A page in a fresh browser context that is signed in as this person. */
  readonly page: (options?: BrowserContextOptions) => Promise<Page>;
}

/** The platform as `cordon serve` runs it, on an empty data directory, and a browser before it. */
export interface ServerStand {
  readonly url: string;
  readonly ingestUrl: string;
  readonly setupLink: string;
  /** A page in a fresh browser context, without an account. */
  readonly page: (options?: BrowserContextOptions) => Promise<Page>;
  /** Uses the set-up link without a browser; the first administrator, who may do everything. */
  readonly setUp: () => Promise<Person>;
  /** Invites somebody, and accepts in their name. */
  readonly join: (by: Person, name: string, role: Role, nodeId: string) => Promise<Person>;
  readonly signIn: (email: string, password?: string) => Promise<Person>;
  /** Sends lines as a shipper does; each line's action goes before it. */
  readonly ship: (token: string, events: readonly object[]) => Promise<void>;
  readonly stop: () => Promise<void>;
}

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const address = probe.address();
  probe.close();
  await once(probe, 'close');
  return typeof address === 'object' && address !== null ? address.port : 0;
}

/** Builds the console when it is older than its sources. What is there stays: another test may be serving it. */
async function freshConsole(): Promise<void> {
  if (!consoleIsStale()) return;
  await build({
    configFile: fileURLToPath(new URL('../vite.config.ts', import.meta.url)),
    logLevel: 'silent',
    build: { emptyOutDir: false },
  });
}

async function startServer(
  folder: string,
  options: readonly string[],
): Promise<{
  readonly child: ChildProcess;
  readonly url: string;
  readonly ingestUrl: string;
  readonly link: string;
}> {
  const [port, ingestPort] = [await freePort(), await freePort()];
  const child = spawn(
    process.execPath,
    [
      launcher,
      'serve',
      '--data',
      folder,
      '--port',
      String(port),
      '--ingest-port',
      String(ingestPort),
      ...options,
    ],
    { stdio: ['ignore', 'pipe', 'pipe'] },
  );
  let said = '';
  const link = await new Promise<string>((resolve, reject) => {
    const hear = (part: Buffer) => {
      said += part.toString();
      const found = /http\S+\/setup#\S+/.exec(said);
      if (found !== null) resolve(found[0]);
    };
    child.stdout.on('data', hear);
    child.stderr.on('data', hear);
    child.once('exit', (code) => reject(new Error(`cordon serve ended with ${code}:\n${said}`)));
  });
  return { child, url: `http://127.0.0.1:${port}`, ingestUrl: `http://127.0.0.1:${ingestPort}`, link };
}

/** Starts a server of its own for a file of tests. `options` are those of `cordon serve`. */
export async function startServerStand(options: readonly string[] = []): Promise<ServerStand> {
  const folder = await mkdtemp(join(tmpdir(), 'cordon-console-server-'));
  await freshConsole();
  const { child, url, ingestUrl, link } = await startServer(folder, options);
  const browser: Browser = await launchBrowser();

  const page: ServerStand['page'] = async (asked = {}) => {
    const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, ...asked });
    const made = await context.newPage();
    made.setDefaultTimeout(20_000);
    return made;
  };
  const send = async <N extends RouteName>(
    name: N,
    { params, query, body }: Input<N>,
    headers: Record<string, string> = {},
  ) => {
    const { method, path } = routes[name];
    const answer = await fetch(url + urlOf(path, { ...params }, { ...query }), {
      method,
      headers: { ...headers, ...(body === undefined ? {} : { 'content-type': 'application/json' }) },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await answer.text();
    assert.ok(answer.ok, `${name}: expected success, found ${answer.status} ${text}`);
    return { answer, json: text === '' ? undefined : JSON.parse(text) };
  };
  const personOf = ({ answer, json }: { readonly answer: Response; readonly json: unknown }): Person => {
    const session = (json as { session?: Session }).session ?? (json as Session);
    const [cookie = ''] = answer.headers.getSetCookie().map((each) => each.split(';')[0] ?? '');
    const [name = '', value = ''] = cookie.split('=');
    return {
      email: session.user.email,
      session,
      call: async (route, input) => (await send(route, input, { cookie, 'x-csrf-token': session.csrf })).json,
      page: async (asked) => {
        const made = await page(asked);
        await made.context().addCookies([{ name, value, url, httpOnly: true, sameSite: 'Strict' }]);
        return made;
      },
    };
  };
  return {
    url,
    ingestUrl,
    setupLink: link,
    page,
    setUp: async () =>
      personOf(
        await send('setup', {
          body: {
            token: new URL(link).hash.slice(1),
            name: 'Ada Admin',
            email: 'ada@centre.example',
            password: passPhrase,
          },
        }),
      ),
    join: async (by, name, role, nodeId) => {
      const email = `${name.toLowerCase().replace(/\W+/g, '.')}@trust.example`;
      const invited = await by.call('userInvite', { body: { name, email, role, nodeId } });
      const token = new URL(invited.link).hash.slice(1);
      return personOf(await send('invitationAccept', { params: { token }, body: { password: passPhrase } }));
    },
    signIn: async (email, password = passPhrase) =>
      personOf(await send('signIn', { body: { email, password } })),
    ship: async (token, events) => {
      const action = JSON.stringify({ create: { _index: 'winlogbeat' } });
      const answer = await fetch(`${ingestUrl}/_bulk`, {
        method: 'POST',
        headers: { 'content-type': 'application/x-ndjson', authorization: `Bearer ${token}` },
        body: events.map((event) => `${action}\n${JSON.stringify(event)}\n`).join(''),
      });
      const text = await answer.text();
      assert.equal(answer.status, 200, text);
      assert.equal(JSON.parse(text).errors, false, text);
    },
    stop: async () => {
      await browser.close();
      if (child.exitCode === null) {
        child.removeAllListeners('exit');
        child.kill('SIGTERM');
        await once(child, 'exit');
      }
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** What a service installed by the WannaCry worm looks like in Winlogbeat's shape. */
export function wormEvent(host: string, record = 77, more: object = {}): object {
  return {
    '@timestamp': new Date().toISOString(),
    host: { name: host },
    winlog: {
      channel: 'System',
      provider_name: 'Service Control Manager',
      event_id: 7045,
      record_id: record,
      computer_name: host,
      event_data: { ServiceName: 'mssecsvc2.0', ImagePath: 'C:\\WINDOWS\\mssecsvc.exe -m security' },
    },
    ...more,
  };
}
