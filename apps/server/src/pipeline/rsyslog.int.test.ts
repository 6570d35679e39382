import assert from 'node:assert/strict';
import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Ingest, startIngest } from '../ingest/index.ts';
import { systemClock } from '../kernel/clock.ts';
import { createLog } from '../kernel/log.ts';
import { contains, type LakeRow } from '../lake/index.ts';
import { applySignals } from '../signals/index.ts';
import { processStart, type TestPipeline, testPipeline } from './testing/pipeline.ts';

/** The real program, as Debian ships it (`tools/senders.sh`). */
const program = ['/usr/sbin/rsyslogd', '/sbin/rsyslogd'].find((path) => existsSync(path));
const hasPlugin = program !== undefined && pluginFound();
const skip = hasPlugin ? false : 'rsyslog with omelasticsearch is not installed';

function pluginFound(): boolean {
  const found = execFileSync('find', ['/usr/lib', '/usr/lib64', '-name', 'omelasticsearch.so'], {
    stdio: ['ignore', 'pipe', 'ignore'],
    encoding: 'utf8',
  });
  return found.trim() !== '';
}

describe('rsyslog with omelasticsearch', { skip }, () => {
  let t: TestPipeline;
  let ingest: Ingest;
  let folder: string;
  let rsyslog: ChildProcess;
  let said = '';

  before(async () => {
    t = await testPipeline({
      effects: {
        signals: (db, signals) => applySignals(db, signals),
        sightings: async () => undefined,
        observations: async () => undefined,
        heard: async () => undefined,
      },
    });
    folder = mkdtempSync(join(tmpdir(), 'cordon-rsyslog-'));
    ingest = await startIngest({
      listener: { host: '127.0.0.1', port: 0 },
      dataDir: folder,
      journal: t.journal,
      clock: systemClock,
      log: createLog('silent'),
      authenticate: async (token) => (token === 'the-token' ? t.federation.sources[0] : undefined),
    });
    writeFileSync(join(folder, 'rsyslog.conf'), configuration(folder, ingest.port));
    rsyslog = spawn(program ?? '', ['-n', '-f', join(folder, 'rsyslog.conf'), '-i', join(folder, 'pid')], {
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    for (const stream of [rsyslog.stdout, rsyslog.stderr]) {
      stream?.setEncoding('utf8').on('data', (text: string) => {
        said += text;
      });
    }
    await until(() => ['bulk', 'single', 'plain'].every((name) => existsSync(join(folder, name))));
  });
  after(async () => {
    if (rsyslog.exitCode === null) {
      rsyslog.kill('SIGTERM');
      await once(rsyslog, 'exit');
    }
    await ingest.stop();
    await t.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  for (const mode of ['bulk', 'single'] as const) {
    it(`forwards Winlogbeat's lines as they are, ${mode}, and an alert results`, async () => {
      const host = `${mode}.alder.test`;
      const lines = [0, 1, 2].map((n) =>
        JSON.stringify(processStart(host, n, n === 1 ? 'C:\\Temp\\evil.exe' : 'C:\\ok.exe')),
      );
      await send(lines);
      const rows = await found(host, 3);
      assert.deepEqual(rows.map(({ envelope }) => envelope.original).sort(), [...lines].sort());
      const alertsOf = async () =>
        (await t.test.admin(`select d.rule_id, d.count::int from alert_device d where d.host = $1`, [host]))
          .rows;
      // Rows and signals come by consumers of their own: either may be first.
      await until(async () => (await alertsOf()).length > 0);
      assert.deepEqual(await alertsOf(), [{ rule_id: '11111111-2222-4333-8444-555555555555', count: 1 }]);
    });
    const send = (lines: readonly string[]) => sendLines(folder, mode, lines);
  }

  it('sends its own JSON of syslog messages, which is stored and found by host and text', async () => {
    await sendLines(folder, 'plain', [
      '<38>Mar  2 08:14:22 gateway sshd[7]: Failed password for root from 203.0.113.9',
    ]);
    const [row, ...more] = await found('Failed password for root', 1);
    assert.equal(more.length, 0);
    assert.equal(row?.envelope.sighting.host, 'gateway');
    assert.match(row?.envelope.message ?? '', /Failed password for root/);
    assert.equal(row?.envelope.logsource?.product, 'linux');
  });

  async function found(text: string, count: number): Promise<readonly LakeRow[]> {
    let rows: readonly LakeRow[] = [];
    const caller = await t.federation.caller('centre-analyst', t.federation.centre);
    await until(async () => {
      const scope = await t.test.control.scoped(caller, 'events.read', (db) => t.lake.scope(db, {}));
      ({ rows } = await t.lake.page(scope, { where: contains('original', text), limit: 100 }));
      return rows.length >= count;
    });
    return rows;
  }

  async function until(holds: () => boolean | Promise<boolean>): Promise<void> {
    for (let tries = 0; tries < 300; tries += 1) {
      if (await holds()) return;
      await sleep(100);
    }
    assert.fail(`it did not come to that; rsyslog said: ${said}`);
  }
});

async function sendLines(folder: string, name: string, lines: readonly string[]): Promise<void> {
  const socket = connect(Number(readFileSync(join(folder, name), 'utf8')), '127.0.0.1');
  socket.end(lines.map((line) => `${line}\n`).join(''));
  await once(socket, 'close');
}

/** A listener and a ruleset for each way of sending; the token is the password. */
function configuration(folder: string, port: number): string {
  const action = `type="omelasticsearch" server="127.0.0.1" serverport="${port}" uid="shipper" pwd="the-token"`;
  const input = (name: string): string =>
    `input(type="imtcp" port="0" address="127.0.0.1" listenPortFileName="${folder}/${name}" ruleset="${name}")`;
  return `
global(workDirectory="${folder}" maxMessageSize="64k" parser.escapeControlCharactersOnReceive="off")
module(load="imtcp" SupportOctetCountedFraming="off")
module(load="omelasticsearch")
template(name="asReceived" type="string" string="%rawmsg%")
ruleset(name="bulk") { action(${action} template="asReceived" searchIndex="winlogbeat" bulkmode="on") }
ruleset(name="single") { action(${action} template="asReceived" searchIndex="winlogbeat" searchType="_doc") }
ruleset(name="plain") { action(${action}) }
${input('bulk')}
${input('single')}
${input('plain')}
`;
}
