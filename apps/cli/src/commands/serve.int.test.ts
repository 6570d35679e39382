import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';

const cordon = fileURLToPath(new URL('../../bin/cordon.js', import.meta.url));

/** A command of the command line, as a process of its own. */
class Run {
  readonly #child: ChildProcess;
  output = '';
  errors = '';

  constructor(...words: string[]) {
    const { CORDON_PORT: _port, CORDON_INGEST_PORT: _ingest, DATABASE_URL: _url, ...env } = process.env;
    this.#child = spawn(process.execPath, [cordon, ...words], {
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...env, CORDON_LOG: 'silent' },
    });
    this.#child.stdout?.on('data', (chunk) => {
      this.output += chunk;
    });
    this.#child.stderr?.on('data', (chunk) => {
      this.errors += chunk;
    });
  }

  /** The first address on a line of its own. */
  async url(): Promise<URL> {
    for (;;) {
      const found = /^(https?:\/\/127\.0\.0\.1:\d+)$/m.exec(this.output)?.[1];
      if (found) return new URL(found);
      assert.equal(this.#child.exitCode, null, this.errors);
      await Promise.race([once(this.#child.stdout ?? this.#child, 'data'), once(this.#child, 'close')]);
    }
  }

  async ended(): Promise<number | null> {
    if (this.#child.exitCode === null) await once(this.#child, 'close');
    return this.#child.exitCode;
  }

  async stop(): Promise<void> {
    this.#child.kill('SIGTERM');
    await this.ended();
  }
}

describe('cordon serve and cordon demo', () => {
  const folder = mkdtempSync(join(tmpdir(), 'cordon-serve-'));
  const data = (name: string) => ['--data', join(folder, name)];
  const anyPorts = ['--port', '0', '--ingest-port', '0'];
  let first: Run;
  before(async () => {
    first = new Run('serve', ...data('first'), ...anyPorts);
    await first.url();
  });
  after(async () => {
    await first.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  it('refuses a data directory that another server has, in one line', async () => {
    const second = new Run('serve', ...data('first'), ...anyPorts);
    assert.equal(await second.ended(), 1);
    assert.match(second.errors, /^cordon: \S+first is in use by a server that runs: [^\n]+\n$/);
    assert.equal((await fetch(new URL('/healthz', await first.url()))).status, 200);
  });

  it('names the port that is taken, in one line', async () => {
    const { port } = await first.url();
    const console = new Run('serve', ...data('second'), '--port', port, '--ingest-port', '0');
    assert.equal(await console.ended(), 1);
    const taken = `cannot listen at 127.0.0.1, port ${port}: another program listens there\n`;
    assert.equal(console.errors, `cordon: console and API: ${taken}`);
    const ingest = new Run('serve', ...data('second'), '--port', '0', '--ingest-port', port);
    assert.equal(await ingest.ended(), 1);
    assert.equal(ingest.errors, `cordon: ingest: ${taken}`);
  });

  it('takes the next free port for a demonstration that was given none', async () => {
    const holder = createServer().listen(8080, '127.0.0.1');
    // Somebody else may hold it: that serves as well.
    await once(holder, 'listening').catch(() => undefined);
    const demo = new Run('demo', '--no-demo', ...data('third'));
    const { port } = await demo.url();
    assert.ok(Number(port) > 8080 && Number(port) < 8180, port);
    await demo.stop();
    holder.close();
  });
});
