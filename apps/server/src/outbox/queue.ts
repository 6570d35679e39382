import { sql } from 'kysely';
import type { Db } from '../control/index.ts';
import type { Verdict } from './attempt.ts';

/** A message as its sender holds it. */
export interface LeasedMessage {
  readonly id: string;
  readonly channel: 'smtp' | 'webhook';
  readonly recipient: string;
  readonly payload: { readonly subject?: string; readonly text?: string; readonly body?: string };
  /** Of the webhook; null when the webhook was removed meanwhile. */
  readonly secret: Buffer | null;
  /** This attempt's number, from 1. */
  readonly attempt: number;
  readonly give_up: Date;
  readonly lease_token: string;
}

/** Takes messages that are due, oldest first, under a lease. Index: outbox_message_due. */
export async function leaseMessages(
  db: Db,
  token: string,
  now: Date,
  until: Date,
  limit: number,
): Promise<readonly LeasedMessage[]> {
  const { rows } = await sql<LeasedMessage>`
    WITH due AS (
      SELECT id FROM outbox_message
      WHERE state = 'waiting' AND next_attempt <= ${now} AND (lease_until IS NULL OR lease_until < ${now})
      ORDER BY next_attempt LIMIT ${limit} FOR UPDATE SKIP LOCKED
    )
    UPDATE outbox_message m SET lease_token = ${token}, lease_until = ${until}, attempts = m.attempts + 1, last_attempt = ${now}
    FROM due WHERE m.id = due.id
    RETURNING m.id, m.channel, m.recipient, m.payload, m.attempts AS attempt, m.give_up, m.lease_token,
      (SELECT w.secret FROM webhook w WHERE w.id = m.webhook_id AND w.removed IS NULL) AS secret`.execute(db);
  return rows;
}

/** Writes what came of an attempt; a settled message loses its payload, and with it the link. */
export async function settleMessage(
  db: Db,
  message: LeasedMessage,
  verdict: Verdict,
  error: string | null,
  now: Date,
): Promise<void> {
  await sql`
    UPDATE outbox_message SET state = ${verdict.state}, next_attempt = coalesce(${verdict.nextAttempt}::timestamptz, next_attempt),
      lease_token = NULL, lease_until = NULL, last_error = ${error?.slice(0, 500) ?? null},
      delivered = ${verdict.state === 'delivered' ? now : null},
      payload = CASE WHEN ${verdict.state} = 'waiting' THEN payload END
    WHERE id = ${message.id} AND lease_token = ${message.lease_token}`.execute(db);
}

/** When the next waiting message is due; null when none waits. */
export async function nextDue(db: Db): Promise<Date | null> {
  const { rows } = await sql<{ at: Date | null }>`
    SELECT min(greatest(next_attempt, coalesce(lease_until, next_attempt))) AS at FROM outbox_message WHERE state = 'waiting'`.execute(
    db,
  );
  return rows[0]?.at ?? null;
}
