import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { type RawBuilder, sql } from 'kysely';
import type { LoginRole } from './roles.ts';
import { dropConstraints, valueOfType } from './row-testing.ts';
import { type TestControl, testControl } from './testing.ts';

type ServiceRole = Exclude<LoginRole, 'app'>;
const serviceRoles: readonly ServiceRole[] = ['auth', 'pipeline', 'keeper'];

interface Column {
  readonly name: string;
  readonly type: string;
  readonly nullable: boolean;
}
/** What a role may write in a table, `update (columns)` where it is not all of them. */
type Writes = Readonly<Partial<Record<ServiceRole, string>>>;
interface Table {
  readonly name: string;
  readonly columns: readonly Column[];
}

/** A table that is not here has had no decision; a word more in a line is one to review. */
const reviewed: Readonly<Record<string, Writes>> = {
  activity: { pipeline: 'insert', keeper: 'insert' },
  alert_bucket: { pipeline: 'insert, update, delete' },
  alert_device: { pipeline: 'insert, update, delete' },
  alert_head: { pipeline: 'insert, update' },
  alert_host: { pipeline: 'insert, update, delete' },
  alert_part: { pipeline: 'insert, update' },
  alert_rule: { pipeline: 'insert, update, delete' },
  alert_undo: { keeper: 'delete' },
  api_token: { auth: 'update (revoked, last_used)' },
  app_user: { auth: 'insert, update' },
  audit_entry: {},
  blob_reference: { pipeline: 'insert, delete', keeper: 'insert, delete' },
  contact: {},
  correlator_progress: { pipeline: 'insert, update' },
  dead_letter: { pipeline: 'insert, delete' },
  device: { pipeline: 'insert' },
  device_alias: { pipeline: 'insert, update' },
  device_merge: {},
  finding_event: { pipeline: 'insert' },
  finding_part: { pipeline: 'insert, update', keeper: 'delete' },
  hand_off: { keeper: 'update (acknowledged, acknowledged_by)' },
  indicator: {},
  indicator_list: {},
  indicator_swept: { keeper: 'insert, delete' },
  indicator_version: {},
  job: { pipeline: 'insert', keeper: 'insert, update' },
  journal_batch: { pipeline: 'insert, delete' },
  journal_entry: { pipeline: 'insert, delete' },
  lake_segment: { pipeline: 'insert', keeper: 'insert, update, delete' },
  lake_segment_organisation: { pipeline: 'insert', keeper: 'insert, delete' },
  legal_hold: {},
  mute: {},
  node: { auth: 'insert' },
  node_closure: {},
  node_relation: {},
  observation: { pipeline: 'insert' },
  one_time_link: { auth: 'insert, update, delete' },
  organisation: {},
  outbox_message: { keeper: 'update' },
  pipeline_cursor: { pipeline: 'insert, update' },
  quarantined_event: { pipeline: 'insert, delete' },
  recovery_code: { auth: 'insert, update, delete' },
  retention_run: { keeper: 'insert' },
  role_grant: { auth: 'insert' },
  role_permission: { keeper: 'insert, delete' },
  rule: { keeper: 'insert, update' },
  rule_hit: { pipeline: 'insert, update', keeper: 'insert, update, delete' },
  rule_setting: {},
  rule_version: { keeper: 'update' },
  saved_view: {},
  schema_migration: {},
  session: { auth: 'insert, update, delete' },
  sighting: { pipeline: 'insert, update' },
  sighting_address: { pipeline: 'insert, update' },
  sighting_fact: { pipeline: 'insert, update' },
  sighting_hour: { pipeline: 'insert, update', keeper: 'delete' },
  sign_in_attempt: { auth: 'insert, update, delete' },
  sign_in_challenge: { auth: 'insert, update, delete' },
  signal: { pipeline: 'insert' },
  signal_known: { pipeline: 'insert' },
  site: {},
  source: {},
  source_activity: { pipeline: 'insert, update, delete' },
  source_map: {},
  source_state: { pipeline: 'insert, update' },
  source_token: { pipeline: 'update (last_used)' },
  totp_enrolment: { auth: 'insert, update, delete' },
  webhook: {},
};

describe('what the roles of the server itself may write', () => {
  let test: TestControl;
  let tables: readonly Table[];

  before(async () => {
    test = await testControl();
    await test.admin(
      `SELECT signal_partition_ensure(current_date), observation_partition_ensure(current_date)`,
    );
    await dropConstraints(test);
    const { rows } = await test.admin(`
      SELECT c.relname AS table, a.attname AS name, format_type(a.atttypid, NULL) AS type, NOT a.attnotnull AS nullable
      FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
      WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p') AND NOT c.relispartition
        AND a.attgenerated = '' AND a.attidentity = ''
      ORDER BY c.relname, a.attnum`);
    tables = [...Map.groupBy(rows, (row) => String(row.table))].map(([name, columns]) => ({ name, columns }));
    // One row in each table, so that a change has something to reach; triggers hold for what makes sense.
    await test.admin(`SET session_replication_role = 'replica'`);
    for (const table of tables) {
      const values = table.columns.map(({ type }) => valueOfType(type));
      await test.admin(
        `INSERT INTO ${table.name} (${table.columns.map(({ name }) => `"${name}"`).join(', ')})
         VALUES (${values.map((_, at) => `$${at + 1}`).join(', ')})`,
        values,
      );
    }
    await test.admin(`SET session_replication_role = 'origin'`);
  });
  after(() => test.stop());

  const undone = new Error('rolled back on purpose');
  /** Whether the database lets a role do it, and there is a row that it does it to. Nothing of it stays. */
  async function may(role: ServiceRole, statement: RawBuilder<unknown>): Promise<boolean> {
    let reached = 0n;
    try {
      await test.control.as(role, async (db) => {
        reached = (await statement.execute(db)).numAffectedRows ?? 0n;
        throw undone;
      });
    } catch (error) {
      // Rights are asked before keys and triggers: whoever stumbles over those holds the right.
      if (error !== undone) return (error as { code?: string }).code !== '42501';
    }
    return reached > 0n;
  }

  function insertion({ name, columns }: Table, sparse: boolean): RawBuilder<unknown> {
    const values = columns.map((column) => (sparse && column.nullable ? null : valueOfType(column.type)));
    return sql`INSERT INTO ${sql.table(name)} (${sql.join(columns.map((column) => sql.ref(column.name)))})
      VALUES (${sql.join(values)})`;
  }

  async function writesOf(role: ServiceRole, table: Table): Promise<string> {
    const found: string[] = [];
    if ((await may(role, insertion(table, false))) || (await may(role, insertion(table, true))))
      found.push('insert');
    const updated: string[] = [];
    for (const { name } of table.columns)
      if (await may(role, sql`UPDATE ${sql.table(table.name)} SET ${sql.ref(name)} = ${sql.ref(name)}`))
        updated.push(name);
    if (updated.length === table.columns.length) found.push('update');
    else if (updated.length > 0) found.push(`update (${updated.join(', ')})`);
    if (await may(role, sql`DELETE FROM ${sql.table(table.name)}`)) found.push('delete');
    return found.join(', ');
  }

  it('is what was reviewed, table by table, and nothing else', async () => {
    const found: Record<string, Writes> = {};
    for (const table of tables) {
      const writes: { -readonly [role in ServiceRole]?: string } = {};
      for (const role of serviceRoles) {
        const those = await writesOf(role, table);
        if (those !== '') writes[role] = those;
      }
      found[table.name] = writes;
    }
    assert.deepEqual(found, reviewed);
  });

  it('is nothing in partitions and in the private schema, which they would reach past the policies', async () => {
    const { rows } = await test.admin(`
      SELECT c.oid::regclass::text AS table, r.rolname AS role
      FROM pg_class c CROSS JOIN pg_roles r
      WHERE c.relkind IN ('r', 'p') AND r.rolname IN ('cordon_app', 'cordon_auth', 'cordon_pipeline', 'cordon_keeper')
        AND (c.relnamespace = 'scope_private'::regnamespace OR c.relnamespace = 'public'::regnamespace AND c.relispartition)
        AND (has_any_column_privilege(r.rolname, c.oid, 'SELECT, INSERT, UPDATE') OR has_table_privilege(r.rolname, c.oid, 'DELETE, TRUNCATE'))
      ORDER BY 1, 2`);
    assert.deepEqual(rows, []);
  });
});
