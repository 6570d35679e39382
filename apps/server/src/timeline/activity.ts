import { sql } from 'kysely';
import type { Db } from '../control/index.ts';
import { newId } from '../kernel/ids.ts';

/** What the activity is about. One table serves every area; later kinds (case, cyber alert) join here. */
export type SubjectKind = 'alert';

export interface NewActivity {
  readonly subject: { readonly kind: SubjectKind; readonly id: string };
  /** One row an organisation: each sees what concerns it. */
  readonly organisationIds: readonly string[];
  /** Null: the platform itself. In a scoped transaction it must be the caller; without id, somebody with a link. */
  readonly user: { readonly id: string | null; readonly name: string } | null;
  readonly kind: string;
  readonly text: string | null;
  readonly detail?: Readonly<Record<string, unknown>>;
}

/** Writes what happened, for each organisation concerned. Rows of one activity are shown as one. */
export async function addActivity(db: Db, at: Date, entries: readonly NewActivity[]): Promise<void> {
  const rows = entries.flatMap((entry) => {
    const action = newId(at.getTime());
    return entry.organisationIds.map((organisation) => ({
      ...entry,
      action,
      organisation,
      id: newId(at.getTime()),
    }));
  });
  if (rows.length === 0) return;
  await sql`
    INSERT INTO activity (id, action_id, at, subject_kind, subject_id, organisation_id, user_id, user_name, kind, body, detail)
    SELECT id, action_id, ${at}, subject_kind, subject_id, organisation_id, user_id, user_name, kind, body, detail::jsonb
    FROM unnest(${rows.map((r) => r.id)}::uuid[], ${rows.map((r) => r.action)}::uuid[], ${rows.map((r) => r.subject.kind)}::text[],
      ${rows.map((r) => r.subject.id)}::uuid[], ${rows.map((r) => r.organisation)}::uuid[], ${rows.map((r) => r.user?.id ?? null)}::uuid[],
      ${rows.map((r) => r.user?.name ?? 'Cordon')}::text[], ${rows.map((r) => r.kind)}::text[], ${rows.map((r) => r.text)}::text[],
      ${rows.map((r) => JSON.stringify(r.detail ?? {}))}::text[])
      AS a(id, action_id, subject_kind, subject_id, organisation_id, user_id, user_name, kind, body, detail)`.execute(
    db,
  );
}

export interface ActivityRow {
  readonly id: string;
  readonly at: Date;
  readonly user_id: string | null;
  readonly user_name: string;
  readonly organisation_ids: readonly string[];
  readonly kind: string;
  readonly body: string | null;
  readonly detail: Record<string, unknown>;
}

/** Activities of a subject within scope, oldest first. Index: activity_of_subject. */
export async function listActivity(db: Db, kind: SubjectKind, id: string): Promise<readonly ActivityRow[]> {
  const { rows } = await sql<ActivityRow>`
    SELECT action_id AS id, min(at) AS at, min(user_id::text)::uuid AS user_id, min(user_name) AS user_name,
      array_agg(organisation_id::text ORDER BY organisation_id) AS organisation_ids, min(kind) AS kind, min(body) AS body,
      (array_agg(detail))[1] AS detail
    FROM activity WHERE subject_kind = ${kind} AND subject_id = ${id}
    GROUP BY action_id ORDER BY min(seq)`.execute(db);
  return rows;
}
