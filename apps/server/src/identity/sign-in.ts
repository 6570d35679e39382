import { recordAudit } from '../audit/index.ts';
import type { Control, Db } from '../control/index.ts';
import type { Clock } from '../kernel/clock.ts';
import { newId } from '../kernel/ids.ts';
import { type Attempt, attempt, clearFailures, countFailure, refuseWhileLocked } from './attempts.ts';
import { verifyPassword } from './password.ts';
import { identityProblem } from './problems.ts';
import { newSecret, sha256 } from './secret.ts';
import type { SecretBox } from './secret-box.ts';
import { openSession } from './sessions.ts';
import { recoveryCodeHash, totpStep } from './totp.ts';

/** How long the second step may take, and how often its code may be wrong. */
const challengeMs = 5 * 60_000;
const challengeFailures = 5;

export interface SignInFrom {
  readonly address: string;
  /** Secret of the session that the browser has, which ends with a new sign-in. */
  readonly previous: Uint8Array | undefined;
}
export type SignInOutcome = { readonly session: Buffer } | { readonly challenge: string };

interface Person {
  readonly id: string;
  readonly name: string;
  readonly totpEnabled: boolean;
}

export interface SignIn {
  withPassword(email: string, password: string, from: SignInFrom): Promise<SignInOutcome>;
  withCode(challenge: string, code: string, from: SignInFrom): Promise<Buffer>;
}

/**
 * Signing in, in two steps for those with an authenticator. Whether an account exists shows neither in the answer
 * nor in the work done; failures count against what was typed and where it came from.
 */
export function createSignIn(control: Control, clock: Clock, box: SecretBox): SignIn {
  const fail = async (tried: Attempt, who: { id: string | null; name: string }, reason: string) => {
    await control.as('auth', async (db) => {
      await countFailure(db, tried, clock.now());
      await recordAudit(db, {
        action: 'session.refused',
        outcome: 'refused',
        actor: who,
        detail: { reason },
      });
    });
  };
  return {
    async withPassword(typed, password, from) {
      const email = typed.trim().toLowerCase();
      const tried = attempt(email, from.address);
      const user = await control.as('auth', async (db) => {
        await refuseWhileLocked(db, tried, clock.now());
        return db
          .selectFrom('app_user')
          .select(['id', 'name', 'state', 'password_hash', 'totp_secret'])
          .where('email', '=', email)
          .executeTakeFirst();
      });
      const right = await verifyPassword(password, user?.password_hash ?? null);
      if (!right || user?.state !== 'active') {
        await fail(tried, { id: user?.id ?? null, name: user?.name ?? 'unknown address' }, 'password');
        throw identityProblem('sign-in-refused');
      }
      const person = { id: user.id, name: user.name, totpEnabled: user.totp_secret !== null };
      return control.as('auth', async (db) => {
        if (!person.totpEnabled) await clearFailures(db, tried);
        return admitPerson(db, person, from, clock.now());
      });
    },

    async withCode(challenge, code, from) {
      const now = clock.now();
      const found = await control.as('auth', (db) =>
        db
          .selectFrom('sign_in_challenge as c')
          .innerJoin('app_user as u', 'u.id', 'c.user_id')
          .select(['c.id', 'c.user_id', 'u.name', 'u.email'])
          .where('c.secret_hash', '=', sha256(challenge))
          .where('c.expires', '>', now)
          .where('c.failures', '<', challengeFailures)
          .where('u.state', '=', 'active')
          .executeTakeFirst(),
      );
      if (!found) throw identityProblem('challenge-ended');
      const tried = attempt(found.email, from.address);
      const session = await control.as('auth', async (db) => {
        await refuseWhileLocked(db, tried, now);
        if (!(await acceptCode(db, box, found.user_id, code, now))) return undefined;
        await db.deleteFrom('sign_in_challenge').where('user_id', '=', found.user_id).execute();
        await clearFailures(db, tried);
        return signedIn(db, { id: found.user_id, name: found.name }, from, now);
      });
      if (session) return session;
      await control.as('auth', (db) =>
        db
          .updateTable('sign_in_challenge')
          .set((at) => ({ failures: at('failures', '+', 1) }))
          .where('id', '=', found.id)
          .execute(),
      );
      await fail(tried, { id: found.user_id, name: found.name }, 'code');
      throw identityProblem('sign-in-refused');
    },
  };
}

/** After the first step: a session, or a challenge where a second step is due. */
export async function admitPerson(
  db: Db,
  person: Person,
  from: SignInFrom,
  now: Date,
): Promise<SignInOutcome> {
  if (!person.totpEnabled) return { session: await signedIn(db, person, from, now) };
  const challenge = newSecret().toString('base64url');
  await db.deleteFrom('sign_in_challenge').where('expires', '<', now).execute();
  await db
    .insertInto('sign_in_challenge')
    .values({
      id: newId(now.getTime()),
      user_id: person.id,
      secret_hash: sha256(challenge),
      expires: new Date(now.getTime() + challengeMs),
    })
    .execute();
  return { challenge };
}

async function signedIn(
  db: Db,
  person: Pick<Person, 'id' | 'name'>,
  from: SignInFrom,
  now: Date,
): Promise<Buffer> {
  const secret = await openSession(db, { id: person.id, ...from }, now);
  await recordAudit(db, { action: 'session.opened', actor: person });
  return secret;
}

/** Accepts a code of the authenticator, or a recovery code, once. The row lock keeps two requests from both using it. */
async function acceptCode(db: Db, box: SecretBox, userId: string, code: string, now: Date): Promise<boolean> {
  const user = await db
    .selectFrom('app_user')
    .select(['totp_secret', 'totp_last_step'])
    .where('id', '=', userId)
    .forUpdate()
    .executeTakeFirst();
  if (!user?.totp_secret) return false;
  const last = user.totp_last_step === null ? null : Number(user.totp_last_step);
  const secret = box.open(userId, user.totp_secret);
  const step = secret && totpStep(secret, code.trim(), now.getTime(), last);
  if (step !== undefined) {
    await db.updateTable('app_user').set({ totp_last_step: step }).where('id', '=', userId).execute();
    return true;
  }
  const hash = recoveryCodeHash(code);
  if (!hash) return false;
  const used = await db
    .updateTable('recovery_code')
    .set({ used: now })
    .where('user_id', '=', userId)
    .where('code_hash', '=', hash)
    .where('used', 'is', null)
    .executeTakeFirst();
  return used.numUpdatedRows === 1n;
}
