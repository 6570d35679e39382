import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type pg from 'pg';

const folder = fileURLToPath(new URL('../../migrations/', import.meta.url));

/**
 * Applies the migrations that a database has not seen, in order, each in its own transaction, as cordon_owner.
 * A migration that was applied and then changed is refused: what stands in a database is what was reviewed.
 */
export async function migrate(admin: pg.Client): Promise<void> {
  await admin.query('SELECT pg_advisory_lock(7300002)');
  try {
    await admin.query('CREATE SCHEMA IF NOT EXISTS extension');
    await admin.query('CREATE EXTENSION IF NOT EXISTS pgcrypto SCHEMA extension');
    await admin.query('CREATE EXTENSION IF NOT EXISTS pg_trgm SCHEMA extension');
    await admin.query('GRANT USAGE ON SCHEMA extension TO cordon_owner');
    await admin.query('GRANT CREATE, USAGE ON SCHEMA public TO cordon_owner');
    await admin.query(
      `DO $$ BEGIN EXECUTE format('GRANT CREATE, CONNECT ON DATABASE %I TO cordon_owner', current_database()); END $$`,
    );
    await admin.query('SET ROLE cordon_owner');
    await admin.query(
      `CREATE TABLE IF NOT EXISTS schema_migration
       (name text PRIMARY KEY, sha256 text NOT NULL, applied timestamptz NOT NULL DEFAULT now())`,
    );
    const { rows } = await admin.query<{ name: string; sha256: string }>(
      'SELECT name, sha256 FROM schema_migration',
    );
    const applied = new Map(rows.map((row) => [row.name, row.sha256]));
    const files = readdirSync(folder)
      .filter((name) => /^\d{4}_[a-z0-9_]+\.sql$/.test(name))
      .sort();
    const unknown = [...applied.keys()].filter((name) => !files.includes(name));
    if (unknown.length > 0)
      throw new Error(`the database is newer than this program: it has ${unknown.join(', ')}`);
    for (const name of files) {
      const text = readFileSync(folder + name, 'utf8');
      const sha256 = createHash('sha256').update(text).digest('hex');
      const before = applied.get(name);
      if (before === sha256) continue;
      if (before) throw new Error(`migration ${name} was changed after it had been applied`);
      await applyOne(admin, name, text, sha256);
    }
  } finally {
    await admin.query('RESET ROLE');
    await admin.query('SELECT pg_advisory_unlock(7300002)');
  }
}

async function applyOne(admin: pg.Client, name: string, text: string, sha256: string): Promise<void> {
  await admin.query('BEGIN');
  try {
    await admin.query(text);
    await admin.query('INSERT INTO schema_migration (name, sha256) VALUES ($1, $2)', [name, sha256]);
    await admin.query('COMMIT');
  } catch (error) {
    await admin.query('ROLLBACK');
    const position = Number((error as { position?: string }).position ?? 0);
    const line = position > 0 ? `:${text.slice(0, position).split('\n').length}` : '';
    throw new Error(`migration ${name}${line}: ${(error as Error).message}`, { cause: error });
  }
}
