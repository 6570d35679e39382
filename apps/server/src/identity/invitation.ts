import { recordAudit } from '../audit/index.ts';
import type { Control, Db } from '../control/index.ts';
import type { Clock } from '../kernel/clock.ts';
import { findLink, invitationUrl, makeLink, useLink } from './links.ts';
import { checkPassword, hashPassword } from './password.ts';
import { identityProblem } from './problems.ts';
import { endSessionsOf } from './sessions.ts';
import { admitPerson, type SignInFrom, type SignInOutcome } from './sign-in.ts';

export async function describeInvitation(control: Control, clock: Clock, secret: string) {
  return control.as('auth', async (db) => {
    const link = await findLink(db, secret, ['invitation', 'reset'], clock.now());
    const user = await personOf(db, link.user_id);
    return {
      name: user.name,
      email: user.email,
      kind: link.kind === 'reset' ? 'reset' : 'invitation',
    } as const;
  });
}

/** Chooses the password. A reset also removes the authenticator, and ends sessions everywhere. */
export async function acceptInvitation(
  control: Control,
  clock: Clock,
  given: { readonly secret: string; readonly password: string },
  from: SignInFrom,
): Promise<SignInOutcome> {
  const about = await describeInvitation(control, clock, given.secret);
  checkPassword(given.password, [about.email, about.name]);
  const passwordHash = await hashPassword(given.password);
  return control.as('auth', async (db) => {
    const now = clock.now();
    const link = await findLink(db, given.secret, ['invitation', 'reset'], now);
    const user = await personOf(db, link.user_id);
    if (user.state === 'disabled') throw identityProblem('link-invalid');
    await useLink(db, link.id, now);
    if (link.kind === 'reset') await removeAuthenticator(db, user.id);
    await db
      .updateTable('app_user')
      .set({ password_hash: passwordHash, state: 'active' })
      .where('id', '=', user.id)
      .execute();
    await endSessionsOf(db, user.id);
    const totpEnabled = link.kind !== 'reset' && user.totp_secret !== null;
    const outcome = await admitPerson(db, { id: user.id, name: user.name, totpEnabled }, from, now);
    await recordAudit(db, { action: `user.${link.kind}-accepted`, target: user.id, actor: user });
    return outcome;
  });
}

export async function removeAuthenticator(db: Db, userId: string): Promise<void> {
  await db
    .updateTable('app_user')
    .set({ totp_secret: null, totp_last_step: null })
    .where('id', '=', userId)
    .execute();
  await db.deleteFrom('recovery_code').where('user_id', '=', userId).execute();
  await db.deleteFrom('totp_enrolment').where('user_id', '=', userId).execute();
}

/**
 * For whoever sits at the server: a link to choose a new password for an address, which also removes the
 * authenticator when it is used. Throws `user-not-found`.
 */
export async function resetUserByEmail(
  control: Control,
  clock: Clock,
  email: string,
  publicUrl: string,
): Promise<{ readonly link: string; readonly expires: Date }> {
  return control.as('auth', async (db) => {
    const user = await db
      .selectFrom('app_user')
      .select(['id', 'state'])
      .where('email', '=', email.trim().toLowerCase())
      .executeTakeFirst();
    if (!user || user.state === 'disabled')
      throw identityProblem('user-not-found', { detail: `no active user has the address ${email}` });
    const { secret, expires } = await makeLink(db, 'reset', user.id, clock.now());
    await recordAudit(db, {
      action: 'user.reset',
      target: user.id,
      actor: { id: null, name: 'command line of the server' },
    });
    return { link: invitationUrl(publicUrl, secret), expires };
  });
}

async function personOf(db: Db, userId: string | null) {
  const user = await db
    .selectFrom('app_user')
    .select(['id', 'name', 'email', 'state', 'totp_secret'])
    .where('id', '=', userId)
    .executeTakeFirst();
  if (!user) throw identityProblem('link-invalid');
  return user;
}
