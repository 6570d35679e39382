import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { type Permission, rolePermissions } from '@cordon/api';
import { Kysely, PostgresDialect, sql, type Transaction } from 'kysely';
import pg from 'pg';
import type { Logger } from '../kernel/log.ts';
import type { Database } from './database.ts';
import { migrate } from './migrate.ts';
import { controlProblem } from './problems.ts';
import { ensureRoles, type LoginRole, loginRoles, type RolePasswords, rolePasswords } from './roles.ts';
import { type ServerProcess, startPostgres } from './server-process.ts';
import { wholeEnd } from './whole-end.ts';

/** Who asks: the raw secret of a session or an API token, which the database itself verifies. */
export interface Caller {
  readonly credential: Uint8Array;
}

export type Db = Transaction<Database>;

/** The control store: organisations, people, sources, alerts, jobs. PostgreSQL, ours or an existing one. */
export interface Control {
  /**
   * Work for a caller, in one transaction, under row-level security: the caller sees what lies within the nodes
   * where it holds `permission` (any role when null). Throws `not-signed-in` when the credential is not valid.
   */
  scoped<T>(caller: Caller, permission: Permission | null, work: (db: Db) => Promise<T>): Promise<T>;
  /** Work of the server itself, in one transaction, under a login role that may do just that. */
  as<T>(role: Exclude<LoginRole, 'app'>, work: (db: Db) => Promise<T>): Promise<T>;
  /** Hears notifications of a channel until the returned function is called. Reconnects by itself. */
  listen(channel: string, onMessage: (payload: string) => void): Promise<() => Promise<void>>;
  /** Whether the database answers. */
  ready(): Promise<boolean>;
  stop(): Promise<void>;
}

export interface ControlOptions {
  readonly dataDir: string;
  readonly databaseUrl?: string | undefined;
  readonly log: Logger;
}

/** Starts or reaches PostgreSQL, brings its schema up to date and opens a pool for each login role. */
export async function openControl(options: ControlOptions): Promise<Control> {
  const { dataDir, databaseUrl, log } = options;
  const server = databaseUrl ? undefined : await startPostgres(join(dataDir, 'postgres'), log);
  try {
    const base = await prepareDatabase(
      server,
      databaseUrl,
      rolePasswords(join(dataDir, 'secrets', 'database.json')),
    );
    return connectControl(base, log, async () => server?.stop());
  } catch (error) {
    await server?.stop();
    throw error;
  }
}

export interface DatabaseAddress {
  readonly host: string;
  readonly port: number;
  readonly database: string;
  readonly passwords: RolePasswords;
  readonly ssl?: boolean | undefined;
}

async function prepareDatabase(
  server: ServerProcess | undefined,
  databaseUrl: string | undefined,
  passwords: RolePasswords,
): Promise<DatabaseAddress> {
  if (server) {
    const first = new pg.Client({ ...server.admin, database: 'postgres' });
    await first.connect();
    const { rowCount } = await first.query(`SELECT 1 FROM pg_database WHERE datname = 'cordon'`);
    if (!rowCount) await first.query('CREATE DATABASE cordon');
    await first.end();
  }
  const admin = new pg.Client(
    server ? { ...server.admin, database: 'cordon' } : { connectionString: databaseUrl },
  );
  await admin.connect();
  try {
    await ensureRoles(admin, passwords);
    await migrate(admin);
    const { rows } = await admin.query<{ name: string }>('SELECT current_database() AS name');
    const ssl = (databaseUrl ?? '').includes('sslmode=') && !(databaseUrl ?? '').includes('sslmode=disable');
    return { host: admin.host, port: admin.port, database: rows[0]?.name ?? 'cordon', passwords, ssl };
  } finally {
    await admin.end();
  }
}

const poolSizes: Readonly<Record<LoginRole, number>> = { app: 12, auth: 6, pipeline: 8, keeper: 6 };

/** Opens the pools on a prepared database. `afterwards` runs when all are closed. */
export async function connectControl(
  address: DatabaseAddress,
  log: Logger,
  afterwards: () => Promise<void>,
): Promise<Control> {
  const settings = (role: LoginRole) => ({
    host: address.host,
    port: address.port,
    database: address.database,
    user: `cordon_${role}`,
    password: address.passwords[role],
    ...(address.ssl ? { ssl: true } : {}),
  });
  const pools = new Map<LoginRole, Kysely<Database>>();
  const ends: (() => Promise<void>)[] = [];
  for (const role of loginRoles) {
    const pool = new pg.Pool({
      ...settings(role),
      max: poolSizes[role],
      idleTimeoutMillis: 30_000,
      application_name: `cordon ${role}`,
    });
    pool.on('error', (error) => log.warn({ err: error, role }, 'an idle database connection broke'));
    // One that breaks in use, between two questions, would end the process: whoever uses it learns it from the next one.
    pool.on('connect', (client) => client.on('error', () => undefined));
    ends.push(wholeEnd(pool));
    pools.set(role, new Kysely<Database>({ dialect: new PostgresDialect({ pool }) }));
  }
  const pool = (role: LoginRole): Kysely<Database> => {
    const found = pools.get(role);
    if (!found) throw new Error(`no pool for role ${role}`);
    return found;
  };
  const listeners = new Set<() => Promise<void>>();

  await pool('keeper').transaction().execute(writeRolePermissions);
  return {
    scoped: (caller, permission, work) =>
      pool('app')
        .transaction()
        .execute(async (db) => {
          const entered = await sql<{ user_id: string | null }>`
            SELECT scope_enter(${Buffer.from(caller.credential)}, ${permission}) AS user_id`.execute(db);
          if (!entered.rows[0]?.user_id) throw controlProblem('not-signed-in');
          return work(db);
        }),
    as: (role, work) => pool(role).transaction().execute(work),
    async listen(channel, onMessage) {
      const stop = await listenForever(settings('keeper'), channel, onMessage, log);
      listeners.add(stop);
      return async () => {
        listeners.delete(stop);
        await stop();
      };
    },
    async ready() {
      try {
        await sql`SELECT 1`.execute(pool('keeper'));
        return true;
      } catch {
        return false;
      }
    },
    async stop() {
      await Promise.all([...listeners].map((stop) => stop()));
      await Promise.all([...pools.values()].map((each) => each.destroy()));
      await Promise.all(ends.map((closed) => closed()));
      await afterwards();
    },
  };
}

/** The contract in `packages/api` says what each role may do; the database asks the same table in its policies. */
async function writeRolePermissions(db: Db): Promise<void> {
  const wanted = Object.entries(rolePermissions).flatMap(([role, permissions]) =>
    permissions.map((permission) => ({ role, permission: permission as string })),
  );
  await sql`SELECT pg_advisory_xact_lock(7300003)`.execute(db);
  await db.deleteFrom('role_permission').execute();
  await db.insertInto('role_permission').values(wanted).execute();
}

/** A connection of its own that LISTENs, and comes back after the database was away. */
async function listenForever(
  settings: pg.ClientConfig,
  channel: string,
  onMessage: (payload: string) => void,
  log: Logger,
): Promise<() => Promise<void>> {
  let stopped = false;
  let client: pg.Client | undefined;
  let retry: NodeJS.Timeout | undefined;
  const connect = async (): Promise<void> => {
    const next = new pg.Client(settings);
    next.on('notification', (message) => onMessage(message.payload ?? ''));
    next.on('error', (error) => {
      log.warn({ err: error, channel }, 'the listening connection broke');
    });
    next.on('end', () => {
      if (!stopped) retry = setTimeout(() => connect().catch(() => next.emit('end')), 1000);
    });
    await next.connect();
    await next.query(`LISTEN ${next.escapeIdentifier(channel)}`);
    client = next;
  };
  await connect();
  return async () => {
    stopped = true;
    clearTimeout(retry);
    await client?.end().catch(() => undefined);
  };
}

/** Whether a data directory holds a control store already. */
export function hasControlStore(dataDir: string): boolean {
  return existsSync(join(dataDir, 'postgres', 'data', 'PG_VERSION'));
}
