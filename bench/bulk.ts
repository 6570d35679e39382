import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { mustBePositive } from './measure.ts';

/**
 * `_bulk` end to end: a real server with our own rules, acknowledged durably, processed and sealed. The generator is a
 * process of its own whose CPU time is told apart; on a machine of two cores it takes part of them. `CORDON_BENCH_SECONDS`
 * (default 20; 600 for the figure of record) and `CORDON_BENCH_RATE` (events a second that are sent; without it as
 * many as are acknowledged, which is more than can be processed: the journal grows). The rate counts the time until everything is processed and sealed, not
 * only acknowledged. Memory is the proportional share (PSS) of the server and of its PostgreSQL together.
 */
const seconds = process.env.CORDON_BENCH_SECONDS ?? '20';
const rate = process.env.CORDON_BENCH_RATE ?? '0';
const script = (name: string): string => fileURLToPath(new URL(`./${name}.ts`, import.meta.url));
const dataDir = mkdtempSync(join(tmpdir(), 'cordon-bench-bulk-'));
const server = spawn(process.execPath, [script('bulk-server'), dataDir], {
  stdio: ['pipe', 'pipe', 'inherit'],
});
if (!server.stdout || !server.pid) throw new Error('the server did not start');
const lines = createInterface({ input: server.stdout })[Symbol.asyncIterator]();
const said = async (): Promise<Record<string, string>> => JSON.parse((await lines.next()).value ?? '{}');

try {
  const { url = '', ingestUrl = '', setupLink = '' } = await said();
  const token = await prepare(url, setupLink);
  let peak = 0;
  let peakOfDatabase = 0;
  const watching = setInterval(() => {
    const [own = 0, ...children] = familyOf(server).map(memoryOf);
    const database = children.reduce((sum, each) => sum + each, 0);
    if (own + database > peak) [peak, peakOfDatabase] = [own + database, database];
    // Reading the proportional share costs the kernel a walk over all pages: seldom is enough for a peak that lasts.
  }, 3000);
  const cpuBefore = cpuOf(server);
  const began = performance.now();
  const run = await promisify(execFile)(process.execPath, [
    script('bulk-generator'),
    ingestUrl,
    token,
    seconds,
    rate,
  ]);
  const figures = JSON.parse(run.stdout) as Record<string, number>;
  server.stdin?.write('count\n');
  const counted = await said();
  const elapsed = (performance.now() - began) / 1000;
  const cpu = cpuOf(server) - cpuBefore;
  clearInterval(watching);
  const {
    acknowledged = 0,
    attacks = 0,
    refused = 0,
    p50 = 0,
    p99 = 0,
    cpuSeconds = 0,
    bytesPerEvent = 0,
  } = figures;
  mustBePositive({ acknowledged, p99, peak });
  if (Number(counted.rows) !== acknowledged) {
    throw new Error(`acknowledged ${acknowledged} events, found ${counted.rows} rows`);
  }
  // One attack may fire several rules.
  if (Number(counted.signals) < attacks)
    throw new Error(`sent ${attacks} attacks, found ${counted.signals} signals`);
  const number = (value: number, digits = 0): string =>
    value.toLocaleString('en-GB', { maximumFractionDigits: digits });
  console.log(
    `  acknowledged                 ${number(acknowledged)} events of ${number(bytesPerEvent)} bytes, ${refused} requests told to come back`,
  );
  console.log(`  acknowledged per second      ${number(acknowledged / (figures.elapsed ?? elapsed))}`);
  console.log(
    `  processed and sealed         ${number(acknowledged / elapsed)} events/s over ${number(elapsed, 1)} s`,
  );
  console.log(
    `  acknowledgement              p50 ${number(p50)} ms, p99 ${number(p99)} ms (1,000 events each)`,
  );
  console.log(
    `  checked                      ${counted.rows} rows, ${counted.signals} signals of ${attacks} attacks`,
  );
  console.log(
    `  segments                     ${counted.merged} merged ones at the end, ${counted.sealed} as sealed; ${counted.segments} at most`,
  );
  console.log(
    `  memory, server + PostgreSQL  ${number(peak)} MiB at most, of which PostgreSQL ${number(peakOfDatabase)}`,
  );
  console.log(
    `  waiting in the journal       ${counted.waiting} requests at most, the oldest for ${number(Number(counted.lag), 1)} s`,
  );
  console.log(
    `  CPU                          server + PostgreSQL ${number(cpu, 1)} s, generator ${number(cpuSeconds, 1)} s`,
  );
  console.log(`  per CPU second of the server ${number(acknowledged / cpu)} events`);
} finally {
  server.stdin?.write('stop\n');
  await new Promise((resolve) => server.once('exit', resolve));
  rmSync(dataDir, { recursive: true, force: true });
}

async function prepare(url: string, setupLink: string): Promise<string> {
  let cookie = '';
  let csrf = '';
  const api = async (method: string, path: string, body?: unknown) => {
    const answer = await fetch(`${url}/api/v1${path}`, {
      method,
      headers: { cookie, 'x-csrf-token': csrf, ...(body ? { 'content-type': 'application/json' } : {}) },
      ...(body ? { body: JSON.stringify(body) } : {}),
    });
    cookie = answer.headers.get('set-cookie')?.split(';')[0] ?? cookie;
    if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${await answer.text()}`);
    return (await answer.json()) as Record<string, unknown>;
  };
  const person = { name: 'Bench', email: 'bench@example.org', password: 'three grey herons wade' };
  csrf = String((await api('POST', '/setup', { token: setupLink.split('#')[1], ...person })).csrf);
  const nodes = (await api('GET', '/nodes')) as { rows: { id: string }[] };
  const parentIds = [nodes.rows[0]?.id];
  const { id } = await api('POST', '/organisations', {
    code: 'AAA',
    name: 'Alder',
    kind: 'hospital',
    parentIds,
  });
  return String(
    (await api('POST', '/sources', { organisationId: id, name: 'Bench', kind: 'winlogbeat' })).token,
  );
}

/** The process and all below it. */
function familyOf(child: ChildProcess): number[] {
  const family = [child.pid ?? 0];
  const parents = new Map<number, number>();
  for (const name of readdirSync('/proc')) {
    if (!/^\d+$/.test(name)) continue;
    const stat = readProc(`/proc/${name}/stat`);
    parents.set(Number(name), Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]));
  }
  for (let at = 0; at < family.length; at += 1) {
    for (const [pid, parent] of parents) if (parent === family[at]) family.push(pid);
  }
  return family;
}

/** MiB of a process: what it shares counts in equal shares. */
function memoryOf(pid: number): number {
  return Number(/^Pss:\s+(\d+)/m.exec(readProc(`/proc/${pid}/smaps_rollup`))?.[1] ?? 0) / 1024;
}

/** CPU seconds, those of children that ended included; a clock tick is a hundredth on Linux. */
function cpuOf(child: ChildProcess): number {
  const ticks = familyOf(child).flatMap((pid) => {
    const stat = readProc(`/proc/${pid}/stat`);
    return stat
      .slice(stat.lastIndexOf(')') + 2)
      .split(' ')
      .slice(11, 15)
      .map(Number);
  });
  return ticks.reduce((sum, each) => sum + (each || 0), 0) / 100;
}

/** Processes end between being listed and being read. */
function readProc(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}
