import { createHash, randomBytes } from 'node:crypto';
import type { HandOff, Severity } from '@cordon/api';
import { sql } from 'kysely';
import type { Static } from 'typebox';
import type { Db } from '../control/index.ts';
import { newId } from '../kernel/ids.ts';
import { giveUpMs } from './attempt.ts';
import { handOffBody, handOffSubject, handOffText } from './hand-off-message.ts';

export interface HandOffRequest {
  readonly headId: string;
  readonly partId: string;
  readonly organisationId: string;
  readonly organisationName: string;
  readonly title: string;
  readonly level: Severity;
  readonly devices: number;
  readonly first: Date;
  readonly last: Date;
  readonly advice: string;
  readonly user: { readonly id: string; readonly name: string };
  readonly publicUrl: string;
}

export const tokenHash = (token: string): Buffer => createHash('sha256').update(token).digest();

/**
 * Records a hand-off and queues a mail for each contact of the organisation and a webhook for each that watches it,
 * within the caller's transaction (scope alerts.hand-off). The link's token is in the messages only, and is wiped
 * from them when they are settled; the database keeps its hash. Answers the hand-off's id.
 */
export async function queueHandOff(db: Db, now: Date, request: HandOffRequest): Promise<string> {
  const id = newId(now.getTime());
  const token = randomBytes(32).toString('base64url');
  await sql`
    INSERT INTO hand_off (id, head_id, part_id, organisation_id, title, advice, sent, user_id, user_name, token_hash)
    VALUES (${id}, ${request.headId}, ${request.partId}, ${request.organisationId}, ${request.title}, ${request.advice}, ${now},
      ${request.user.id}, ${request.user.name}, ${tokenHash(token)})`.execute(db);
  const content = {
    alertId: request.headId,
    title: request.title,
    level: request.level,
    organisationName: request.organisationName,
    devices: request.devices,
    first: request.first,
    last: request.last,
    advice: request.advice,
    by: request.user.name,
    sent: now,
    // Behind the #, as in every link that holds a secret: browsers send it to nobody, and no proxy logs it.
    link: `${request.publicUrl}/acknowledge#${token}`,
    alertUrl: `${request.publicUrl}/alerts/${request.headId}`,
  };
  const mail = JSON.stringify({ subject: handOffSubject(content), text: handOffText(content) });
  const hook = JSON.stringify({ body: handOffBody(id, content) });
  const giveUp = new Date(now.getTime() + giveUpMs);
  const contacts = await sql<{ email: string }>`
    SELECT email FROM contact WHERE organisation_id = ${request.organisationId} AND removed IS NULL ORDER BY email`.execute(
    db,
  );
  const webhooks = await sql<{ id: string; url: string }>`
    SELECT id, url FROM webhooks_for(${request.organisationId}::uuid) ORDER BY id`.execute(db);
  const messages = [
    ...contacts.rows.map((contact) => ({
      channel: 'smtp',
      recipient: contact.email,
      webhook: null,
      payload: mail,
    })),
    ...webhooks.rows.map((each) => ({
      channel: 'webhook',
      recipient: each.url,
      webhook: each.id,
      payload: hook,
    })),
  ];
  await sql`
    INSERT INTO outbox_message (id, organisation_id, hand_off_id, channel, recipient, webhook_id, payload, next_attempt, give_up, created)
    SELECT id, ${request.organisationId}, ${id}, channel, recipient, webhook_id, payload::jsonb, ${now}, ${giveUp}, ${now}
    FROM unnest(${messages.map(() => newId(now.getTime()))}::uuid[], ${messages.map((m) => m.channel)}::text[], ${messages.map((m) => m.recipient)}::text[],
      ${messages.map((m) => m.webhook)}::uuid[], ${messages.map((m) => m.payload)}::text[]) AS m(id, channel, recipient, webhook_id, payload)`.execute(
    db,
  );
  await sql`SELECT pg_notify('outbox', '')`.execute(db);
  return id;
}

type HandOffView = Static<typeof HandOff>;

/** Hand-offs of an alert (or by id) within scope, oldest first, with what came of each message. */
export async function listHandOffs(
  db: Db,
  of: { readonly headId: string } | { readonly ids: readonly string[] },
): Promise<HandOffView[]> {
  const { rows } = await sql<{
    id: string;
    head_id: string;
    organisation_id: string;
    organisation_name: string;
    advice: string;
    sent: Date;
    user_name: string;
    acknowledged: Date | null;
    acknowledged_by: string | null;
    deliveries: HandOffView['deliveries'] | null;
  }>`
    SELECT h.id, h.head_id, h.organisation_id, n.name AS organisation_name, h.advice, h.sent, h.user_name, h.acknowledged, h.acknowledged_by,
      (SELECT jsonb_agg(jsonb_build_object('id', m.id, 'channel', m.channel, 'to', m.recipient, 'state', m.state, 'attempts', m.attempts,
          'lastError', m.last_error, 'delivered', m.delivered) ORDER BY m.channel, m.recipient)
        FROM outbox_message m WHERE m.hand_off_id = h.id) AS deliveries
    FROM hand_off h JOIN node n ON n.id = h.organisation_id
    WHERE ${'headId' in of ? sql`h.head_id = ${of.headId}` : sql`h.id = ANY (${of.ids}::uuid[])`}
    ORDER BY h.sent, h.id`.execute(db);
  return rows.map((row) => ({
    id: row.id,
    alertId: row.head_id,
    organisationId: row.organisation_id,
    organisationName: row.organisation_name,
    advice: row.advice,
    sent: row.sent.toISOString(),
    by: row.user_name,
    deliveries: (row.deliveries ?? []).map((each) => ({
      ...each,
      delivered: each.delivered === null ? null : new Date(each.delivered).toISOString(),
    })),
    acknowledged: row.acknowledged?.toISOString() ?? null,
    acknowledgedBy: row.acknowledged_by,
  }));
}
