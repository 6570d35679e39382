import { recordAudit } from '../audit/index.ts';
import type { Control } from '../control/index.ts';
import type { Clock } from '../kernel/clock.ts';
import { newId } from '../kernel/ids.ts';
import { findLink, makeLink, setupNeeded, setupUrl, useLink } from './links.ts';
import { checkPassword, hashPassword } from './password.ts';
import { openSession } from './sessions.ts';
import type { SignInFrom } from './sign-in.ts';

/** While nobody can sign in yet: a fresh one-time link for the first administrator, else undefined. */
export async function renewSetupLink(
  control: Control,
  clock: Clock,
  publicUrl: string,
): Promise<string | undefined> {
  if (!(await setupNeeded(control))) return undefined;
  const { secret } = await control.as('auth', (db) => makeLink(db, 'setup', null, clock.now()));
  return setupUrl(publicUrl, secret);
}

export interface FirstAdministrator {
  readonly token: string;
  readonly name: string;
  readonly email: string;
  readonly password: string;
}

/**
 * Makes the centre, if there is none, and its first person: administrator and centre lead, since nobody can give
 * what they do not hold and somebody must be able to give every role. Answers the secret of their session.
 */
export async function setUp(
  control: Control,
  clock: Clock,
  first: FirstAdministrator,
  from: SignInFrom,
): Promise<Buffer> {
  await control.as('auth', (db) => findLink(db, first.token, ['setup'], clock.now()));
  checkPassword(first.password, [first.email, first.name]);
  const passwordHash = await hashPassword(first.password);
  return control.as('auth', async (db) => {
    const now = clock.now();
    const link = await findLink(db, first.token, ['setup'], now);
    await useLink(db, link.id, now);
    const existing = await db.selectFrom('node').select('id').where('kind', '=', 'centre').executeTakeFirst();
    const centreId = existing?.id ?? newId(now.getTime());
    if (!existing)
      await db
        .insertInto('node')
        .values({ id: centreId, kind: 'centre', code: 'CENTRE', name: 'Centre' })
        .execute();
    const id = newId(now.getTime());
    const email = first.email.trim().toLowerCase();
    await db
      .insertInto('app_user')
      .values({ id, name: first.name, email, state: 'active', password_hash: passwordHash })
      .execute();
    for (const role of ['administrator', 'centre-lead', 'organisation-lead'])
      await db
        .insertInto('role_grant')
        .values({ id: newId(now.getTime()), user_id: id, node_id: centreId, role })
        .execute();
    const session = await openSession(db, { id, ...from }, now);
    await recordAudit(db, { action: 'centre.set-up', target: centreId, actor: { id, name: first.name } });
    return session;
  });
}
