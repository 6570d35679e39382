import { sql } from 'kysely';
import type { Db } from '../control/index.ts';
import type { Expiry } from '../lake/index.ts';

export interface LegalHold {
  readonly id: string;
  readonly organisationId: string;
  readonly reason: string;
  readonly from: Date;
  readonly by: string;
  readonly lifted: Date | null;
}

/** Holds in scope, open ones first, then the newest. */
export async function listHolds(db: Db): Promise<LegalHold[]> {
  const rows = await db
    .selectFrom('legal_hold')
    .select(['id', 'organisation_id', 'reason', 'since', 'set_by_name', 'lifted'])
    .orderBy(sql`lifted IS NOT NULL`)
    .orderBy('since', 'desc')
    .execute();
  return rows.map((row) => ({
    id: row.id,
    organisationId: row.organisation_id,
    reason: row.reason,
    from: row.since,
    by: row.set_by_name,
    lifted: row.lifted,
  }));
}

/** False when the organisation does not lie in the caller's scope. */
export async function addHold(
  db: Db,
  hold: { readonly id: string; readonly organisationId: string; readonly reason: string; readonly at: Date },
): Promise<boolean> {
  const { numAffectedRows } = await sql`
    INSERT INTO legal_hold (id, organisation_id, reason, since, set_by, set_by_name)
    SELECT ${hold.id}::uuid, o.id, ${hold.reason}, ${hold.at}, u.id, u.name
    FROM organisation o JOIN app_user u ON u.id = scope_user() WHERE o.id = ${hold.organisationId}`.execute(
    db,
  );
  return numAffectedRows === 1n;
}

/** Lifts a hold and answers its organisation; `lifted` when it was lifted before, null when there is none. */
export async function liftHold(
  db: Db,
  id: string,
  at: Date,
): Promise<{ readonly organisationId: string } | 'lifted' | null> {
  const found = await db
    .selectFrom('legal_hold')
    .select(['organisation_id', 'lifted'])
    .where('id', '=', id)
    .executeTakeFirst();
  if (!found) return null;
  const { numAffectedRows } = await sql`
    UPDATE legal_hold SET lifted = ${at}, lifted_by = scope_user() WHERE id = ${id} AND lifted IS NULL`.execute(
    db,
  );
  return numAffectedRows === 1n ? { organisationId: found.organisation_id } : 'lifted';
}

/** Sets how long events are kept; the days before, null when the organisation is not in scope. */
export async function setRetention(db: Db, organisationId: string, days: number): Promise<number | null> {
  const before = await db
    .selectFrom('organisation')
    .select('retention_days')
    .where('id', '=', organisationId)
    .forUpdate()
    .executeTakeFirst();
  if (!before) return null;
  await db
    .updateTable('organisation')
    .set({ retention_days: days })
    .where('id', '=', organisationId)
    .execute();
  return before.retention_days;
}

/** Per organisation without an open hold: the receipt before which its events are to go. Role `keeper`. */
export async function readExpiries(db: Db, now: Date): Promise<Expiry[]> {
  const { rows } = await sql<{ id: string; retention_days: number }>`
    SELECT o.id, o.retention_days FROM organisation o
    WHERE NOT EXISTS (SELECT 1 FROM legal_hold h WHERE h.organisation_id = o.id AND h.lifted IS NULL)`.execute(
    db,
  );
  return rows.map((row) => ({
    organisationId: row.id,
    before: new Date(now.getTime() - row.retention_days * 86_400_000),
  }));
}

/** Claims a UTC day's run for a job; false when it has one. Role `keeper`. */
export async function claimRun(db: Db, day: string, jobId: string): Promise<boolean> {
  const { numAffectedRows } = await sql`
    INSERT INTO retention_run (day, job_id) VALUES (${day}, ${jobId}) ON CONFLICT DO NOTHING`.execute(db);
  return numAffectedRows === 1n;
}

export async function hasRun(db: Db, day: string): Promise<boolean> {
  const found = await db.selectFrom('retention_run').select('job_id').where('day', '=', day).execute();
  return found.length > 0;
}
