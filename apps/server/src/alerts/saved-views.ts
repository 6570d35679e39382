import type { BodyOf, routes, SavedView } from '@cordon/api';
import { sql } from 'kysely';
import type { Static } from 'typebox';
import { recordAudit } from '../audit/index.ts';
import type { Db } from '../control/index.ts';
import { newId } from '../kernel/ids.ts';
import { alertProblem } from './problems.ts';

type View = Static<typeof SavedView>;

/** Views of the caller and those shared by colleagues, by name. */
export async function listViews(db: Db, page: string | undefined): Promise<View[]> {
  const { rows } = await sql<View>`
    SELECT id, page, name, query, shared FROM saved_view WHERE ${page ? sql`page = ${page}` : sql`true`} ORDER BY name, id`.execute(
    db,
  );
  return rows;
}

/** Saves a view; one of the caller's with the same page and name is replaced. */
export async function saveView(db: Db, view: BodyOf<(typeof routes)['viewSave']>, now: Date): Promise<View> {
  const { rows } = await sql<View>`
    INSERT INTO saved_view (id, user_id, page, name, query, shared, created)
    VALUES (${newId(now.getTime())}, scope_user(), ${view.page}, ${view.name}, ${view.query}, ${view.shared}, ${now})
    ON CONFLICT (user_id, page, name) DO UPDATE SET query = excluded.query, shared = excluded.shared
    RETURNING id, page, name, query, shared`.execute(db);
  const [row] = rows;
  if (!row) throw new Error('the view was not written');
  const { name, page, shared } = row;
  await recordView(db, 'saved', row.id, { name, page, shared });
  return row;
}

export async function deleteView(db: Db, id: string): Promise<void> {
  const { rows } = await sql<{ name: string; page: string }>`
    DELETE FROM saved_view WHERE id = ${id} RETURNING name, page`.execute(db);
  const [row] = rows;
  if (!row) throw alertProblem('view-not-found', { at: 'id' });
  await recordView(db, 'deleted', id, row);
}

/** What somebody who acts for one organisation saves is that organisation's affair; its lead reads the entry. */
async function recordView(
  db: Db,
  what: 'saved' | 'deleted',
  id: string,
  detail: Readonly<Record<string, unknown>>,
): Promise<void> {
  const { rows } = await sql<{ id: string }>`SELECT id FROM scope_organisations() AS s(id) LIMIT 2`.execute(
    db,
  );
  const organisationId = rows.length === 1 ? (rows[0]?.id ?? null) : null;
  await recordAudit(db, { action: `saved-view.${what}`, organisationId, target: id, detail });
}
