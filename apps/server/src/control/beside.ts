import { join } from 'node:path';
import pg from 'pg';
import { type Control, type ControlOptions, connectControl, openControl } from './control.ts';
import type { AdminConnection } from './postgres-process.ts';
import { rolePasswords } from './roles.ts';
import { reachPostgres, startPostgres } from './server-process.ts';

/**
 * The control store for a command beside a server: the database that the server runs, where one does; else one
 * that is started for as long as the command needs it.
 */
export async function openControlBeside(options: ControlOptions): Promise<Control> {
  const { dataDir, databaseUrl, log } = options;
  const running = databaseUrl ? undefined : reachPostgres(join(dataDir, 'postgres'));
  if (!running) return openControl(options);
  const passwords = rolePasswords(join(dataDir, 'secrets', 'database.json'));
  const { host, port } = running;
  return connectControl({ host, port, database: 'cordon', passwords }, log, async () => undefined);
}

/**
 * Work on the database as its administrator, past row-level security: for backup and restore alone. An administrator
 * who is not past it gets an error from PostgreSQL, instead of a backup of the rows that they happen to see.
 */
export async function administer<T>(
  options: ControlOptions,
  work: (admin: pg.Client) => Promise<T>,
): Promise<T> {
  const { dataDir, databaseUrl, log } = options;
  if (databaseUrl) return withClient({ connectionString: databaseUrl }, work);
  const folder = join(dataDir, 'postgres');
  const running = reachPostgres(folder);
  if (running) return withClient(inCordon(running), work);
  const server = await startPostgres(folder, log);
  try {
    return await withClient(inCordon(server.admin), work);
  } finally {
    await server.stop();
  }
}

const inCordon = (admin: AdminConnection): pg.ClientConfig => ({ ...admin, database: 'cordon' });

async function withClient<T>(config: pg.ClientConfig, work: (admin: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client(config);
  await client.connect();
  try {
    await client.query('SET row_security = off');
    return await work(client);
  } finally {
    await client.end();
  }
}
