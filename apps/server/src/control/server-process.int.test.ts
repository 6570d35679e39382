import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, it } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';

const script = new URL('./testing-parent.ts', import.meta.url).pathname;

describe('the process of PostgreSQL', {
  timeout: 120_000,
  skip: process.platform === 'win32' && 'no process groups on Windows',
}, () => {
  let base: string;
  let folder: string;
  let parent: ChildProcess;
  let output: string;
  beforeEach(async () => {
    base = mkdtempSync(join(tmpdir(), 'cordon-process-'));
    chmodSync(base, 0o700);
    folder = join(base, 'postgres');
    mkdirSync(join(base, 'secrets'), { mode: 0o700 });
    output = '';
    // A group of its own, as a terminal gives it.
    parent = spawn(process.execPath, [script, folder], {
      detached: true,
      stdio: ['pipe', 'pipe', 'inherit'],
    });
    parent.stdout?.on('data', (text) => {
      output += text;
    });
    while (!output.includes('ready')) await once(parent.stdout ?? parent, 'data');
  });
  afterEach(() => {
    if (parent.exitCode === null && parent.signalCode === null) parent.kill('SIGKILL');
    rmSync(base, { recursive: true, force: true, maxRetries: 20 });
  });
  const databasePid = (): number =>
    Number(readFileSync(join(folder, 'data', 'postmaster.pid'), 'utf8').split('\n')[0]);
  const runs = (pid: number): boolean => {
    try {
      process.kill(pid, 0);
      return true;
    } catch {
      return false;
    }
  };

  it('ends with ours, however that ends', async () => {
    const pid = databasePid();
    assert.ok(runs(pid));
    parent.kill('SIGKILL');
    await once(parent, 'exit');
    // The time limit of the test is the only one.
    while (runs(pid)) await sleep(50);
    assert.equal(existsSync(join(folder, 'data', 'postmaster.pid')), false, 'stopped in good order');
  });

  it('hears nothing of Ctrl-C, so that we use it to the end and stop it last', async () => {
    const pid = databasePid();
    process.kill(-(parent.pid ?? 0), 'SIGINT');
    const [code] = await once(parent, 'exit');
    assert.equal(code, 0);
    assert.match(output, /drained/);
    assert.equal(runs(pid), false);
  });

  it('owns its own folder and nothing else; parents may be walked through, no more', () => {
    const own = process.getuid?.() ?? 0;
    const { uid: owner, mode } = statSync(join(folder, 'data'));
    assert.equal(mode & 0o777, 0o700);
    assert.equal(owner === own, own !== 0, 'another user exactly when we are root');
    for (const path of [base, folder, join(base, 'secrets'), join(folder, 'admin-password')])
      assert.equal(statSync(path).uid, own, path);
    assert.equal(statSync(base).mode & 0o777, own === 0 ? 0o701 : 0o700);
    assert.equal(statSync(join(base, 'secrets')).mode & 0o777, 0o700);
    assert.equal(statSync(join(folder, 'admin-password')).mode & 0o777, 0o600);
  });
});
