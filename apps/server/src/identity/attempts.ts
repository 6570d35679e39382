import type { Db } from '../control/index.ts';
import { forgetAfterMs, freeFailures, lockSeconds } from './lockout.ts';
import { identityProblem } from './problems.ts';
import { sha256 } from './secret.ts';

/** Whom a failed attempt counts against: what was typed from where, whoever exists; and the address by itself. */
export interface Attempt {
  readonly account: Buffer;
  readonly address: Buffer;
}

export const attempt = (what: string, address: string): Attempt => ({
  account: sha256(`account|${what.length}:${what}|${address}`),
  address: sha256(`address|${address}`),
});

/** Throws `sign-in-locked` while either is locked, by the same words whether or not there is such an account. */
export async function refuseWhileLocked(db: Db, { account, address }: Attempt, now: Date): Promise<void> {
  const row = await db
    .selectFrom('sign_in_attempt')
    .select((at) => at.fn.max('locked_until').as('until'))
    .where('key', 'in', [account, address])
    .executeTakeFirst();
  const left = (row?.until?.getTime() ?? 0) - now.getTime();
  if (left <= 0) return;
  const seconds = Math.ceil(left / 1000);
  throw identityProblem('sign-in-locked', {
    detail: `try again in ${seconds} s`,
    headers: { 'retry-after': String(seconds) },
  });
}

/** Counts a failure against both and forgets what is long past. */
export async function countFailure(db: Db, { account, address }: Attempt, now: Date): Promise<void> {
  await countOne(db, address, freeFailures.address, now);
  await countOne(db, account, freeFailures.account, now);
  await db
    .deleteFrom('sign_in_attempt')
    .where('last', '<', new Date(now.getTime() - forgetAfterMs))
    .execute();
}

/** The row lock makes parallel guesses count each. */
async function countOne(db: Db, key: Buffer, free: number, now: Date): Promise<void> {
  await db
    .insertInto('sign_in_attempt')
    .values({ key, failures: 0, last: now })
    .onConflict((conflict) => conflict.column('key').doNothing())
    .execute();
  const row = await db
    .selectFrom('sign_in_attempt')
    .select(['failures', 'last'])
    .where('key', '=', key)
    .forUpdate()
    .executeTakeFirstOrThrow();
  const failures = now.getTime() - row.last.getTime() > forgetAfterMs ? 1 : row.failures + 1;
  const seconds = lockSeconds(failures, free);
  await db
    .updateTable('sign_in_attempt')
    .set({ failures, last: now, locked_until: seconds > 0 ? new Date(now.getTime() + seconds * 1000) : null })
    .where('key', '=', key)
    .execute();
}

/** A success forgives the account's failures, not those of the address: others may be behind it. */
export async function clearFailures(db: Db, { account }: Attempt): Promise<void> {
  await db.deleteFrom('sign_in_attempt').where('key', '=', account).execute();
}
