import { type Grant, type Permission, type Role, rolePermissions, type Session } from '@cordon/api';
import { sql } from 'kysely';
import type { Caller, Control, Db } from '../control/index.ts';
import { controlProblem } from '../control/index.ts';
import { csrfToken, sha256 } from './secret.ts';

/** Who the caller is, what they may do and for whom, as the console starts with it. */
export async function describeSession(
  control: Control,
  caller: Caller,
  demonstration: boolean,
): Promise<Session> {
  const known = await control.as('auth', (db) => lookUp(db, caller));
  if (!known) throw controlProblem('not-signed-in');
  return control.scoped(caller, null, async (db) => {
    const user = await db
      .selectFrom('app_user')
      .select(['id', 'name', 'email', 'totp_enabled'])
      .where('id', '=', known.userId)
      .executeTakeFirstOrThrow();
    const grants = (await grantsOf(db, [user.id])).get(user.id) ?? [];
    const organisations = await db
      .selectFrom('organisation as o')
      .innerJoin('node as n', 'n.id', 'o.id')
      .select(['n.id', 'n.code', 'n.name'])
      .orderBy('n.name')
      .execute();
    const byRole = new Set(grants.flatMap((grant) => rolePermissions[grant.role]));
    const permissions = known.permissions
      ? known.permissions.filter((permission) => known.kind === 'service' || byRole.has(permission))
      : [...byRole];
    return {
      user: { id: user.id, name: user.name, email: user.email, totpEnabled: user.totp_enabled },
      grants,
      permissions,
      organisations,
      csrf: known.kind === 'session' ? csrfToken(caller.credential) : '',
      expires: known.expires.toISOString(),
      demonstration,
    };
  });
}

interface Known {
  readonly userId: string;
  readonly kind: 'session' | 'personal' | 'service';
  readonly expires: Date;
  /** Of a token. */
  readonly permissions: readonly Permission[] | undefined;
}

async function lookUp(db: Db, caller: Caller): Promise<Known | undefined> {
  const hash = sha256(caller.credential);
  const session = await db
    .selectFrom('session')
    .select(['user_id', 'expires'])
    .where('secret_hash', '=', hash)
    .executeTakeFirst();
  if (session)
    return { userId: session.user_id, kind: 'session', expires: session.expires, permissions: undefined };
  const token = await db
    .selectFrom('api_token')
    .select(['user_id', 'kind', 'expires', 'permissions'])
    .where('secret_hash', '=', hash)
    .executeTakeFirst();
  if (!token) return undefined;
  const { user_id: userId, kind, expires } = token;
  return { userId, kind, expires, permissions: token.permissions as Permission[] };
}

/** Roles in force that the transaction's scope lets see, by person. Relies on role_grant_by_user. */
export async function grantsOf(db: Db, userIds: readonly string[]): Promise<Map<string, Grant[]>> {
  const byUser = new Map<string, Grant[]>();
  if (userIds.length === 0) return byUser;
  const rows = await db
    .selectFrom('role_grant as g')
    .innerJoin('node as n', 'n.id', 'g.node_id')
    .select(['g.id', 'g.user_id', 'g.role', 'g.node_id', 'g.since', 'g.until', 'n.name', 'n.kind'])
    .where('g.user_id', 'in', userIds)
    .where((at) => at.or([at('g.until', 'is', null), at('g.until', '>', sql<Date>`now()`)]))
    .orderBy('n.name')
    .execute();
  for (const row of rows) {
    const grants = byUser.get(row.user_id) ?? [];
    byUser.set(row.user_id, grants);
    grants.push({
      id: row.id,
      role: row.role as Role,
      nodeId: row.node_id,
      nodeName: row.name,
      nodeKind: row.kind,
      from: row.since.toISOString(),
      to: row.until?.toISOString() ?? null,
    });
  }
  return byUser;
}
