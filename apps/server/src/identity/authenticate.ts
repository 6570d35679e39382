import type { Permission } from '@cordon/api';
import { sql } from 'kysely';
import type { Control, Db } from '../control/index.ts';
import type { Authenticate, Principal } from '../http/index.ts';
import type { Clock } from '../kernel/clock.ts';
import { sha256 } from './secret.ts';
import { noteUse } from './sessions.ts';

/** Finds who holds a credential, session or API token, and what they may do; null when nobody does. */
export function createAuthenticate(control: Control, clock: Clock): Authenticate {
  return (credential) =>
    control.as('auth', async (db) => {
      const now = clock.now();
      return (await bySession(db, credential, now)) ?? (await byToken(db, credential, now));
    });
}

async function bySession(db: Db, credential: Uint8Array, now: Date): Promise<Principal | null> {
  const session = await db
    .selectFrom('session as s')
    .innerJoin('app_user as u', 'u.id', 's.user_id')
    .select(['s.id', 's.user_id', 's.csrf_hash', 's.created', 's.last_used', 'u.name'])
    .where('s.secret_hash', '=', sha256(credential))
    .where('s.expires', '>', now)
    .where('u.state', '=', 'active')
    .executeTakeFirst();
  if (!session) return null;
  const { id, user_id: userId, created, last_used: lastUsed } = session;
  await noteUse(db, { id, userId, created, lastUsed }, now);
  const held = await heldBy(db, userId);
  return {
    caller: { credential },
    userId,
    name: session.name,
    kind: 'session',
    csrfHash: session.csrf_hash,
    ...held,
  };
}

async function byToken(db: Db, credential: Uint8Array, now: Date): Promise<Principal | null> {
  const token = await db
    .selectFrom('api_token as t')
    .innerJoin('app_user as u', 'u.id', 't.user_id')
    .leftJoin('node as n', 'n.id', 't.node_id')
    .select(['t.id', 't.user_id', 't.name', 't.kind', 't.permissions', 't.node_id', 't.last_used'])
    .select(['u.state', 'u.name as user_name', 'n.kind as node_kind'])
    .where('t.secret_hash', '=', sha256(credential))
    .where('t.expires', '>', now)
    .where('t.revoked', 'is', null)
    .executeTakeFirst();
  if (!token || (token.kind === 'personal' && token.state !== 'active')) return null;
  if (now.getTime() - (token.last_used?.getTime() ?? 0) > 60_000)
    await db.updateTable('api_token').set({ last_used: now }).where('id', '=', token.id).execute();
  const organisationId = token.node_kind === 'organisation' ? token.node_id : null;
  const base = { caller: { credential }, userId: token.user_id, kind: token.kind, csrfHash: null } as const;
  const own = new Set(token.permissions as Permission[]);
  if (token.kind === 'service') {
    const wide = token.node_id !== null && token.node_kind !== 'organisation';
    const wideNodes = wide && token.node_id ? [{ id: token.node_id, permissions: own }] : [];
    return { ...base, name: `${token.name} (service)`, permissions: own, wideNodes, organisationId };
  }
  const held = await heldBy(db, token.user_id);
  return {
    ...base,
    name: `${token.user_name} (token ${token.name})`,
    permissions: new Set([...held.permissions].filter((permission) => own.has(permission))),
    organisationId: organisationId ?? held.organisationId,
    // A token limited to one organisation looks at nobody else's.
    wideNodes: token.node_kind === 'organisation' ? [] : held.wideNodes,
  };
}

/** What somebody's roles permit today, and the nodes above organisations at which they hold them. */
async function heldBy(
  db: Db,
  userId: string,
): Promise<Pick<Principal, 'permissions' | 'wideNodes' | 'organisationId'>> {
  const { rows } = await sql<{ node_id: string; kind: string; permissions: Permission[] }>`
    SELECT g.node_id, n.kind, array_agg(DISTINCT p.permission) AS permissions
    FROM role_grant g JOIN node n ON n.id = g.node_id JOIN role_permission p ON p.role = g.role
    WHERE g.user_id = ${userId} AND g.since <= now() AND (g.until IS NULL OR g.until > now())
    GROUP BY g.node_id, n.kind`.execute(db);
  const [only, ...others] = rows;
  return {
    organisationId: only?.kind === 'organisation' && others.length === 0 ? only.node_id : null,
    permissions: new Set(rows.flatMap((row) => row.permissions)),
    wideNodes: rows
      .filter((row) => row.kind !== 'organisation')
      .map((row) => ({ id: row.node_id, permissions: new Set<string>(row.permissions) })),
  };
}
