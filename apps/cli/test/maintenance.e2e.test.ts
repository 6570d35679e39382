import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { launcher, runCordon } from './run-cordon.ts';

/** Starts `cordon serve` and answers what it printed by the time it was ready. */
async function serve(data: string) {
  const child = spawn(
    process.execPath,
    [launcher, 'serve', '--data', data, '--port', '0', '--ingest-port', '0'],
    {
      stdio: ['ignore', 'pipe', 'ignore'],
      env: { ...process.env, CORDON_LOG: 'silent' },
    },
  );
  let said = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => (said += text));
  while (!/Shippers send to:\n\S+\n/.test(said))
    await Promise.race([once(child.stdout, 'data'), ended(child)]);
  return {
    url: /Console and API:\n(\S+)\n/.exec(said)?.[1] ?? '',
    said: () => said,
    async stop() {
      child.kill('SIGINT');
      await ended(child);
      return child.exitCode;
    },
  };
}

async function ended(child: ReturnType<typeof spawn>): Promise<void> {
  if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
}

describe('cordon serve, user, backup, restore', () => {
  let folder: string;
  before(() => {
    folder = mkdtempSync(join(tmpdir(), 'cordon-serve-'));
  });
  after(() => rmSync(folder, { recursive: true, force: true }));

  it('starts empty, is set up by its link, survives a restart, is backed up and restored, and resets a user', async () => {
    const [data, copy, again] = [join(folder, 'data'), join(folder, 'copy'), join(folder, 'again')];
    const first = await serve(data);
    assert.equal((await fetch(`${first.url}/healthz`)).status, 200);
    const setupToken = /setup#(\S+)/.exec(first.said())?.[1];
    assert.ok(setupToken, first.said());
    const person = { name: 'Ada', email: 'ada@example.org', password: 'correct horse battery' };
    const post = (url: string, path: string, body: unknown) =>
      fetch(`${url}/api/v1${path}`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(body),
      });
    assert.equal((await post(first.url, '/setup', { token: setupToken, ...person })).status, 200);
    // What somebody put beside ours, and what the demonstration keeps there.
    writeFileSync(join(data, 'notes.txt'), 'kept');
    const backup = await runCordon(['backup', copy, '--data', data]);
    assert.equal(backup.code, 0, backup.stderr);
    assert.equal(await first.stop(), 0);

    const second = await serve(data);
    assert.equal(/setup#/.test(second.said()), false);
    assert.equal(
      (await post(second.url, '/session', person)).status,
      400,
      'a name does not belong to signing in',
    );
    const { email, password } = person;
    assert.equal((await post(second.url, '/session', { email, password })).status, 200);
    const reset = await runCordon(['user', 'reset', email, '--data', data, '--public-url', second.url]);
    assert.equal(reset.code, 0, reset.stderr);
    const resetToken = /#(\S+)/.exec(reset.stdout)?.[1] ?? '';
    assert.equal(
      (await post(second.url, `/invitations/${resetToken}`, { password: 'a different horse' })).status,
      200,
    );
    assert.equal((await post(second.url, '/session', { email, password })).status, 401);
    assert.equal((await runCordon(['user', 'reset', 'nobody@example.org', '--data', data])).code, 1);
    assert.equal(await second.stop(), 0);

    assert.equal(
      (await runCordon(['restore', copy, '--data', data])).code,
      1,
      'a data directory in use is not written over',
    );
    const restored = await runCordon(['restore', copy, '--data', again]);
    assert.equal(restored.code, 0, restored.stderr);
    assert.equal(readFileSync(join(again, 'notes.txt'), 'utf8'), 'kept');
    const third = await serve(again);
    assert.equal(
      (await post(third.url, '/session', { email, password })).status,
      200,
      'as it was when backed up',
    );
    assert.equal(await third.stop(), 0);
  });

  it('says what is missing', async () => {
    for (const words of [
      ['user'],
      ['user', 'reset'],
      ['backup'],
      ['restore', 'a', 'b'],
      ['serve', 'x'],
      ['serve', '--host', '0.0.0.0'],
    ])
      assert.equal((await runCordon(words)).code, 2, words.join(' '));
    const absent = await runCordon(['restore', join(folder, 'absent'), '--data', join(folder, 'x')]);
    assert.equal(absent.code, 1);
    assert.match(absent.stderr, /absent: expected a backup, found no manifest\.json\n$/);
  });

  it('makes no installation of a name that was mistyped', async () => {
    const mistyped = join(folder, 'mistyped');
    for (const words of [
      ['backup', join(folder, 'empty-copy')],
      ['user', 'reset', 'a@b.example'],
    ]) {
      const { code, stderr } = await runCordon([...words, '--data', mistyped]);
      assert.equal(code, 2, stderr);
      assert.match(stderr, /mistyped: expected the data directory of a server, found none/);
    }
    assert.equal(existsSync(mistyped) || existsSync(join(folder, 'empty-copy')), false);
  });
});
