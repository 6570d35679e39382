import { createInterface } from 'node:readline';
import pg from 'pg';
import { createLog } from '../kernel/log.ts';
import { startPostgres } from './server-process.ts';

/** A process with a PostgreSQL of its own, for the tests that end it: asked to stop, it still uses the database. */
const [, , folder = ''] = process.argv;
const server = await startPostgres(folder, createLog('silent'));
process.once('SIGINT', async () => {
  const client = new pg.Client({ ...server.admin, database: 'postgres' });
  await client.connect();
  await client.query('CREATE TABLE drained (at timestamptz)');
  await client.end();
  await server.stop();
  console.log('drained');
  process.exit(0);
});
console.log('ready');
createInterface({ input: process.stdin });
