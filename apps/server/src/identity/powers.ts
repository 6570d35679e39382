import { type Role, rolePermissions } from '@cordon/api';
import { sql } from 'kysely';
import type { Caller, Control, Db } from '../control/index.ts';
import { ProblemError } from '../kernel/problem.ts';
import { identityProblem } from './problems.ts';

/**
 * Whether the caller may give a role at a node: only who holds every permission of it there. The transaction must
 * have been entered with `users.write`; an API token cannot, since it is asked for one permission at a time.
 */
export async function mayGive(db: Db, role: Role, nodeId: string): Promise<boolean> {
  const { rows } = await sql<{ held: boolean }>`
    SELECT bool_and(scope_permits(wanted, ${nodeId}::uuid)) AS held
    FROM unnest(${['users.write', ...rolePermissions[role]]}::text[]) AS wanted`.execute(db);
  return rows[0]?.held === true;
}

/** Throws `node-not-in-scope` where the caller manages nobody, and `grant-beyond` for more than they hold there. */
export async function requireMayGive(db: Db, role: Role, nodeId: string): Promise<void> {
  const node = await db.selectFrom('node').select('name').where('id', '=', nodeId).executeTakeFirst();
  if (!node) throw identityProblem('node-not-in-scope', { at: '/body/nodeId' });
  if (!(await mayGive(db, role, nodeId)))
    throw identityProblem('grant-beyond', {
      detail: `${role} at ${node.name} permits more than your roles do there`,
    });
}

/**
 * Throws `user-beyond` unless the caller could have given every role that a person holds: else whoever manages one
 * organisation could take over an account of the centre by a role it holds there.
 */
export async function requirePowerOver(control: Control, caller: Caller, userId: string): Promise<void> {
  const grants = await control.as('auth', (db) =>
    db
      .selectFrom('role_grant')
      .select(['role', 'node_id'])
      .where('user_id', '=', userId)
      .where((at) => at.or([at('until', 'is', null), at('until', '>', sql<Date>`now()`)]))
      .execute(),
  );
  await control.scoped(caller, 'users.write', async (db) => {
    const visible = await db.selectFrom('app_user').select('id').where('id', '=', userId).executeTakeFirst();
    if (!visible) throw identityProblem('user-not-found', { at: '/params/id' });
    for (const grant of grants)
      if (!(await mayGive(db, grant.role as Role, grant.node_id))) throw identityProblem('user-beyond');
  });
}

/** The same as an answer. */
export async function hasPowerOver(control: Control, caller: Caller, userId: string): Promise<boolean> {
  try {
    await requirePowerOver(control, caller, userId);
    return true;
  } catch (error) {
    if (error instanceof ProblemError && error.code === 'user-beyond') return false;
    throw error;
  }
}

/** Throws `last-administrator` when nobody else is administrator at the centre without this person, or this grant. */
export async function requireOtherAdministrator(
  db: Db,
  without: { readonly userId: string } | { readonly grantId: string },
): Promise<void> {
  let others = db
    .selectFrom('role_grant as g')
    .innerJoin('app_user as u', 'u.id', 'g.user_id')
    .innerJoin('node as n', 'n.id', 'g.node_id')
    .select('g.id')
    .where('g.role', '=', 'administrator')
    .where('n.kind', '=', 'centre')
    .where('u.state', '=', 'active')
    .where((at) => at.or([at('g.until', 'is', null), at('g.until', '>', sql<Date>`now()`)]));
  const before = await others.execute();
  others =
    'userId' in without
      ? others.where('u.id', '<>', without.userId)
      : others.where('g.id', '<>', without.grantId);
  // Where there was none before, this change takes nothing away.
  if (before.length > 0 && (await others.execute()).length === 0) throw identityProblem('last-administrator');
}
