import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { sql } from 'kysely';
import { newId } from '../kernel/ids.ts';
import { ProblemError } from '../kernel/problem.ts';
import { type SeededFederation, seedFederation, type TestControl, testControl } from './testing.ts';

describe('control store', () => {
  let test: TestControl;
  let federation: SeededFederation;
  before(async () => {
    test = await testControl();
    federation = await seedFederation(test);
  });
  after(() => test.stop());

  const organisationsSeen = async (role: 'centre-analyst' | 'regional-lead' | 'viewer', node: string) =>
    test.control.scoped(await federation.caller(role, node), 'alerts.read', async (db) => {
      const rows = await db.selectFrom('organisation').select('id').orderBy('id').execute();
      return rows.map((row) => row.id);
    });

  it('shows each caller the organisations at and below its node', async () => {
    const [a, b, c] = federation.organisations;
    assert.deepEqual(await organisationsSeen('centre-analyst', federation.centre), [a, b, c].sort());
    assert.deepEqual(await organisationsSeen('regional-lead', federation.regions[0]), [a, b].sort());
    assert.deepEqual(await organisationsSeen('viewer', c), [c]);
  });

  it('shows nothing for a permission that the role does not hold', async () => {
    const caller = await federation.caller('viewer', federation.organisations[0]);
    const rows = await test.control.scoped(caller, 'audit.read', (db) =>
      db.selectFrom('organisation').selectAll().execute(),
    );
    assert.deepEqual(rows, []);
  });

  it('refuses a credential that is not known', async () => {
    await assert.rejects(
      test.control.scoped({ credential: Buffer.from('guessed') }, 'alerts.read', async () => undefined),
      (error) => error instanceof ProblemError && error.code === 'not-signed-in',
    );
  });

  it('cannot be talked into another scope by SQL that sets the setting', async () => {
    const viewer = await federation.caller('viewer', federation.organisations[0]);
    const analyst = await federation.caller('centre-analyst', federation.centre);
    const seal = await test.control.scoped(analyst, 'alerts.read', async (db) => {
      const { rows } = await sql<{ seal: string }>`SELECT current_setting('cordon.scope') AS seal`.execute(
        db,
      );
      return rows[0]?.seal ?? '';
    });
    for (const forged of [
      seal,
      seal.replace(/\|[^|]*$/, '|00'),
      `${analyst.userId}|alerts.read|session||`,
      'x',
    ]) {
      await assert.rejects(
        test.control.scoped(viewer, 'alerts.read', async (db) => {
          await sql`SELECT set_config('cordon.scope', ${forged}, true)`.execute(db);
          return db.selectFrom('organisation').selectAll().execute();
        }),
        /tampered/,
      );
    }
    const none = await test.control.scoped(viewer, 'alerts.read', async (db) => {
      await sql`SELECT set_config('cordon.scope', '', true)`.execute(db);
      return db.selectFrom('organisation').selectAll().execute();
    });
    assert.deepEqual(none, []);
  });

  it('gives login roles no way to own, to switch security off, or to read the sealing key', async () => {
    const viewer = await federation.caller('viewer', federation.organisations[0]);
    for (const statement of [
      'SET ROLE cordon_owner',
      'ALTER TABLE node DISABLE ROW LEVEL SECURITY',
      'SELECT * FROM scope_private.seal',
      'SELECT password_hash FROM app_user',
      'SELECT * FROM session',
    ]) {
      await assert.rejects(
        test.control.scoped(viewer, 'alerts.read', (db) => sql.raw(statement).execute(db)),
        /permission denied|must be owner/,
        statement,
      );
    }
  });

  it('has row-level security on every table that names an organisation or a node', async () => {
    const { rows } = await test.admin(`
      SELECT DISTINCT c.relname FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid
      WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p') AND NOT c.relispartition
        AND a.attname IN ('organisation_id', 'node_id', 'user_id', 'source_id') AND NOT a.attisdropped AND NOT c.relrowsecurity
      ORDER BY 1`);
    assert.deepEqual(rows, []);
  });

  it('follows relations in time: a node that moved is seen by its new region only', async () => {
    const [moving] = federation.organisations;
    const [north, south] = federation.regions;
    assert.equal((await organisationsSeen('regional-lead', south)).includes(moving), false);
    await test.admin(`UPDATE node_relation SET until = now() WHERE child_id = $1`, [moving]);
    await test.admin(`INSERT INTO node_relation (child_id, parent_id) VALUES ($1, $2)`, [moving, south]);
    assert.equal((await organisationsSeen('regional-lead', south)).includes(moving), true);
    assert.equal((await organisationsSeen('regional-lead', north)).includes(moving), false);
  });

  it('refuses a federation that turns in a circle', async () => {
    await assert.rejects(
      test.admin(`INSERT INTO node_relation (child_id, parent_id) VALUES ($1, $2)`, [
        federation.centre,
        federation.organisations[2],
      ]),
      /cannot stand under itself/,
    );
  });

  it('keeps an audit log that nobody can change unnoticed', async () => {
    const append = (action: string) =>
      test.control.as('keeper', (db) =>
        sql`SELECT audit_append(NULL, 'test', ${action}, NULL, NULL, NULL, 'done', NULL, ${JSON.stringify({ action })}::jsonb)`.execute(
          db,
        ),
      );
    for (const action of ['one', 'two', 'three']) await append(action);
    const verify = async () => {
      const { rows } = await test.admin('SELECT entries, broken_at FROM audit_verify()');
      return rows[0] as { entries: string; broken_at: string | null };
    };
    assert.deepEqual(await verify(), { entries: '3', broken_at: null });
    await assert.rejects(test.admin(`UPDATE audit_entry SET action = 'nothing'`), /append-only/);
    await assert.rejects(test.admin(`DELETE FROM audit_entry`), /append-only/);
    await test.admin('ALTER TABLE audit_entry DISABLE TRIGGER audit_entry_frozen');
    await test.admin(`UPDATE audit_entry SET detail = '{"action":"nothing"}' WHERE seq = 2`);
    assert.equal((await verify()).broken_at, '2');
    await test.admin(`UPDATE audit_entry SET detail = '{"action":"two"}' WHERE seq = 2`);
    await test.admin(`DELETE FROM audit_entry WHERE seq = 3`);
    assert.equal((await verify()).broken_at, '3');
    await test.admin('ALTER TABLE audit_entry ENABLE TRIGGER audit_entry_frozen');
  });

  it('limits a service token to its node and its permissions', async () => {
    const [, , c] = federation.organisations;
    const owner = await federation.caller('centre-lead', federation.centre);
    const secret = Buffer.from(newId());
    await test.admin(
      `INSERT INTO api_token (id, user_id, name, kind, permissions, node_id, secret_hash, expires)
       VALUES ($1, $2, 'script', 'service', '{alerts.read}', $3, sha256($4), now() + interval '1 hour')`,
      [newId(), owner.userId, c, secret],
    );
    const see = (permission: 'alerts.read' | 'devices.read') =>
      test.control.scoped({ credential: secret }, permission, async (db) =>
        (await db.selectFrom('organisation').select('id').execute()).map((row) => row.id),
      );
    assert.deepEqual(await see('alerts.read'), [c]);
    assert.deepEqual(await see('devices.read'), []);
  });
});
