import { createReadStream, existsSync, mkdirSync, readdirSync } from 'node:fs';
import { copyFile, mkdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { createGunzip } from 'node:zlib';
import type pg from 'pg';
import { administer, type ControlOptions, openControl } from '../control/index.ts';
import { qualified } from './backup.ts';
import { type BackupManifest, type TableEntry, verifyBackup } from './manifest.ts';

export interface RestoreSummary {
  readonly made: string;
  readonly tables: number;
  readonly rows: number;
  readonly files: number;
}

const rowsAtOnce = 500;

/**
 * Makes a data directory from a backup. Everything in the backup is checked before anything is written; the data
 * directory must be empty or not there, and a database of `databaseUrl` must not hold an installation. A backup of an older version is brought up to date by what has been added to
 * the schema since; one of a newer version is refused.
 */
export async function restore(options: ControlOptions, source: string): Promise<RestoreSummary> {
  const manifest = await verifyBackup(source);
  const { dataDir } = options;
  if (existsSync(dataDir) && readdirSync(dataDir).length > 0)
    throw new Error(`${dataDir} is not empty: a backup is restored into a new data directory`);
  if (options.databaseUrl) await administer(options, refuseUsed);
  mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  for (const { path } of manifest.files)
    if (path.startsWith('data/')) {
      const to = join(dataDir, path.slice('data/'.length));
      await mkdir(dirname(to), { recursive: true });
      await copyFile(join(source, path), to);
    }
  // Opening makes the database with the schema of this program; the rows of the backup then replace its own.
  await (await openControl(options)).stop();
  const rows = await administer(options, (admin) => load(admin, manifest, source));
  // Opening again lets this program note its roles' permissions beside the restored rows.
  await (await openControl(options)).stop();
  return {
    made: manifest.made,
    tables: manifest.tables.length,
    rows,
    files: manifest.files.filter((file) => file.path.startsWith('data/')).length,
  };
}

async function load(admin: pg.Client, manifest: BackupManifest, source: string): Promise<number> {
  await refuseNewer(admin, manifest);
  await admin.query('BEGIN');
  try {
    // Rows come as they were, in any order: triggers and foreign keys held when they were written.
    await admin.query(`SET LOCAL session_replication_role = 'replica'`);
    for (const partition of manifest.partitions) {
      const name = admin.escapeIdentifier(partition.name);
      if ((await admin.query('SELECT to_regclass($1) AS found', [`public.${name}`])).rows[0].found) continue;
      const parent = admin.escapeIdentifier(partition.parent);
      await admin.query('SET LOCAL ROLE cordon_owner');
      await admin.query(`CREATE TABLE ${name} (LIKE ${parent} INCLUDING DEFAULTS INCLUDING CONSTRAINTS)`);
      await admin.query(`ALTER TABLE ${name} ENABLE ROW LEVEL SECURITY`);
      if (partition.comment)
        await admin.query(`COMMENT ON TABLE ${name} IS ${admin.escapeLiteral(partition.comment)}`);
      await admin.query(`ALTER TABLE ${parent} ATTACH PARTITION ${name} ${partition.bound}`);
      await admin.query('RESET ROLE');
    }
    // What migrations put there. TRUNCATE would refuse: tables that are newer than the backup may point here.
    for (const table of manifest.tables) await admin.query(`DELETE FROM ${qualified(admin, table)}`);
    let rows = 0;
    for (const table of manifest.tables) rows += await loadTable(admin, table, source);
    for (const { name, value } of manifest.sequences)
      await admin.query('SELECT setval($1, $2)', [name, value]);
    await admin.query('COMMIT');
    return rows;
  } catch (error) {
    await admin.query('ROLLBACK');
    throw error;
  }
}

/** What the rows of the backup would replace may be the platform that a service depends on. */
async function refuseUsed(admin: pg.Client): Promise<void> {
  const { rows } = await admin.query<{ name: string; used: boolean }>(
    `SELECT current_database() AS name, to_regclass('public.schema_migration') IS NOT NULL AS used`,
  );
  const [found] = rows;
  if (found?.used)
    throw new Error(
      `the database ${found.name} holds an installation already: a backup is restored into an empty database`,
    );
}

async function refuseNewer(admin: pg.Client, manifest: BackupManifest): Promise<void> {
  const { rows } = await admin.query<{ name: string; sha256: string }>(
    'SELECT name, sha256 FROM schema_migration',
  );
  const known = new Map(rows.map((row) => [row.name, row.sha256]));
  const foreign = manifest.migrations.filter(({ name, sha256 }) => known.get(name) !== sha256);
  if (foreign.length > 0)
    throw new Error(
      `the backup has a schema that this program does not know: ${foreign.map((each) => each.name).join(', ')}`,
    );
}

async function loadTable(admin: pg.Client, table: TableEntry, source: string): Promise<number> {
  const name = qualified(admin, table);
  const columns = table.columns.map((column) => admin.escapeIdentifier(column)).join(', ');
  const statement = `INSERT INTO ${name} (${columns}) OVERRIDING SYSTEM VALUE
    SELECT ${columns} FROM unnest($1::text[]) AS line, json_populate_record(NULL::${name}, line::json)`;
  const file = join(source, 'tables', `${table.schema}.${table.name}.ndjson.gz`);
  const lines = createInterface({
    input: createReadStream(file).pipe(createGunzip()),
    crlfDelay: Number.POSITIVE_INFINITY,
  });
  let rows = 0;
  let waiting: string[] = [];
  const flush = async (): Promise<void> => {
    if (waiting.length > 0) await admin.query(statement, [waiting]);
    rows += waiting.length;
    waiting = [];
  };
  for await (const line of lines) {
    waiting.push(line);
    if (waiting.length >= rowsAtOnce) await flush();
  }
  await flush();
  if (rows !== table.rows) throw new Error(`${file}: expected ${table.rows} rows, found ${rows}`);
  return rows;
}
