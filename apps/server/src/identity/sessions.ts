import type { Db } from '../control/index.ts';
import { newId } from '../kernel/ids.ts';
import { csrfToken, newSecret, sha256 } from './secret.ts';

/** However busy, a session ends after a shift; left alone, sooner. */
export const absoluteMs = 12 * 3600 * 1000;
export const idleMs = 2 * 3600 * 1000;
/** A session in use is noted this often, not with every request. */
const noteEveryMs = 60_000;

/** When a session made then and used now ends. */
export function sessionExpiry(created: Date, now: Date): Date {
  return new Date(Math.min(created.getTime() + absoluteMs, now.getTime() + idleMs));
}

/** Opens a session with a new secret; the one the browser had before, if any, ends. */
export async function openSession(
  db: Db,
  user: { readonly id: string; readonly address: string; readonly previous: Uint8Array | undefined },
  now: Date,
): Promise<Buffer> {
  if (user.previous)
    await db.deleteFrom('session').where('secret_hash', '=', sha256(user.previous)).execute();
  await db.deleteFrom('session').where('expires', '<', now).execute();
  const secret = newSecret();
  await db
    .insertInto('session')
    .values({
      id: newId(now.getTime()),
      user_id: user.id,
      secret_hash: sha256(secret),
      csrf_hash: sha256(csrfToken(secret)),
      created: now,
      last_used: now,
      expires: sessionExpiry(now, now),
      address: user.address,
    })
    .execute();
  await db.updateTable('app_user').set({ last_seen: now }).where('id', '=', user.id).execute();
  return secret;
}

/** Moves the end of a session in use onwards. */
export async function noteUse(
  db: Db,
  session: { readonly id: string; readonly userId: string; readonly created: Date; readonly lastUsed: Date },
  now: Date,
): Promise<void> {
  if (now.getTime() - session.lastUsed.getTime() < noteEveryMs) return;
  await db
    .updateTable('session')
    .set({ last_used: now, expires: sessionExpiry(session.created, now) })
    .where('id', '=', session.id)
    .execute();
  await db.updateTable('app_user').set({ last_seen: now }).where('id', '=', session.userId).execute();
}

export async function endSession(db: Db, secret: Uint8Array): Promise<void> {
  await db.deleteFrom('session').where('secret_hash', '=', sha256(secret)).execute();
}

/** Ends a person's sessions everywhere, but for the one given. */
export async function endSessionsOf(db: Db, userId: string, except?: Uint8Array): Promise<void> {
  let query = db.deleteFrom('session').where('user_id', '=', userId);
  if (except) query = query.where('secret_hash', '<>', sha256(except));
  await query.execute();
}
