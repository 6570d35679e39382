import { recordAudit } from '../audit/index.ts';
import type { Control, Db } from '../control/index.ts';
import type { Clock } from '../kernel/clock.ts';
import { newId } from '../kernel/ids.ts';
import { attempt, clearFailures, countFailure, refuseWhileLocked } from './attempts.ts';
import { removeAuthenticator } from './invitation.ts';
import { checkPassword, hashPassword, verifyPassword } from './password.ts';
import { identityProblem } from './problems.ts';
import { newSecret, sha256 } from './secret.ts';
import type { SecretBox } from './secret-box.ts';
import { endSessionsOf } from './sessions.ts';
import {
  authenticatorSecretBytes,
  newRecoveryCodes,
  recoveryCodeHash,
  totpEnrolment,
  totpStep,
} from './totp.ts';

/** The person behind a session, as what they do to their own account needs them. */
export interface Self {
  readonly userId: string;
  readonly name: string;
  readonly credential: Uint8Array;
  readonly address: string;
}

/** Changes the password. Other sessions of the person end, everywhere. */
export async function changePassword(
  control: Control,
  clock: Clock,
  self: Self,
  given: { readonly current: string; readonly next: string },
): Promise<void> {
  await provePassword(control, clock, self, given.current);
  const about = await control.as('auth', (db) => readSelf(db, self));
  checkPassword(given.next, [about.email, about.name]);
  const passwordHash = await hashPassword(given.next);
  await control.as('auth', async (db) => {
    await db
      .updateTable('app_user')
      .set({ password_hash: passwordHash })
      .where('id', '=', self.userId)
      .execute();
    await endSessionsOf(db, self.userId, self.credential);
    await recordAudit(db, { action: 'password.changed', target: self.userId, actor: actorOf(self) });
  });
}

/** Begins to enrol an authenticator: it counts only when a code of it was shown. */
export async function beginTotp(control: Control, clock: Clock, box: SecretBox, self: Self) {
  const secret = newSecret().subarray(0, authenticatorSecretBytes);
  const { email } = await control.as('auth', async (db) => {
    await db.deleteFrom('totp_enrolment').where('user_id', '=', self.userId).execute();
    await db
      .insertInto('totp_enrolment')
      .values({ user_id: self.userId, secret: box.seal(self.userId, secret), created: clock.now() })
      .execute();
    return readSelf(db, self);
  });
  return totpEnrolment(secret, email);
}

/** Confirms the authenticator by a code and answers the recovery codes, which are never shown again. */
export async function confirmTotp(
  control: Control,
  clock: Clock,
  box: SecretBox,
  self: Self,
  code: string,
): Promise<string[]> {
  return control.as('auth', async (db) => {
    const now = clock.now();
    const begun = await db
      .selectFrom('totp_enrolment')
      .select('secret')
      .where('user_id', '=', self.userId)
      .where('created', '>', new Date(now.getTime() - 3600_000))
      .executeTakeFirst();
    const secret = begun && box.open(self.userId, begun.secret);
    if (!secret) throw identityProblem('totp-not-begun');
    const step = totpStep(secret, code.trim(), now.getTime(), null);
    if (step === undefined) throw identityProblem('code-wrong', { at: '/body/code' });
    await removeAuthenticator(db, self.userId);
    await db
      .updateTable('app_user')
      .set({ totp_secret: begun.secret, totp_last_step: step })
      .where('id', '=', self.userId)
      .execute();
    const codes = newRecoveryCodes();
    await db
      .insertInto('recovery_code')
      .values(
        codes.map((each) => ({
          id: newId(now.getTime()),
          user_id: self.userId,
          code_hash: recoveryCodeHash(each) ?? sha256(each),
        })),
      )
      .execute();
    await endSessionsOf(db, self.userId, self.credential);
    await recordAudit(db, { action: 'authenticator.enrolled', target: self.userId, actor: actorOf(self) });
    return codes;
  });
}

export async function removeTotp(
  control: Control,
  clock: Clock,
  self: Self,
  password: string,
): Promise<void> {
  await provePassword(control, clock, self, password);
  await control.as('auth', async (db) => {
    await removeAuthenticator(db, self.userId);
    await recordAudit(db, { action: 'authenticator.removed', target: self.userId, actor: actorOf(self) });
  });
}

/** Whoever found an open screen does not know the password, and may not guess it there without end. */
async function provePassword(control: Control, clock: Clock, self: Self, password: string): Promise<void> {
  const tried = attempt(`self|${self.userId}`, self.address);
  const { password_hash } = await control.as('auth', async (db) => {
    await refuseWhileLocked(db, tried, clock.now());
    return readSelf(db, self);
  });
  const right = await verifyPassword(password, password_hash);
  await control.as('auth', (db) => (right ? clearFailures(db, tried) : countFailure(db, tried, clock.now())));
  if (!right) throw identityProblem('password-wrong');
}

const actorOf = (self: Self) => ({ id: self.userId, name: self.name });

function readSelf(db: Db, self: Self) {
  return db
    .selectFrom('app_user')
    .select(['name', 'email', 'password_hash'])
    .where('id', '=', self.userId)
    .executeTakeFirstOrThrow();
}
