import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { ProblemError } from '../kernel/problem.ts';
import { type Engine, openEngine, quoted } from './engine.ts';

const problem = (code: string) => (error: unknown) => error instanceof ProblemError && error.code === code;

describe('the engine of the lake', () => {
  const folder = mkdtempSync(join(tmpdir(), 'cordon-engine-'));
  let engine: Engine;
  before(async () => {
    engine = await openEngine({ folder, memoryMiB: 64, threads: 1 });
  });
  after(() => {
    engine.stop();
    rmSync(folder, { recursive: true, force: true });
  });
  const run = (text: string) => engine.all({ text, parameters: {} });

  it('reaches nothing outside its folder', async () => {
    for (const text of [
      `SELECT * FROM read_text('/etc/passwd')`,
      `SELECT * FROM read_csv('${folder}/../x.csv')`,
      `COPY (SELECT 1) TO '/tmp/cordon-engine-escape.parquet'`,
      `ATTACH '/tmp/cordon-engine-escape.db' AS other`,
      `SELECT * FROM read_parquet('https://example.invalid/x.parquet')`,
      `SELECT * FROM glob('/etc/*')`,
      'INSTALL httpfs',
      'LOAD httpfs',
    ])
      await assert.rejects(run(text), /Permission Error|disabled|not (?:be )?found|Cannot/i, text);
  });

  it('does not let a statement loosen that', async () => {
    for (const text of [
      'SET enable_external_access = true',
      `SET allowed_directories = ['/']`,
      'SET autoload_known_extensions = true',
      'SET lock_configuration = false',
      'RESET memory_limit',
    ])
      await assert.rejects(run(text), /locked|cannot/i, text);
  });

  const endless = 'SELECT count(*) FROM range(1000000000) a, range(1000000000) b';
  it('stops at the time limit', async () => {
    await assert.rejects(
      engine.all({ text: endless, parameters: {} }, { timeoutMs: 50 }),
      problem('search-too-slow'),
    );
  });

  it('stops when the caller leaves, and serves the next', async () => {
    const leaving = new AbortController();
    const running = engine.all({ text: endless, parameters: {} }, { signal: leaving.signal });
    setImmediate(() => leaving.abort());
    await assert.rejects(running, problem('search-cancelled'));
    assert.deepEqual(await run('SELECT 1 AS one'), [{ one: 1 }]);
  });

  it('says when memory does not suffice, and serves the next', async () => {
    const large = `SELECT list(a.range::VARCHAR || b.range::VARCHAR) FROM range(5000) a, range(5000) b`;
    await assert.rejects(run(large), problem('search-too-large'));
    assert.deepEqual(await run('SELECT 2 AS two'), [{ two: 2 }]);
  });

  it('takes no quote in a path of ours', () => {
    assert.equal(quoted('/data/lake'), `'/data/lake'`);
    assert.throws(() => quoted(`/data/o'brien`), /no quote/);
  });
});
