import type { Control, Db } from '../control/index.ts';
import { newId } from '../kernel/ids.ts';
import { identityProblem } from './problems.ts';
import { newSecret, sha256 } from './secret.ts';
import type { LinkKind } from './tables.ts';

const hour = 3600 * 1000;
const lifetimes: Readonly<Record<LinkKind, number>> = {
  setup: 24 * hour,
  invitation: 7 * 24 * hour,
  reset: 4 * hour,
};

/** Makes a link that works once. Earlier ones of the same kind for the same person stop working. */
export async function makeLink(
  db: Db,
  kind: LinkKind,
  userId: string | null,
  now: Date,
): Promise<{ readonly secret: string; readonly expires: Date }> {
  await db
    .deleteFrom('one_time_link')
    .where('user_id', userId === null ? 'is' : '=', userId)
    .where('used', 'is', null)
    .execute();
  const secret = newSecret().toString('base64url');
  const expires = new Date(now.getTime() + lifetimes[kind]);
  await db
    .insertInto('one_time_link')
    .values({
      id: newId(now.getTime()),
      kind,
      user_id: userId,
      secret_hash: sha256(secret),
      created: now,
      expires,
    })
    .execute();
  return { secret, expires };
}

/** The link a secret belongs to, locked for this transaction. Throws `link-invalid`: used, expired or never made. */
export async function findLink(db: Db, secret: string, kinds: readonly LinkKind[], now: Date) {
  const link = await db
    .selectFrom('one_time_link')
    .select(['id', 'kind', 'user_id'])
    .where('secret_hash', '=', sha256(secret))
    .where('kind', 'in', kinds)
    .where('used', 'is', null)
    .where('expires', '>', now)
    .forUpdate()
    .executeTakeFirst();
  if (!link) throw identityProblem('link-invalid');
  return link;
}

export async function useLink(db: Db, id: string, now: Date): Promise<void> {
  await db.updateTable('one_time_link').set({ used: now }).where('id', '=', id).execute();
}

/** Secrets stand in the fragment, which browsers send to nobody and no access log holds. */
export const setupUrl = (publicUrl: string, secret: string): string => `${publicUrl}/setup#${secret}`;
export const invitationUrl = (publicUrl: string, secret: string): string =>
  `${publicUrl}/invitation#${secret}`;

/** Whether nobody can sign in yet. */
export async function setupNeeded(control: Control): Promise<boolean> {
  const someone = await control.as('auth', (db) =>
    db.selectFrom('app_user').select('id').where('password_hash', 'is not', null).limit(1).executeTakeFirst(),
  );
  return someone === undefined;
}
