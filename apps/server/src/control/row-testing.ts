import { createHash, randomBytes } from 'node:crypto';
import { newId } from '../kernel/ids.ts';
import type { TestControl } from './testing.ts';

/** Counts up, so that no two rows share a key. */
let numbers = 0;

/** Some value of a PostgreSQL type, as text, for tests that ask who may write and not whether a row makes sense. */
export function valueOfType(type: string): string {
  if (type === 'uuid') return newId();
  if (type === 'bytea') return `\\x${createHash('sha256').update(randomBytes(8)).digest('hex')}`;
  if (type.startsWith('timestamp') || type === 'date') return new Date().toISOString();
  if (type === 'boolean') return 'false';
  if (type === 'json' || type === 'jsonb') return '{}';
  if (type.endsWith('[]')) return '{}';
  if (/int|numeric|double/.test(type)) {
    numbers += 1;
    return String(numbers);
  }
  return randomBytes(16).toString('hex');
}

/** Takes the checks and foreign keys off all tables, so that rows of any values can be written. */
export async function dropConstraints(test: TestControl): Promise<void> {
  const { rows } = await test.admin(`
    SELECT conrelid::regclass::text AS table, conname FROM pg_constraint
    WHERE contype IN ('c', 'f') AND connamespace = 'public'::regnamespace AND conparentid = 0 AND coninhcount = 0`);
  for (const { table, conname } of rows)
    await test.admin(`ALTER TABLE ${table} DROP CONSTRAINT IF EXISTS "${conname}"`);
}
