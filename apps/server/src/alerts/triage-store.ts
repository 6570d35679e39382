import type { Alert, AlertState } from '@cordon/api';
import { sql } from 'kysely';
import type { Db } from '../control/index.ts';

/** What triage decides of a part. */
export interface Disposition {
  readonly state: AlertState;
  readonly close_reason: Alert['closeReason'];
  readonly assignee_id: string | null;
  readonly assignee_name: string | null;
}
export interface LockedPart extends Disposition {
  readonly id: string;
  readonly head_id: string;
  readonly organisation_id: string;
  readonly revision: number;
  readonly triaged: Date | null;
  readonly triaged_by: string | null;
}

/** Parts of alerts within scope, locked until commit in an order that cannot deadlock. */
export async function lockParts(
  db: Db,
  headIds: readonly string[],
  organisationIds: readonly string[] | undefined,
): Promise<readonly LockedPart[]> {
  const { rows } = await sql<LockedPart>`
    SELECT id, head_id, organisation_id, state, close_reason, assignee_id, assignee_name, revision, triaged, triaged_by
    FROM alert_part WHERE head_id = ANY (${headIds}::uuid[])
      AND ${organisationIds ? sql`organisation_id = ANY (${organisationIds}::uuid[])` : sql`true`}
    ORDER BY id FOR UPDATE`.execute(db);
  return rows;
}

/** Writes dispositions; each counts as one revision. */
export async function writeDispositions(
  db: Db,
  parts: readonly (Disposition & { readonly id: string })[],
  now: Date,
): Promise<void> {
  await sql`
    UPDATE alert_part p SET state = c.state, close_reason = c.close_reason, assignee_id = c.assignee_id,
      assignee_name = c.assignee_name, revision = p.revision + 1, triaged = ${now}, triaged_by = scope_user()
    FROM unnest(${parts.map((p) => p.id)}::uuid[], ${parts.map((p) => p.state)}::text[], ${parts.map((p) => p.close_reason)}::text[],
      ${parts.map((p) => p.assignee_id)}::uuid[], ${parts.map((p) => p.assignee_name)}::text[])
      AS c(id, state, close_reason, assignee_id, assignee_name)
    WHERE p.id = c.id`.execute(db);
}

export async function whoAmI(db: Db): Promise<{ readonly id: string; readonly name: string }> {
  const { rows } = await sql<{
    id: string;
    name: string;
  }>`SELECT id, name FROM app_user WHERE id = scope_user()`.execute(db);
  const [me] = rows;
  if (!me) throw new Error('a scoped transaction has no user');
  return me;
}

/** The person's name for each organisation whose alerts they may triage. */
export async function assigneeNames(
  db: Db,
  userId: string,
  organisationIds: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const { rows } = await sql<{ id: string; name: string | null }>`
    SELECT id, user_permitted_name(${userId}::uuid, 'alerts.triage', id) AS name FROM unnest(${organisationIds}::uuid[]) AS id`.execute(
    db,
  );
  return new Map(rows.flatMap((row) => (row.name === null ? [] : [[row.id, row.name]])));
}

export async function keepUndo(
  db: Db,
  id: string,
  now: Date,
  expires: Date,
  before: readonly LockedPart[],
): Promise<void> {
  await sql`
    INSERT INTO alert_undo (id, user_id, created, expires, before)
    VALUES (${id}, scope_user(), ${now}, ${expires}, ${JSON.stringify(before)}::jsonb)`.execute(db);
}

/** What an action of the caller changed; not once it is used or expired. */
export async function findUndo(
  db: Db,
  id: string,
  now: Date,
): Promise<{ readonly before: readonly LockedPart[] } | undefined> {
  const { rows } = await sql<{ before: LockedPart[] }>`
    SELECT before FROM alert_undo WHERE id = ${id} AND used IS NULL AND expires > ${now} FOR UPDATE`.execute(
    db,
  );
  return rows[0];
}

export async function markUndone(db: Db, id: string, now: Date): Promise<void> {
  await sql`UPDATE alert_undo SET used = ${now} WHERE id = ${id}`.execute(db);
}
