import type { LiveMessage } from '@cordon/api';
import { sql } from 'kysely';
import type { Db } from '../control/index.ts';

/** A change and who hears of it: viewers of these organisations, one person, or (`centre`) the centre alone. */
export interface LiveNotice {
  readonly message: LiveMessage;
  readonly to: { readonly organisationIds: readonly string[] } | { readonly userId: string } | 'centre';
}

/** A notification holds less than 8,000 bytes: this many organisation ids fit beside the message. */
const organisationsPerNotice = 150;

/**
 * Announces changes on the `live` channel when this transaction commits. A notice names those who may hear it, so
 * that browsers are told only of what lies within their scope; it never holds what changed.
 */
export async function notifyLive(db: Db, notices: readonly LiveNotice[]): Promise<void> {
  const payloads = notices.flatMap(livePayloads);
  if (payloads.length === 0) return;
  await sql`SELECT pg_notify('live', payload) FROM unnest(${payloads}::text[]) AS payload`.execute(db);
}

/** The notifications of a notice: one, or several where it concerns many organisations. */
export function livePayloads({ message, to }: LiveNotice): string[] {
  if (to === 'centre') return [JSON.stringify(message)];
  if ('userId' in to) return [JSON.stringify({ ...message, userId: to.userId })];
  const payloads: string[] = [];
  for (let at = 0; at < to.organisationIds.length; at += organisationsPerNotice) {
    const organisationIds = to.organisationIds.slice(at, at + organisationsPerNotice);
    payloads.push(JSON.stringify({ ...message, organisationIds }));
  }
  return payloads;
}
