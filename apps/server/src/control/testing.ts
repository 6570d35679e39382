import { createHash, randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Role } from '@cordon/api';
import pg from 'pg';
import { newId } from '../kernel/ids.ts';
import { createLog } from '../kernel/log.ts';
import { type Caller, type Control, connectControl, type DatabaseAddress } from './control.ts';
import { migrate } from './migrate.ts';
import { ensureRoles, rolePasswords } from './roles.ts';
import { type ServerProcess, startPostgres } from './server-process.ts';

/** A real PostgreSQL for the tests of one process: started once, a fresh database for each call. */
export interface TestControl {
  readonly control: Control;
  readonly address: DatabaseAddress;
  /** Runs SQL as the administrator, past row-level security: for looking, not for the code under test. */
  admin(text: string, values?: unknown[]): Promise<pg.QueryResult>;
  stop(): Promise<void>;
}

interface Shared {
  readonly server: ServerProcess;
  readonly passwords: ReturnType<typeof rolePasswords>;
  readonly folder: string;
  users: number;
}

let starting: Promise<Shared> | undefined;

async function shared(): Promise<Shared> {
  const folder = mkdtempSync(join(tmpdir(), 'cordon-test-'));
  const server = await startPostgres(join(folder, 'postgres'), createLog('silent'));
  const passwords = rolePasswords(join(folder, 'secrets', 'database.json'));
  const first = new pg.Client({ ...server.admin, database: 'postgres' });
  await first.connect();
  await first.query('CREATE DATABASE cordon_template');
  await first.end();
  const template = new pg.Client({ ...server.admin, database: 'cordon_template' });
  await template.connect();
  await ensureRoles(template, passwords);
  await migrate(template);
  await template.end();
  return { server, passwords, folder, users: 0 };
}

export async function testControl(): Promise<TestControl> {
  starting ??= shared();
  const held = await starting;
  held.users += 1;
  const database = `t_${randomBytes(6).toString('hex')}`;
  const maker = new pg.Client({ ...held.server.admin, database: 'postgres' });
  await maker.connect();
  await maker.query(`CREATE DATABASE ${database} TEMPLATE cordon_template`);
  await maker.end();
  const address: DatabaseAddress = {
    host: held.server.admin.host,
    port: 5432,
    database,
    passwords: held.passwords,
  };
  const admin = new pg.Client({ ...held.server.admin, database });
  await admin.connect();
  const control = await connectControl(address, createLog('silent'), async () => undefined);
  return {
    control,
    address,
    admin: (text, values) => admin.query(text, values),
    async stop() {
      await control.stop();
      await admin.end();
      held.users -= 1;
      if (held.users === 0) {
        starting = undefined;
        await held.server.stop();
        rmSync(held.folder, { recursive: true, force: true });
      }
    },
  };
}

/** The federation that tests start from. */
export interface SeededFederation {
  readonly centre: string;
  readonly regions: readonly [string, string];
  /** The first two lie in the first region, the third in the second. */
  readonly organisations: readonly [string, string, string];
  /** One source for each organisation, in their order. */
  readonly sources: readonly [string, string, string];
  /** A session for a user with a role at a node; made when first asked for. */
  caller(role: Role, nodeId: string): Promise<Caller & { readonly userId: string; readonly csrf: string }>;
}

export async function seedFederation(test: TestControl): Promise<SeededFederation> {
  const ids = Array.from({ length: 9 }, () => newId()) as [
    string,
    string,
    string,
    string,
    string,
    string,
    string,
    string,
    string,
  ];
  const [centre, north, south, a, b, c, sourceA, sourceB, sourceC] = ids;
  await test.admin(
    `INSERT INTO node (id, kind, code, name) VALUES ($1,'centre','CENTRE','The centre'), ($2,'region','NORTH','North'), ($3,'region','SOUTH','South'),
     ($4,'organisation','AAA','Alder Hospitals'), ($5,'organisation','BBB','Birch Hospitals'), ($6,'organisation','CCC','Cedar Hospitals')`,
    [centre, north, south, a, b, c],
  );
  await test.admin(
    `INSERT INTO node_relation (child_id, parent_id, since) SELECT child, parent, now() - interval '1 year'
     FROM unnest($1::uuid[], $2::uuid[]) AS r(child, parent)`,
    [
      [north, south, a, b, c],
      [centre, centre, north, north, south],
    ],
  );
  await test.admin(`INSERT INTO organisation (id, kind) SELECT unnest($1::uuid[]), 'hospital'`, [[a, b, c]]);
  await test.admin(
    `INSERT INTO source (id, organisation_id, node_id, name, kind) SELECT s, o, o, 'Logs', 'winlogbeat'
     FROM unnest($1::uuid[], $2::uuid[]) AS x(s, o)`,
    [
      [sourceA, sourceB, sourceC],
      [a, b, c],
    ],
  );
  const made = new Map<string, Promise<Caller & { userId: string; csrf: string }>>();
  const make = async (role: Role, nodeId: string) => {
    const userId = newId();
    const credential = randomBytes(32);
    const csrf = randomBytes(16).toString('base64url');
    const sha256 = (bytes: Uint8Array | string) => createHash('sha256').update(bytes).digest();
    await test.admin(`INSERT INTO app_user (id, name, email, state) VALUES ($1, $2, $3, 'active')`, [
      userId,
      `${role} at ${nodeId}`,
      `${userId}@example.test`,
    ]);
    await test.admin(
      `INSERT INTO role_grant (id, user_id, node_id, role, since) VALUES ($1, $2, $3, $4, now() - interval '1 day')`,
      [newId(), userId, nodeId, role],
    );
    await test.admin(
      `INSERT INTO session (id, user_id, secret_hash, csrf_hash, expires) VALUES ($1, $2, $3, $4, now() + interval '1 day')`,
      [newId(), userId, sha256(credential), sha256(csrf)],
    );
    return { credential, userId, csrf };
  };
  return {
    centre,
    regions: [north, south],
    organisations: [a, b, c],
    sources: [sourceA, sourceB, sourceC],
    caller(role, nodeId) {
      const key = `${role} ${nodeId}`;
      const found = made.get(key) ?? make(role, nodeId);
      made.set(key, found);
      return found;
    },
  };
}
