import assert from 'node:assert/strict';
import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { demonstrationPassword, type Truth, truthFile } from '@cordon/demo';

const cordon = fileURLToPath(new URL('../apps/cli/bin/cordon.js', import.meta.url));

/** The demonstration as somebody at a terminal has it. */
class Demo {
  readonly #child: ChildProcess;
  output = '';
  errors = '';

  constructor(folder: string, ...words: string[]) {
    this.#child = spawn(
      process.execPath,
      [cordon, 'demo', '--data', folder, '--port', '0', '--ingest-port', '0', ...words],
      { stdio: ['ignore', 'pipe', 'pipe'], env: { ...process.env, CORDON_LOG: 'warn', DATABASE_URL: '' } },
    );
    this.#child.stdout?.on('data', (chunk) => {
      this.output += chunk;
    });
    this.#child.stderr?.on('data', (chunk) => {
      this.errors += chunk;
    });
  }

  /** The address, which stands on a line of its own. */
  async address(): Promise<string> {
    return until(
      () => {
        assert.equal(this.#child.exitCode, null, `ended early: ${this.errors}`);
        return /^(http:\/\/127\.0\.0\.1:\d+)$/m.exec(this.output)?.[1];
      },
      'the address on a line of its own',
      () => this.errors,
    );
  }

  /** The exit code, once it has ended by itself. */
  async ended(): Promise<number | null> {
    if (this.#child.exitCode === null) await once(this.#child, 'close');
    return this.#child.exitCode;
  }

  /** What Ctrl-C does. Answers the exit code. */
  async interrupt(): Promise<number | null> {
    if (this.#child.exitCode !== null) return this.#child.exitCode;
    const ended = once(this.#child, 'exit');
    this.#child.kill('SIGINT');
    await ended;
    return this.#child.exitCode;
  }
}

/** Asks until there is an answer; the time limit of the test is the only one. */
async function until<T>(
  ask: () => T | undefined | Promise<T | undefined>,
  what: string,
  explain: () => string = () => '',
): Promise<T> {
  for (let attempt = 0; attempt < 600; attempt++) {
    const answer = await ask();
    if (answer !== undefined) return answer;
    await wait(250);
  }
  throw new Error(`expected ${what}, found none: ${explain()}`);
}

interface Row {
  readonly origin: string;
  readonly id: string;
  readonly code: string;
  readonly title: string;
  readonly cluster: string | null;
  readonly devices: number;
  readonly sources: number;
  readonly host: string;
  readonly owner: string | null;
  readonly organisations: readonly { readonly code: string }[];
}
interface List {
  readonly rows: readonly Row[];
  readonly cursor: string | null;
}

async function signIn(url: string, email: string) {
  const answer = await fetch(`${url}/api/v1/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ email, password: demonstrationPassword }),
  });
  assert.equal(answer.status, 200, await answer.clone().text());
  const cookie = answer.headers.get('set-cookie')?.split(';')[0] ?? '';
  const get = async (path: string): Promise<List> => {
    const found = await fetch(`${url}/api/v1${path}`, { headers: { cookie } });
    assert.equal(found.status, 200, `${path}: ${await found.clone().text()}`);
    return (await found.json()) as List;
  };
  return {
    get,
    async rows(path: string): Promise<Row[]> {
      const rows: Row[] = [];
      for (let cursor: string | null = ''; cursor !== null; ) {
        const page: List = await get(
          `${path}${cursor === '' ? '' : `&cursor=${encodeURIComponent(cursor)}`}`,
        );
        rows.push(...page.rows);
        cursor = page.cursor;
      }
      return rows;
    },
  };
}

/** Processes that have the folder in their command line, other than the one that asks. */
function processesOf(folder: string): string[] {
  const all = execFileSync('ps', ['-A', '-o', 'pid=,args='], { encoding: 'utf8' });
  return all.split('\n').filter((line) => line.includes(folder) && !line.includes('ps -A'));
}

describe('cordon demo', {
  timeout: 400_000,
  skip: process.platform === 'win32' && 'no SIGINT on Windows',
}, () => {
  let folder = '';
  let demo: Demo;
  before(() => {
    folder = mkdtempSync(join(tmpdir(), 'cordon-demo-'));
    demo = new Demo(folder, '--speed', '40');
  });
  after(async () => {
    await demo.interrupt();
    rmSync(folder, { recursive: true, force: true });
  });
  const truth = (): Truth[] =>
    readFileSync(join(folder, truthFile), 'utf8')
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as Truth);
  const state = () =>
    JSON.parse(readFileSync(join(folder, 'demo-state.json'), 'utf8')) as { outbreakOver: boolean };

  it('prints its address and how to sign in, and serves the console', async () => {
    const url = await demo.address();
    assert.deepEqual(await (await fetch(`${url}/healthz`)).json(), { status: 'ok' });
    assert.match(await (await fetch(url)).text(), /<!doctype html>/i);
    await until(() => (demo.output.includes('Ctrl-C') ? true : undefined), 'the accounts');
    assert.ok(demo.output.includes(demonstrationPassword));
    assert.match(demo.output, /lead@centre\.example\s+centre-lead/);
    assert.equal(statSync(join(folder, 'demo-state.json')).mode & 0o777, 0o600);
  });

  it('shows the centre twelve organisations, and an organisation itself alone', async () => {
    const url = await demo.address();
    const lead = await signIn(url, 'lead@centre.example');
    const organisations = await lead.rows('/organisations?limit=100');
    assert.equal(organisations.length, 12);
    assert.ok(organisations.every(({ sources }) => sources > 0));
    const practice = await signIn(url, 'lead@wyb.example');
    assert.deepEqual(
      (await practice.rows('/organisations?limit=100')).map(({ code }) => code),
      ['WYB'],
    );
  });

  it('shows the outbreak as one row over six organisations that names exactly the infected devices', async () => {
    const lead = await signIn(await demo.address(), 'lead@centre.example');
    await until(
      () => (state().outbreakOver ? true : undefined),
      'the end of the outbreak',
      () => demo.errors,
    );
    const infected = truth().filter(({ kind }) => kind === 'infected');
    assert.ok(infected.length >= 120, `${infected.length} infected`);
    const worm = await until(
      async () =>
        (await lead.rows('/alerts?limit=200')).find(
          ({ cluster, devices }) => cluster === 'WannaCry' && devices >= infected.length,
        ),
      `an alert of the cluster with ${infected.length} devices`,
      () => demo.errors,
    );
    assert.deepEqual(
      worm.organisations.map(({ code }) => code).sort(),
      [...new Set(infected.map(({ organisation }) => organisation))].sort(),
    );
    assert.equal(worm.organisations.length, 6);
    assert.equal(worm.origin, 'demo', 'nothing of a demonstration can be taken for real');
    const named = await lead.rows(`/alerts/${worm.id}/devices?limit=200`);
    // A device stands there once for each key that a rule chose.
    const hosts = new Set(named.map(({ host }) => host));
    assert.deepEqual([...hosts].sort(), infected.map(({ host }) => host).sort());
    // What 200 devices suffer stays readable.
    const rows = (await lead.rows('/alerts?limit=200')).filter(({ devices }) => devices > 5);
    assert.ok(rows.length < 20, rows.map(({ title }) => title).join('; '));
  });

  it('shows the scattered incidents and the stopped devices, too', async () => {
    const lead = await signIn(await demo.address(), 'lead@centre.example');
    const stopped = new Set(truth().flatMap(({ kind, host }) => (kind === 'crashed' ? [host] : [])));
    await until(async () => {
      const alerts = await lead.rows('/alerts?limit=200');
      const crash = alerts.find(({ cluster }) => cluster === 'Stop errors');
      return crash && crash.devices === stopped.size ? true : undefined;
    }, `an alert with ${stopped.size} stopped devices`);
    const titles = (await lead.rows('/alerts?limit=200')).map(({ cluster, title }) => cluster ?? title);
    for (const title of [
      'Event logs cleared',
      'Remote desktop sign-in from the internet',
      'Macro security lowered',
    ])
      assert.ok(titles.includes(title), `${title} not among ${titles.join('; ')}`);
  });

  it('ends at Ctrl-C, and leaves no process behind', async () => {
    assert.equal(await demo.interrupt(), 0, demo.errors);
    assert.deepEqual(processesOf(folder), []);
  });

  it('goes on with what there is when started again', async () => {
    const before = truth().length;
    demo = new Demo(folder, '--speed', '40');
    const lead = await signIn(await demo.address(), 'lead@centre.example');
    assert.equal((await lead.rows('/organisations?limit=100')).length, 12);
    await until(
      () => (truth().length > before + 2 ? true : undefined),
      'further incidents',
      () => demo.errors,
    );
    assert.ok(
      truth()
        .slice(before)
        .every(({ kind }) => kind === 'incident'),
    );
    assert.equal(await demo.interrupt(), 0, demo.errors);
    assert.deepEqual(processesOf(folder), []);
  });

  it('is not served as anything else, since everybody knows its passwords', async () => {
    demo = new Demo(folder, '--no-demo');
    assert.equal(await demo.ended(), 1);
    assert.match(demo.errors, /^cordon: \S+ holds the demonstration, whose passwords everybody knows: .*\n$/);
  });
});

describe('cordon demo --no-demo', {
  timeout: 120_000,
  skip: process.platform === 'win32' && 'no SIGINT on Windows',
}, () => {
  it('starts empty, with the link that sets it up', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'cordon-empty-'));
    const demo = new Demo(folder, '--no-demo');
    try {
      const url = await demo.address();
      const setup = await (await fetch(`${url}/api/v1/setup`)).json();
      assert.deepEqual(setup, { needed: true });
      const second = new Demo(`${folder}/second`, '--no-demo', '--port', new URL(url).port);
      assert.equal(await second.ended(), 1);
      assert.match(second.errors, /^cordon: .*cannot listen at .*, port \d+: /m);
      await until(() => /^http\S+\/setup#\S+$/m.exec(demo.output)?.[0], 'the set-up link');
      assert.equal(await demo.interrupt(), 0, demo.errors);
    } finally {
      await demo.interrupt();
      rmSync(folder, { recursive: true, force: true });
    }
  });
});
