import { sql } from 'kysely';
import type { Db } from '../control/index.ts';

/** Segments that a sweep is done with. Role keeper. */
export async function readSwept(db: Db, listId: string): Promise<ReadonlySet<string>> {
  const { rows } = await sql<{ segment_id: string }>`
    SELECT segment_id FROM indicator_swept WHERE list_id = ${listId}`.execute(db);
  return new Set(rows.map((row) => row.segment_id));
}

export async function noteSwept(db: Db, listId: string, segmentId: string): Promise<void> {
  await sql`
    INSERT INTO indicator_swept (list_id, segment_id) VALUES (${listId}, ${segmentId}) ON CONFLICT DO NOTHING`.execute(
    db,
  );
}

/** A sweep that is over needs to remember nothing. */
export async function forgetSwept(db: Db, listId: string): Promise<void> {
  await sql`DELETE FROM indicator_swept WHERE list_id = ${listId}`.execute(db);
}
