import assert from 'node:assert/strict';
import { type ChildProcess, execFile, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { connect, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import { type Ingest, startIngest } from '../../ingest/index.ts';
import { defaultAdmissionLimits } from '../../journal/index.ts';
import { systemClock } from '../../kernel/clock.ts';
import { createLog } from '../../kernel/log.ts';
import { contains, type LakeRow } from '../../lake/index.ts';
import { type TestPipeline, testPipeline } from '../../pipeline/testing/pipeline.ts';
import { shipperGuide } from './index.ts';

/** Where `tools/senders.sh` unpacks what Debian does not let stand beside rsyslog. */
const unpacked = '/opt/cordon-senders/syslog-ng';
const modules = `${unpacked}/usr/lib/syslog-ng`;

interface Program {
  readonly command: string;
  readonly environment?: Readonly<Record<string, string>>;
  /** The whole configuration around what the console gives. */
  configuration(given: string, folder: string, port: number): string;
  arguments(file: string, folder: string): string[];
  check(file: string): string[];
}

const programs: Readonly<Record<'rsyslog' | 'syslog-ng', Program>> = {
  rsyslog: {
    command: '/usr/sbin/rsyslogd',
    configuration: (given, folder, port) => `
global(workDirectory="${folder}")
module(load="imtcp")
input(type="imtcp" port="${port}" address="127.0.0.1")
${given}`,
    arguments: (file, folder) => ['-n', '-f', file, '-i', join(folder, 'pid')],
    check: (file) => ['-N1', '-f', file],
  },
  'syslog-ng': {
    command: `${unpacked}/usr/sbin/syslog-ng`,
    environment: { LD_LIBRARY_PATH: modules },
    configuration: (given, _folder, port) => `@version: 3.38
options { keep-hostname(yes); };
source s_src { network(transport("tcp") ip("127.0.0.1") port(${port})); };
${given}`,
    arguments: (file, folder) => [
      ...['-F', '--no-caps', '-f', file, '--module-path', `${modules}/3.38`],
      ...['--persist-file', join(folder, 'persist')],
      ...['--pidfile', join(folder, 'pid'), '--control', join(folder, 'control')],
    ],
    check: (file) => ['--syntax-only', '--no-caps', '-f', file, '--module-path', `${modules}/3.38`],
  },
};

const curl = existsSync('/usr/bin/curl');
let t: TestPipeline;
let ingest: Ingest;
let folder: string;
let port = 0;

/** How many requests have shown their token. */
let asked = 0;

async function listen(admission = defaultAdmissionLimits): Promise<void> {
  ingest = await startIngest({
    listener: { host: '127.0.0.1', port },
    dataDir: folder,
    journal: t.journal,
    clock: systemClock,
    log: createLog('silent'),
    admission,
    authenticate: async (token) => {
      asked += 1;
      return token === 'the-token' ? t.federation.sources[0] : undefined;
    },
  });
  port = ingest.port;
}

before(async () => {
  const nothing = async (): Promise<undefined> => undefined;
  t = await testPipeline({
    effects: { signals: async () => [], sightings: nothing, observations: nothing, heard: nothing },
  });
  folder = mkdtempSync(join(tmpdir(), 'cordon-senders-'));
  await listen();
});
after(async () => {
  await ingest.stop();
  await t.stop();
  rmSync(folder, { recursive: true, force: true });
});

const given = (kind: 'rsyslog' | 'syslog-ng' | 'other', url: string): string => {
  const [file] = shipperGuide(kind, url, 'Ward logs').files;
  return (file?.text ?? '').replaceAll('PASTE-THE-TOKEN-HERE', 'the-token');
};

for (const kind of ['rsyslog', 'syslog-ng'] as const) {
  const program = programs[kind];
  const skip = existsSync(program.command) ? false : `${kind} is not installed (tools/senders.sh)`;

  describe(`what the console gives for ${kind}`, { skip, timeout: 150_000 }, () => {
    let sender: ChildProcess;
    let own: string;
    let inlet: number;
    let said = '';
    const environment = { ...process.env, ...program.environment };

    before(async () => {
      own = join(folder, kind);
      mkdirSync(own);
      inlet = await freePort();
    });
    after(async () => {
      if (!sender || sender.exitCode !== null || sender.signalCode !== null) return;
      sender.kill('SIGTERM');
      await once(sender, 'exit');
    });

    const write = (name: string, url: string): string => {
      const file = join(own, name);
      writeFileSync(file, program.configuration(given(kind, url), own, inlet));
      return file;
    };

    for (const url of ['http://ingest.example:9200', 'https://ingest.example:9200'])
      it(`is taken by the program itself, ${url.split(':')[0]}`, () => {
        const file = write('check.conf', url);
        if (url.startsWith('https'))
          writeFileSync(file, atAuthority(program.configuration(given(kind, url), own, inlet)));
        execFileSync(program.command, program.check(file), { env: environment, stdio: 'pipe' });
      });

    it('brings every message, those that were refused for a while too', async () => {
      const file = write('run.conf', `http://127.0.0.1:${port}`);
      sender = spawn(program.command, program.arguments(file, own), {
        env: environment,
        stdio: ['ignore', 'pipe', 'pipe'],
      });
      for (const stream of [sender.stdout, sender.stderr])
        stream?.setEncoding('utf8').on('data', (text: string) => {
          said += text;
        });
      await until(() => answers(inlet));
      await send(0, 700);
      await arrived(700);
      await ingest.stop();
      // Any memory is too much: every request is refused for now.
      await listen({ ...defaultAdmissionLimits, residentBytes: 1 });
      const before = asked;
      await send(700, 1000);
      await until(() => asked > before);
      await ingest.stop();
      await listen();
      const rows = await arrived(1000);
      for (const { envelope } of rows.slice(0, 3)) {
        assert.equal(envelope.sighting.host, `gateway-${kind}`);
        assert.equal(envelope.logsource?.product, 'linux');
      }
    });

    async function send(from: number, to: number): Promise<void> {
      const socket = connect(inlet, '127.0.0.1');
      const lines = Array.from({ length: to - from }, (_, index) => line(from + index));
      socket.end(lines.join(''));
      await once(socket, 'close');
    }
    const line = (number: number): string =>
      `<38>Mar  2 08:14:22 gateway-${kind} sshd[7]: Failed "password" of C:\\user for message <${number}> of ${kind}\n`;

    /** Shippers send at least once: messages are counted, not rows. */
    async function arrived(count: number): Promise<readonly LakeRow[]> {
      let rows: readonly LakeRow[] = [];
      const numbers = (): Set<string> =>
        new Set(
          rows.map(({ envelope }) => /C:\\user for message <(\d+)>/.exec(envelope.message ?? '')?.[1] ?? ''),
        );
      await until(async () => {
        rows = await found(`of ${kind}`);
        return numbers().size >= count;
      });
      assert.deepEqual(numbers(), new Set(Array.from({ length: count }, (_, index) => String(index))));
      return rows;
    }

    async function until(holds: () => boolean | Promise<boolean>): Promise<void> {
      for (let tries = 0; tries < 240; tries += 1) {
        if (await holds()) return;
        await sleep(250);
      }
      assert.fail(`it did not come to that; ${kind} said: ${said}`);
    }
  });
}

it('what the console gives for senders of one’s own brings its event', {
  skip: curl ? false : 'curl is not installed (tools/senders.sh)',
}, async () => {
  const file = join(folder, 'send.sh');
  writeFileSync(file, given('other', `http://127.0.0.1:${port}`));
  const { stdout } = await promisify(execFile)('sh', [file], { timeout: 30_000 });
  assert.equal(JSON.parse(stdout).errors, false);
  for (let tries = 0; tries < 120 && (await found('hello')).length === 0; tries += 1) await sleep(100);
  const rows = await found('hello');
  assert.deepEqual(
    rows.map(({ envelope }) => envelope.message),
    ['hello'],
  );
});

async function found(text: string): Promise<readonly LakeRow[]> {
  const caller = await t.federation.caller('centre-analyst', t.federation.centre);
  const scope = await t.test.control.scoped(caller, 'events.read', (db) => t.lake.scope(db, {}));
  return (await t.lake.page(scope, { where: contains('original', text), limit: 5000 })).rows;
}

/** The check of a configuration reads the authority's file: one that every Debian has. */
function atAuthority(configuration: string): string {
  return configuration.replace(/\/etc\/[\w/.-]*cordon-ca\.pem/, '/etc/ssl/certs/ca-certificates.crt');
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  return typeof address === 'object' && address ? address.port : 0;
}

async function answers(to: number): Promise<boolean> {
  const socket = connect(to, '127.0.0.1');
  const open = await Promise.race([
    once(socket, 'connect').then(() => true),
    once(socket, 'error').then(() => false),
  ]).catch(() => false);
  socket.destroy();
  return open;
}
