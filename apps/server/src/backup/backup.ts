import {
  cpSync,
  createWriteStream,
  existsSync,
  mkdirSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { copyFile, mkdir, open } from 'node:fs/promises';
import { dirname, join, posix } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import type pg from 'pg';
import { administer, type ControlOptions } from '../control/index.ts';
import type { Clock } from '../kernel/clock.ts';
import {
  type BackupManifest,
  describeFile,
  type FileEntry,
  manifestName,
  type PartitionEntry,
  type TableEntry,
} from './manifest.ts';

export interface BackupSummary {
  readonly folder: string;
  readonly tables: number;
  readonly rows: number;
  readonly files: number;
  readonly bytes: number;
}

/** Parts of a data directory that the backup holds in another form, or that are made anew. */
const leftOut = new Set(['postgres', 'lake', 'blobs', 'secrets']);

/**
 * Writes a consistent copy of a data directory to a new folder, while a server runs or while none does: the control
 * store (journal and the lake's manifest included) as of one snapshot, every segment that the snapshot lists, and all
 * blobs. The manifest is written last: a folder without one is not a backup.
 */
export async function backup(options: ControlOptions, target: string, clock: Clock): Promise<BackupSummary> {
  if (existsSync(target)) throw new Error(`${target} is there already: a backup goes into a new folder`);
  mkdirSync(join(target, 'tables'), { recursive: true, mode: 0o700 });
  try {
    return await writeBackup(options, target, clock);
  } catch (error) {
    // Half of one would only stand in the way of the next attempt.
    rmSync(target, { recursive: true, force: true });
    throw error;
  }
}

function writeBackup(options: ControlOptions, target: string, clock: Clock): Promise<BackupSummary> {
  return administer(options, async (admin) => {
    await admin.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY');
    // Segments first: their files may be replaced by larger ones soon after, the rows of the snapshot stay.
    const { rows: segments } = await admin.query<{ id: string; day: string }>(
      `SELECT id, to_char(day, 'YYYY-MM-DD') AS day FROM lake_segment WHERE state = 'live'`,
    );
    const paths: string[] = [];
    for (const { id, day } of segments)
      paths.push(await copyInto(target, options.dataDir, `lake/${day}/${id}.parquet`));
    for (const path of walk(join(options.dataDir, 'blobs'), 'blobs'))
      if (!path.startsWith('blobs/incoming/')) paths.push(await copyInto(target, options.dataDir, path));
    const { dataDir } = options;
    const entries = existsSync(dataDir) ? readdirSync(dataDir, { withFileTypes: true }) : [];
    for (const { name } of entries.filter((entry) => entry.isFile() || entry.isDirectory()))
      if (!leftOut.has(name)) {
        cpSync(join(options.dataDir, name), join(target, 'data', name), { recursive: true });
        paths.push(...walk(join(target, 'data', name), `data/${name}`));
      }

    const tables: TableEntry[] = [];
    for (const table of await listTables(admin)) {
      const file = `tables/${table.schema}.${table.name}.ndjson.gz`;
      const counted = { rows: 0 };
      await pipeline(
        Readable.from(rowsOf(admin, table, counted)),
        createGzip(),
        createWriteStream(join(target, file)),
      );
      tables.push({ ...table, rows: counted.rows });
      paths.push(file);
    }
    const partitions = await listPartitions(admin);
    const sequences = await admin.query<{ name: string; value: string }>(
      `SELECT format('%I.%I', schemaname, sequencename) AS name, last_value AS value FROM pg_sequences
       WHERE schemaname = 'public' AND last_value IS NOT NULL`,
    );
    const migrations = await admin.query<{ name: string; sha256: string }>(
      'SELECT name, sha256 FROM schema_migration ORDER BY name',
    );
    await admin.query('COMMIT');

    const files: FileEntry[] = [];
    for (const path of paths) files.push(await describeFile(target, path));
    const manifest: BackupManifest = {
      format: 1,
      made: clock.now().toISOString(),
      migrations: migrations.rows,
      tables,
      partitions,
      sequences: sequences.rows,
      files,
    };
    for (const { path } of files) await syncFile(join(target, path));
    const unfinished = join(target, `${manifestName}.new`);
    writeFileSync(unfinished, JSON.stringify(manifest, null, 1), { mode: 0o600 });
    await syncFile(unfinished);
    renameSync(unfinished, join(target, manifestName));
    return {
      folder: target,
      tables: tables.length,
      rows: tables.reduce((sum, table) => sum + table.rows, 0),
      files: files.length,
      bytes: files.reduce((sum, file) => sum + file.bytes, 0),
    };
  });
}

async function copyInto(target: string, dataDir: string, path: string): Promise<string> {
  const to = `data/${path}`;
  await mkdir(dirname(join(target, to)), { recursive: true });
  await copyFile(join(dataDir, path), join(target, to));
  return to;
}

/** The files at or below a path, each under `name`. */
function walk(folder: string, name: string): string[] {
  const info = statSync(folder, { throwIfNoEntry: false });
  if (!info?.isDirectory()) return info?.isFile() ? [name] : [];
  const found = readdirSync(folder, { withFileTypes: true, recursive: true }).filter((entry) =>
    entry.isFile(),
  );
  return found.map((entry) =>
    posix.join(name, join(entry.parentPath, entry.name).slice(folder.length).replaceAll('\\', '/')),
  );
}

/** Every table with its stored columns; rows of partitions are read from the partitions themselves. */
async function listTables(admin: pg.Client): Promise<Omit<TableEntry, 'rows'>[]> {
  const { rows } = await admin.query<Omit<TableEntry, 'rows'>>(`
    SELECT n.nspname AS schema, c.relname AS name,
      array_agg(a.attname::text ORDER BY a.attnum) FILTER (WHERE a.attgenerated = '') AS columns
    FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
    JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
    WHERE n.nspname IN ('public', 'scope_private') AND c.relkind = 'r' AND c.relname <> 'schema_migration'
    GROUP BY 1, 2 ORDER BY 1, 2`);
  return rows;
}

async function listPartitions(admin: pg.Client): Promise<PartitionEntry[]> {
  const { rows } = await admin.query<PartitionEntry>(`
    SELECT c.relname AS name, p.relname AS parent, pg_get_expr(c.relpartbound, c.oid) AS bound,
      obj_description(c.oid) AS comment
    FROM pg_class c JOIN pg_inherits i ON i.inhrelid = c.oid JOIN pg_class p ON p.oid = i.inhparent
    WHERE c.relispartition AND c.relkind = 'r' AND c.relnamespace = 'public'::regnamespace ORDER BY 1`);
  return rows;
}

async function* rowsOf(
  admin: pg.Client,
  table: Omit<TableEntry, 'rows'>,
  counted: { rows: number },
): AsyncGenerator<string> {
  const name = qualified(admin, table);
  await admin.query(
    `DECLARE backup_rows NO SCROLL CURSOR FOR SELECT row_to_json(t)::text AS line FROM ${name} t`,
  );
  for (;;) {
    const { rows } = await admin.query<{ line: string }>('FETCH 1000 FROM backup_rows');
    if (rows.length === 0) break;
    counted.rows += rows.length;
    yield `${rows.map((row) => row.line).join('\n')}\n`;
  }
  await admin.query('CLOSE backup_rows');
}

export const qualified = (
  admin: pg.Client,
  { schema, name }: { readonly schema: string; readonly name: string },
) => `${admin.escapeIdentifier(schema)}.${admin.escapeIdentifier(name)}`;

async function syncFile(path: string): Promise<void> {
  const file = await open(path, 'r+');
  try {
    await file.sync();
  } finally {
    await file.close();
  }
}
