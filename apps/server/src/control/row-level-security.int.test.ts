import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { type Permission, permissions } from '@cordon/api';
import { type RawBuilder, sql } from 'kysely';
import { newId } from '../kernel/ids.ts';
import type { Caller, Db } from './index.ts';
import { dropConstraints, valueOfType } from './row-testing.ts';
import { type SeededFederation, seedFederation, type TestControl, testControl } from './testing.ts';

interface Column {
  readonly name: string;
  readonly type: string;
  readonly update: boolean;
}
interface Table {
  readonly name: string;
  /** The column that says to whom a row belongs. */
  readonly owner: 'organisation_id' | 'node_id' | 'source_id';
  readonly columns: readonly Column[];
  readonly select: boolean;
  readonly insert: boolean;
  readonly delete: boolean;
}

/**
 * Which permission a transaction must have been entered with to write which table, at one's own organisation. A table
 * that is not here is not written under any. A line more, or a permission more in a line, is a decision to review.
 */
const reviewed: Readonly<Record<string, readonly string[]>> = {
  activity: ['insert alerts.hand-off', 'insert alerts.triage'],
  alert_part: ['update alerts.triage'],
  api_token: ['insert service-tokens.write', 'update service-tokens.write'],
  blob_reference: ['insert uploads.write'],
  contact: ['insert users.write', 'update users.write'],
  device: ['update devices.write'],
  device_alias: ['insert devices.write', 'update devices.write'],
  device_merge: ['insert devices.write', 'update devices.write'],
  hand_off: ['insert alerts.hand-off'],
  indicator_list: ['insert indicators.write', 'update indicators.write'],
  // Cancelling asks what the caller holds, not what was entered with: its route is for anybody signed in.
  job: ['insert uploads.write', ...permissions.map((permission) => `update ${permission}`)],
  legal_hold: ['insert retention.write', 'update retention.write'],
  mute: ['insert mutes.write', 'update mutes.write'],
  outbox_message: ['insert alerts.hand-off'],
  role_grant: ['insert users.write', 'update users.write'],
  site: ['insert sources.write'],
  source: ['insert sources.write', 'update sources.write'],
  source_map: ['insert sources.write'],
  source_token: ['insert sources.write', 'update sources.write'],
  webhook: ['insert webhooks.write', 'update webhooks.write'],
};

describe('row-level security on every table that belongs to somebody', () => {
  let test: TestControl;
  let federation: SeededFederation;
  let tables: readonly Table[];
  let own: string;
  let foreign: string;
  /** Holds every permission there is, at one organisation only. */
  let caller: Caller & { readonly userId: string };

  before(async () => {
    test = await testControl();
    federation = await seedFederation(test);
    [own, foreign] = federation.organisations;
    caller = await federation.caller('organisation-lead', own);
    for (const role of ['centre-lead', 'administrator'])
      await test.admin(
        `INSERT INTO role_grant (id, user_id, node_id, role, since) VALUES ($1, $2, $3, $4, now() - interval '1 day')`,
        [newId(), caller.userId, own, role],
      );
    await test.admin(
      `SELECT signal_partition_ensure(current_date), observation_partition_ensure(current_date)`,
    );
    // What is asked here is who may write, not whether a row makes sense: rows are made from the columns' types.
    await dropConstraints(test);
    tables = await readTables();
    for (const table of tables)
      for (const organisation of [own, foreign]) await insertAsAdmin(table, organisation);
  });
  after(() => test.stop());

  async function readTables(): Promise<Table[]> {
    const { rows } = await test.admin(`
      SELECT c.relname AS name, a.attname AS column, format_type(a.atttypid, NULL) AS type,
        has_column_privilege('cordon_app', c.oid, a.attnum, 'UPDATE') AS update,
        has_any_column_privilege('cordon_app', c.oid, 'SELECT') AS select,
        has_any_column_privilege('cordon_app', c.oid, 'INSERT') AS insert,
        has_table_privilege('cordon_app', c.oid, 'DELETE') AS delete
      FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
      WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p') AND NOT c.relispartition
        AND a.attgenerated = '' AND a.attidentity = '' AND c.relname <> 'audit_entry'
      ORDER BY c.relname, a.attnum`);
    return [...Map.groupBy(rows, (row) => String(row.name))].flatMap(([name, columns]) => {
      const owner = (['organisation_id', 'node_id', 'source_id'] as const).find((each) =>
        columns.some((column) => column.column === each),
      );
      const [first] = columns;
      if (!owner || !first) return [];
      return [
        {
          name,
          owner,
          columns: columns.map((column) => ({
            name: column.column,
            type: column.type,
            update: column.update,
          })),
          select: first.select,
          insert: first.insert,
          delete: first.delete,
        },
      ];
    });
  }

  const sourceOf = (organisation: string): string =>
    federation.sources[federation.organisations.indexOf(organisation)] ?? '';
  const ownerOf = (table: Table, organisation: string): string =>
    table.owner === 'source_id' ? sourceOf(organisation) : organisation;

  /** A row of an organisation, by somebody, as text of SQL values. */
  function rowOf(table: Table, organisation: string, person: string): readonly (readonly [string, string])[] {
    const special: Readonly<Record<string, unknown>> = {
      organisation_id: organisation,
      node_id: organisation,
      source_id: sourceOf(organisation),
      user_id: person,
      set_by: person,
      proposed_by: person,
      ...(table.name === 'job'
        ? { kind: 'upload', payload: `{"sourceId":"${sourceOf(organisation)}"}` }
        : {}),
      ...(table.name === 'indicator_list' ? { marking: 'TLP:AMBER' } : {}),
      ...(table.name === 'source_map' ? { state: 'draft' } : {}),
      ...(table.name === 'role_grant' ? { role: 'viewer', since: '2020-01-01', until: '2020-01-02' } : {}),
      ...(table.name === 'api_token' ? { kind: 'service', permissions: '{alerts.read}' } : {}),
    };
    return table.columns.map(({ name, type }) => [name, String(special[name] ?? valueOfType(type))]);
  }

  const insertAsAdmin = (table: Table, organisation: string) => {
    const row = rowOf(table, organisation, newId());
    return test.admin(
      `INSERT INTO ${table.name} (${row.map(([name]) => name).join(', ')}) VALUES (${row.map((_, at) => `$${at + 1}`).join(', ')})
       ON CONFLICT DO NOTHING`,
      row.map(([, value]) => value),
    );
  };

  const undone = new Error('rolled back on purpose');
  /** Rows that a statement reaches; nothing of it stays. Undefined: the database refused it. */
  async function reach(permission: Permission, statement: RawBuilder<unknown>): Promise<number | undefined> {
    let reached: number | undefined;
    try {
      await test.control.scoped(caller, permission, async (db: Db) => {
        const { numAffectedRows, rows } = await statement.execute(db);
        reached = Number(numAffectedRows ?? rows.length);
        throw undone;
      });
    } catch (error) {
      if (error !== undone) {
        assert.equal((error as { code?: string }).code, '42501', (error as Error).message);
        return undefined;
      }
    }
    return reached;
  }

  const ownedBy = (table: Table, organisation: string) =>
    sql`${sql.ref(table.owner)} = ${ownerOf(table, organisation)}`;
  const insertion = (table: Table, organisation: string) => {
    const row = rowOf(table, organisation, caller.userId);
    return sql`INSERT INTO ${sql.table(table.name)} (${sql.join(row.map(([name]) => sql.ref(name)))})
      VALUES (${sql.join(row.map(([, value]) => value))})`;
  };
  const updates = (table: Table, organisation: string) =>
    table.columns
      .filter((column) => column.update)
      .map(
        ({ name }) =>
          sql`UPDATE ${sql.table(table.name)} SET ${sql.ref(name)} = ${name === 'until' || name === 'revoked' ? sql`now()` : sql.ref(name)}
            WHERE ${ownedBy(table, organisation)}`,
      );

  it('covers them all', () => {
    assert.ok(tables.length >= 35, `${tables.length} tables`);
  });

  it('shows no row of another organisation, whatever a transaction was entered with', async () => {
    for (const table of tables.filter((each) => each.select))
      for (const permission of permissions) {
        const seen = await reach(
          permission,
          sql`SELECT 1 FROM ${sql.table(table.name)} WHERE ${ownedBy(table, foreign)}`,
        );
        assert.equal(seen ?? 0, 0, `${table.name} under ${permission}`);
      }
  });

  it('lets nobody write for another organisation', async () => {
    for (const table of tables)
      for (const permission of permissions) {
        const what = `${table.name} under ${permission}`;
        if (table.insert)
          assert.equal(await reach(permission, insertion(table, foreign)), undefined, `insert ${what}`);
        for (const update of updates(table, foreign))
          assert.equal((await reach(permission, update)) ?? 0, 0, `update ${what}`);
        if (table.delete)
          assert.equal(
            (await reach(
              permission,
              sql`DELETE FROM ${sql.table(table.name)} WHERE ${ownedBy(table, foreign)}`,
            )) ?? 0,
            0,
            `delete ${what}`,
          );
      }
  });

  it('lets a transaction write what the permission it was entered with is for, and nothing else', async () => {
    const found: Record<string, string[]> = {};
    for (const table of tables)
      for (const permission of permissions) {
        const written: string[] = [];
        if (table.insert && (await reach(permission, insertion(table, own))) !== undefined)
          written.push('insert');
        for (const update of updates(table, own))
          if (((await reach(permission, update)) ?? 0) > 0 && !written.includes('update'))
            written.push('update');
        if (table.delete)
          if (
            ((await reach(
              permission,
              sql`DELETE FROM ${sql.table(table.name)} WHERE ${ownedBy(table, own)}`,
            )) ?? 0) > 0
          )
            written.push('delete');
        if (written.length > 0)
          found[table.name] = [
            ...(found[table.name] ?? []),
            ...written.map((verb) => `${verb} ${permission}`),
          ];
      }
    const sorted = (lines: Readonly<Record<string, readonly string[]>>) =>
      Object.fromEntries(Object.entries(lines).map(([name, those]) => [name, [...those].sort()]));
    assert.deepEqual(sorted(found), sorted(reviewed));
  });
});
