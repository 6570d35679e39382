import assert from 'node:assert/strict';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, it } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { createLog } from '../kernel/log.ts';
import { type ServerProcess, startPostgres } from './server-process.ts';

describe('the database of ours, ended by somebody else', {
  timeout: 120_000,
  skip: process.platform === 'win32' && 'no signals on Windows',
}, () => {
  let base: string;
  let server: ServerProcess;
  beforeEach(async () => {
    base = mkdtempSync(join(tmpdir(), 'cordon-supervise-'));
    server = await startPostgres(join(base, 'postgres'), createLog('silent'));
  });
  afterEach(async () => {
    await server.stop();
    rmSync(base, { recursive: true, force: true, maxRetries: 20 });
  });
  const pidFile = () => join(base, 'postgres', 'data', 'postmaster.pid');
  const pid = (): number => Number(readFileSync(pidFile(), 'utf8').split('\n')[0]);
  const connect = async () => {
    const client = new pg.Client({ ...server.admin, database: 'postgres' });
    // Broken off on purpose.
    client.on('error', () => undefined);
    await client.connect();
    return client;
  };
  /** Asked again until it answers: the test's own time limit is the only one. */
  const answer = async (question: string): Promise<unknown[]> => {
    for (;;) {
      const client = await connect().catch(() => undefined);
      const answered = await client?.query(question).catch(() => undefined);
      await client?.end().catch(() => undefined);
      if (answered !== undefined) return answered.rows;
      await sleep(50);
    }
  };

  it('is started again when it is killed, with all that was committed', async () => {
    await answer('CREATE TABLE kept AS SELECT 1 AS one');
    const before = pid();
    process.kill(before, 'SIGKILL');
    const again = async (): Promise<void> => {
      while (!existsSync(pidFile()) || pid() === before) await sleep(20);
    };
    await again();
    assert.deepEqual(await answer('SELECT one FROM kept'), [{ one: 1 }]);
  });

  it('is started again when it is told to stop and waits for us to leave', async () => {
    const held = await connect();
    const before = pid();
    process.kill(before, 'SIGTERM');
    while (!existsSync(pidFile()) || pid() === before) await sleep(20);
    assert.deepEqual(await answer('SELECT 1 AS one'), [{ one: 1 }]);
    await held.end().catch(() => undefined);
  });

  it('stays ended when we stop while it is being started again', async () => {
    process.kill(pid(), 'SIGKILL');
    await server.stop();
    await assert.rejects(connect());
    await sleep(1000);
    await assert.rejects(connect());
  });
});
