import type { Role, User } from '@cordon/api';
import { sql } from 'kysely';
import { recordAudit } from '../audit/index.ts';
import type { Caller, Control, Db } from '../control/index.ts';
import type { Clock } from '../kernel/clock.ts';
import { readCursor, writeCursor } from '../kernel/cursor.ts';
import { newId } from '../kernel/ids.ts';
import { invitationUrl, makeLink } from './links.ts';
import { hasPowerOver, requireMayGive, requireOtherAdministrator, requirePowerOver } from './powers.ts';
import { identityProblem } from './problems.ts';
import { grantsOf } from './session-view.ts';
import { endSessionsOf } from './sessions.ts';

export interface UsersDeps {
  readonly control: Control;
  readonly clock: Clock;
  /** Address of the console, for links; asked each time, as a port may be chosen late. */
  readonly publicUrl: () => string;
}

const columns = ['id', 'name', 'email', 'state', 'totp_enabled', 'last_seen'] as const;

/** People who hold a role in the caller's scope, by name. */
export async function listUsers(
  db: Db,
  {
    q,
    limit = 100,
    cursor,
  }: { q?: string | undefined; limit?: number | undefined; cursor?: string | undefined },
): Promise<{ rows: User[]; cursor: string | null }> {
  const after = readCursor(cursor, ['text', 'id']);
  let query = db
    .selectFrom('app_user')
    .select(columns)
    .orderBy('name')
    .orderBy('id')
    .limit(limit + 1);
  if (q) {
    const like = `%${q.replace(/[\\%_]/g, '\\$&')}%`;
    query = query.where((at) => at.or([at('name', 'ilike', like), at('email', 'ilike', like)]));
  }
  if (after)
    query = query.where((at) =>
      at(at.refTuple('name', 'id'), '>', at.tuple(String(after[0]), String(after[1]))),
    );
  const found = await query.execute();
  const rows = await toUsers(db, found.slice(0, limit));
  const last = rows.at(-1);
  return { rows, cursor: found.length > limit && last ? writeCursor([last.name, last.id]) : null };
}

interface UserRow {
  readonly id: string;
  readonly name: string;
  readonly email: string;
  readonly state: User['state'];
  readonly totp_enabled: boolean;
  readonly last_seen: Date | null;
}

async function toUsers(db: Db, rows: readonly UserRow[]): Promise<User[]> {
  const grants = await grantsOf(
    db,
    rows.map((row) => row.id),
  );
  return rows.map((row) => ({
    id: row.id,
    name: row.name,
    email: row.email,
    state: row.state,
    totpEnabled: row.totp_enabled,
    lastSeen: row.last_seen?.toISOString() ?? null,
    grants: grants.get(row.id) ?? [],
  }));
}

async function readUser(db: Db, id: string): Promise<User> {
  const row = await db.selectFrom('app_user').select(columns).where('id', '=', id).executeTakeFirst();
  const [user] = row ? await toUsers(db, [row]) : [];
  if (!user) throw identityProblem('user-not-found', { at: '/params/id' });
  return user;
}

export interface Invitation {
  readonly name: string;
  readonly email: string;
  readonly role: Role;
  readonly nodeId: string;
  readonly to?: string | undefined;
}

/**
 * Invites somebody with a first role. Who has an account already (a person may act for several organisations) keeps
 * its name and password and gets the role; the link then just leads to the console. So it does when somebody else
 * invited them to more than the caller may give: a link chooses the password, and with it all of their roles.
 */
export async function inviteUser(
  { control, clock, publicUrl }: UsersDeps,
  caller: Caller,
  invitation: Invitation,
): Promise<{ user: User; link: string }> {
  const email = invitation.email.trim().toLowerCase();
  const now = clock.now();
  await control.scoped(caller, 'users.write', (db) => requireMayGive(db, invitation.role, invitation.nodeId));
  const found = await control.as('auth', async (db) => {
    await db
      .insertInto('app_user')
      .values({ id: newId(now.getTime()), name: invitation.name, email, state: 'invited' })
      .onConflict((conflict) => conflict.column('email').doNothing())
      .execute();
    return db
      .selectFrom('app_user')
      .select(['id', 'state'])
      .where('email', '=', email)
      .executeTakeFirstOrThrow();
  });
  const user = await control.scoped(caller, 'users.write', async (db) => {
    const { role, nodeId } = invitation;
    await addGrant(db, { userId: found.id, role, nodeId, to: invitation.to }, now);
    const invited = await readUser(db, found.id);
    await recordAudit(db, {
      ...(await organisationOf(db, nodeId)),
      action: 'user.invited',
      target: found.id,
      detail: { role, nodeId },
    });
    return invited;
  });
  if (found.state !== 'invited' || !(await hasPowerOver(control, caller, found.id)))
    return { user, link: `${publicUrl()}/` };
  const { secret } = await control.as('auth', (db) => makeLink(db, 'invitation', found.id, now));
  return { user, link: invitationUrl(publicUrl(), secret) };
}

/** Renames, disables or enables somebody over whom the caller has full power. Disabling ends sessions at once. */
export async function updateUser(
  { control }: UsersDeps,
  caller: Caller,
  id: string,
  change: { readonly name?: string | undefined; readonly state?: 'active' | 'disabled' | undefined },
): Promise<User> {
  await requirePowerOver(control, caller, id);
  if (change.state === 'disabled')
    await control.as('auth', async (db) => {
      await requireOtherAdministrator(db, { userId: id });
      await endSessionsOf(db, id);
    });
  return control.scoped(caller, 'users.write', async (db) => {
    const before = await readUser(db, id);
    // Who never chose a password has nothing to be enabled for: the invitation does that.
    const state = change.state === 'active' && before.state === 'invited' ? undefined : change.state;
    const set = { ...(change.name === undefined ? {} : { name: change.name }), ...(state ? { state } : {}) };
    if (Object.keys(set).length > 0) await db.updateTable('app_user').set(set).where('id', '=', id).execute();
    const user = await readUser(db, id);
    await recordAudit(db, { action: 'user.changed', target: id, detail: set });
    return user;
  });
}

/** A one-time link to choose a new password; using it removes the authenticator and ends all sessions. */
export async function resetUser(
  { control, clock, publicUrl }: UsersDeps,
  caller: Caller,
  id: string,
): Promise<{ link: string }> {
  await requirePowerOver(control, caller, id);
  const { secret } = await control.as('auth', (db) => makeLink(db, 'reset', id, clock.now()));
  await control.scoped(caller, 'users.write', (db) => recordAudit(db, { action: 'user.reset', target: id }));
  return { link: invitationUrl(publicUrl(), secret) };
}

/** Gives a role at several nodes: at all of them or, when one is beyond the caller, at none. */
export async function addGrants(
  { control, clock }: UsersDeps,
  caller: Caller,
  userId: string,
  given: { readonly role: Role; readonly nodeIds: readonly string[]; readonly to?: string | undefined },
): Promise<User> {
  return control.scoped(caller, 'users.write', async (db) => {
    await readUser(db, userId);
    for (const nodeId of new Set(given.nodeIds)) {
      await requireMayGive(db, given.role, nodeId);
      await addGrant(db, { userId, role: given.role, nodeId, to: given.to }, clock.now());
    }
    const user = await readUser(db, userId);
    for (const nodeId of new Set(given.nodeIds))
      await recordAudit(db, {
        ...(await organisationOf(db, nodeId)),
        action: 'grant.added',
        target: userId,
        detail: { role: given.role, nodeId },
      });
    return user;
  });
}

export async function endGrant(
  { control }: UsersDeps,
  caller: Caller,
  userId: string,
  grantId: string,
): Promise<void> {
  const grant = await control.scoped(caller, 'users.write', async (db) => {
    const found = await db
      .selectFrom('role_grant')
      .select(['role', 'node_id'])
      .where('id', '=', grantId)
      .where('user_id', '=', userId)
      .where('node_id', 'in', db.selectFrom('node').select('id'))
      .executeTakeFirst();
    if (!found) throw identityProblem('grant-not-found', { at: '/params/grantId' });
    await requireMayGive(db, found.role as Role, found.node_id);
    return found;
  });
  if (grant.role === 'administrator')
    await control.as('auth', (db) => requireOtherAdministrator(db, { grantId }));
  await control.scoped(caller, 'users.write', async (db) => {
    await db.updateTable('role_grant').set({ until: sql<Date>`now()` }).where('id', '=', grantId).execute();
    await recordAudit(db, {
      ...(await organisationOf(db, grant.node_id)),
      action: 'grant.ended',
      target: userId,
      detail: { role: grant.role, nodeId: grant.node_id },
    });
  });
}

async function addGrant(
  db: Db,
  grant: {
    readonly userId: string;
    readonly role: Role;
    readonly nodeId: string;
    readonly to?: string | undefined;
  },
  now: Date,
): Promise<void> {
  const until = grant.to === undefined ? null : new Date(grant.to);
  if (until && until <= now) throw identityProblem('expiry-invalid', { at: '/body/to' });
  await db
    .insertInto('role_grant')
    .values({
      id: newId(now.getTime()),
      user_id: grant.userId,
      node_id: grant.nodeId,
      role: grant.role,
      until,
    })
    .execute();
}

/** The organisation an entry of the audit log belongs to, when the node is one. */
async function organisationOf(db: Db, nodeId: string): Promise<{ readonly organisationId: string | null }> {
  const found = await db.selectFrom('organisation').select('id').where('id', '=', nodeId).executeTakeFirst();
  return { organisationId: found?.id ?? null };
}
