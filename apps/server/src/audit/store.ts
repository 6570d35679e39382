import { sql } from 'kysely';
import type { Db } from '../control/index.ts';

export interface AuditFilter {
  readonly action?: string | undefined;
  readonly actorId?: string | undefined;
  readonly organisationId?: string | undefined;
  readonly from?: string | undefined;
  readonly to?: string | undefined;
  /** Only entries before this one. */
  readonly beforeSeq?: string | undefined;
  readonly limit: number;
}

/**
 * Entries in scope, newest first. Relies on the primary key, or audit_entry_by_organisation and
 * audit_entry_by_actor where these are given. Of a look from above its readers below learn that it was, by whom and
 * what for; what it was aimed at may belong to another organisation, so only the centre and the actor see that.
 */
export async function listAudit(db: Db, filter: AuditFilter) {
  let query = db
    .selectFrom('audit_entry as e')
    .leftJoin('node as n', 'n.id', 'e.organisation_id')
    .select(['e.seq', 'e.at', 'e.actor_id', 'e.actor_name', 'e.action', 'e.organisation_id'])
    .select(['n.name as organisation_name', 'e.purpose', 'e.outcome', 'e.address', 'e.detail', 'e.hash'])
    .select(
      sql<string | null>`CASE WHEN e.organisation_id IS NOT NULL OR e.actor_id = (SELECT scope_user())
        OR EXISTS (SELECT 1 FROM node c WHERE c.kind = 'centre') THEN e.target END`.as('target'),
    )
    .orderBy('e.seq', 'desc')
    .limit(filter.limit);
  if (filter.action) query = query.where('e.action', 'like', `${filter.action.replace(/[\\%_]/g, '\\$&')}%`);
  if (filter.actorId) query = query.where('e.actor_id', '=', filter.actorId);
  if (filter.organisationId) query = query.where('e.organisation_id', '=', filter.organisationId);
  if (filter.from) query = query.where('e.at', '>=', new Date(filter.from));
  if (filter.to) query = query.where('e.at', '<', new Date(filter.to));
  if (filter.beforeSeq) query = query.where('e.seq', '<', filter.beforeSeq);
  return query.execute();
}

/** Whether the caller's scope reaches the centre. */
export async function seesCentre(db: Db): Promise<boolean> {
  return (
    (await db.selectFrom('node').select('id').where('kind', '=', 'centre').executeTakeFirst()) !== undefined
  );
}

export async function verifyAudit(db: Db) {
  const { rows } = await sql<{ entries: string; broken_at: string | null; head: Buffer }>`
    SELECT entries, broken_at, head FROM audit_verify()`.execute(db);
  const [row] = rows;
  if (!row) throw new Error('audit_verify() answered nothing');
  return row;
}
