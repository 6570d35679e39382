import assert from 'node:assert/strict';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import pg from 'pg';
import { recordAudit } from '../audit/index.ts';
import { openControl } from '../control/index.ts';
import { type ServerProcess, startPostgres } from '../control/server-process.ts';
import { newId } from '../kernel/ids.ts';
import { createLog } from '../kernel/log.ts';
import { backup, restore } from './index.ts';

const log = createLog('silent');
const clock = { now: () => new Date() };

describe('backup and restore with an external PostgreSQL', () => {
  let folder: string;
  /** A cluster that no data directory of ours runs. */
  let external: ServerProcess;
  const path = (name: string) => join(folder, name);
  const urlOf = (database: string, user = external.admin.user, password = external.admin.password) =>
    `postgresql://${user}:${encodeURIComponent(password)}@localhost:5432/${database}?host=${encodeURIComponent(external.admin.host)}`;
  const administrator = async (database: string, text: string) => {
    const client = new pg.Client({ ...external.admin, database });
    await client.connect();
    try {
      return (await client.query(text)).rows;
    } finally {
      await client.end();
    }
  };
  const node = newId();

  before(async () => {
    folder = mkdtempSync(join(tmpdir(), 'cordon-external-'));
    external = await startPostgres(path('external'), log);
    for (const name of ['first', 'second']) await administrator('postgres', `CREATE DATABASE ${name}`);
    // The installation that is backed up has a PostgreSQL of its own.
    const control = await openControl({ dataDir: path('own'), log });
    await control.as('auth', async (db) => {
      await db.insertInto('node').values({ id: node, kind: 'centre', code: 'C', name: 'Centre' }).execute();
      await recordAudit(db, { action: 'node.created', target: node });
    });
    await backup({ dataDir: path('own'), log }, path('backup'), clock);
    await control.stop();
  });
  after(async () => {
    await external.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  const nodesOf = (database: string) => administrator(database, 'SELECT id, name FROM node');
  const restored = (name: string, database: string) =>
    restore({ dataDir: path(name), databaseUrl: urlOf(database), log }, path('backup'));

  it('restores what another cluster held, and the platform opens it with rights and audit chain', async () => {
    const summary = await restored('restored', 'first');
    assert.ok(summary.rows > 0);
    assert.equal(existsSync(path('restored/postgres')), false, 'no cluster of its own was made');
    assert.deepEqual(await nodesOf('first'), [{ id: node, name: 'Centre' }]);
    const control = await openControl({ dataDir: path('restored'), databaseUrl: urlOf('first'), log });
    try {
      const seen = await control.as('auth', (db) => db.selectFrom('node').select('id').execute());
      assert.deepEqual(seen, [{ id: node }]);
      await assert.rejects(
        control.as('pipeline', (db) => db.deleteFrom('node').execute()),
        /permission denied/,
      );
    } finally {
      await control.stop();
    }
    const [chain] = await administrator('first', 'SELECT entries::int, broken_at FROM audit_verify()');
    assert.deepEqual(chain, { entries: 1, broken_at: null });
  });

  it('replaces no installation, and writes no data directory beside one', async () => {
    await administrator('first', `UPDATE node SET name = 'In use'`);
    await assert.rejects(restored('again', 'first'), /database first holds an installation already/);
    assert.equal(existsSync(path('again')), false);
    assert.deepEqual(await nodesOf('first'), [{ id: node, name: 'In use' }]);
  });

  it('backs up an external database, to be restored into another', async () => {
    const options = { dataDir: path('restored'), databaseUrl: urlOf('first'), log };
    const made = await backup(options, path('backup-2'), clock);
    const summary = await restore(
      { dataDir: path('third'), databaseUrl: urlOf('second'), log },
      path('backup-2'),
    );
    assert.equal(summary.rows, made.rows);
    assert.deepEqual(await nodesOf('second'), [{ id: node, name: 'In use' }]);
  });

  it('makes no backup as somebody whom row-level security shows only a part', async () => {
    await administrator('first', `CREATE ROLE half LOGIN PASSWORD 'half' IN ROLE pg_read_all_data`);
    await administrator('first', `GRANT USAGE ON SCHEMA scope_private TO half`);
    const options = { dataDir: path('restored'), databaseUrl: urlOf('first', 'half', 'half'), log };
    await assert.rejects(backup(options, path('backup-3'), clock), /row-level security/);
    assert.equal(existsSync(join(path('backup-3'), 'manifest.json')), false);
  });
});
