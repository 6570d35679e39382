import { randomBytes } from 'node:crypto';
import type { ResponseOf, routes } from '@cordon/api';
import { sql } from 'kysely';
import { recordAudit } from '../audit/index.ts';
import type { Db } from '../control/index.ts';
import { newId } from '../kernel/ids.ts';
import { urlFault } from './address-guard.ts';
import { outboxProblem } from './problems.ts';

type Webhook = ResponseOf<(typeof routes)['webhookAdd']>['webhook'];
type Contact = ResponseOf<(typeof routes)['contactAdd']>;

interface WebhookRow {
  readonly id: string;
  readonly node_id: string;
  readonly node_name: string;
  readonly url: string;
  readonly created: Date;
  readonly last_delivery: Date | null;
  readonly failing: boolean | null;
}

/** Webhooks within scope, the newest first. */
export async function listWebhooks(db: Db, id?: string): Promise<Webhook[]> {
  const { rows } = await sql<WebhookRow>`
    SELECT w.id, w.node_id, n.name AS node_name, w.url, w.created,
      (SELECT max(m.delivered) FROM outbox_message m WHERE m.webhook_id = w.id) AS last_delivery,
      (SELECT m.last_error IS NOT NULL FROM outbox_message m WHERE m.webhook_id = w.id AND m.attempts > 0 ORDER BY m.created DESC LIMIT 1) AS failing
    FROM webhook w JOIN node n ON n.id = w.node_id
    WHERE w.removed IS NULL AND ${id ? sql`w.id = ${id}` : sql`true`} ORDER BY w.created DESC, w.id`.execute(
    db,
  );
  return rows.map((row) => ({
    id: row.id,
    nodeId: row.node_id,
    nodeName: row.node_name,
    url: row.url,
    created: row.created.toISOString(),
    lastDelivery: row.last_delivery?.toISOString() ?? null,
    failing: row.failing ?? false,
  }));
}

/** Adds a webhook at a node where the caller holds webhooks.write. Its secret is answered here and never again. */
export async function addWebhook(
  db: Db,
  body: { readonly nodeId: string; readonly url: string },
  allowPrivate: boolean,
  now: Date,
): Promise<{ webhook: Webhook; secret: string }> {
  const fault = urlFault(body.url, allowPrivate);
  if (fault) throw outboxProblem('webhook-refused', { detail: fault, at: '/url' });
  const node = await sql`SELECT 1 FROM node WHERE id = ${body.nodeId}`.execute(db);
  if (node.rows.length === 0)
    throw outboxProblem('webhook-refused', { detail: 'the node is not in your scope', at: '/nodeId' });
  const id = newId(now.getTime());
  const secret = randomBytes(32);
  await sql`INSERT INTO webhook (id, node_id, url, secret, created) VALUES (${id}, ${body.nodeId}, ${body.url}, ${secret}, ${now})`.execute(
    db,
  );
  const [webhook] = await listWebhooks(db, id);
  if (!webhook) throw new Error('the webhook was not written');
  await recordAudit(db, {
    action: 'webhook.added',
    organisationId: await organisationAt(db, body.nodeId),
    target: id,
    detail: { nodeId: body.nodeId, url: body.url },
  });
  return { webhook, secret: secret.toString('base64url') };
}

export async function removeWebhook(db: Db, id: string, now: Date): Promise<void> {
  const { rows } = await sql<{ node_id: string; url: string }>`
    UPDATE webhook SET removed = ${now} WHERE id = ${id} AND removed IS NULL RETURNING node_id, url`.execute(
    db,
  );
  const [removed] = rows;
  if (!removed) throw outboxProblem('webhook-not-found', { at: 'id' });
  await recordAudit(db, {
    action: 'webhook.removed',
    organisationId: await organisationAt(db, removed.node_id),
    target: id,
    detail: { url: removed.url },
  });
}

/** The organisation whose affair a node's webhook is; null for one above organisations. */
async function organisationAt(db: Db, nodeId: string): Promise<string | null> {
  const { rows } = await sql<{ id: string }>`SELECT id FROM organisation WHERE id = ${nodeId}`.execute(db);
  return rows[0]?.id ?? null;
}

/** Contacts of an organisation in scope, by name. */
export async function listContacts(db: Db, organisationId: string): Promise<Contact[]> {
  const { rows } = await sql<Contact>`
    SELECT id, organisation_id AS "organisationId", name, email FROM contact
    WHERE organisation_id = ${organisationId} AND removed IS NULL ORDER BY name, id`.execute(db);
  return rows;
}

export async function addContact(
  db: Db,
  organisationId: string,
  body: { readonly name: string; readonly email: string },
  now: Date,
): Promise<Contact> {
  const organisation = await sql`SELECT 1 FROM organisation WHERE id = ${organisationId}`.execute(db);
  if (organisation.rows.length === 0)
    throw outboxProblem('contact-not-found', { detail: 'the organisation is not in your scope', at: 'id' });
  const { rows } = await sql<Contact>`
    INSERT INTO contact (id, organisation_id, name, email, created)
    VALUES (${newId(now.getTime())}, ${organisationId}, ${body.name}, ${body.email}, ${now})
    ON CONFLICT DO NOTHING RETURNING id, organisation_id AS "organisationId", name, email`.execute(db);
  const [contact] = rows;
  if (!contact) throw outboxProblem('contact-known', { at: '/email' });
  await recordAudit(db, {
    action: 'contact.added',
    organisationId,
    target: contact.id,
    detail: { name: contact.name, email: contact.email },
  });
  return contact;
}

export async function removeContact(db: Db, organisationId: string, id: string, now: Date): Promise<void> {
  const { rows } = await sql`
    UPDATE contact SET removed = ${now} WHERE id = ${id} AND organisation_id = ${organisationId} AND removed IS NULL RETURNING id`.execute(
    db,
  );
  if (rows.length === 0) throw outboxProblem('contact-not-found', { at: 'contactId' });
  await recordAudit(db, { action: 'contact.removed', organisationId, target: id });
}
