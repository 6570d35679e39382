import { sql } from 'kysely';
import { recordAudit } from '../audit/index.ts';
import type { Db } from '../control/index.ts';
import { newId } from '../kernel/ids.ts';
import { deviceProblem } from './problems.ts';

export interface MergeRow {
  readonly id: string;
  readonly at: Date;
  readonly by: string;
  readonly reason: string;
  readonly undone: Date | null;
}

/** Merges that a device took part in, newest first. */
export async function findMerges(db: Db, deviceId: string): Promise<readonly MergeRow[]> {
  const { rows } = await sql<MergeRow>`
    SELECT id, created AS at, user_name AS by, reason, undone FROM device_merge
    WHERE from_id = ${deviceId} OR into_id = ${deviceId} ORDER BY created DESC, id`.execute(db);
  return rows;
}

/**
 * Says that `otherId` is `id`: its sightings, and those that will come under its name, belong to `id` from now on.
 * Only within one organisation: the same name under two organisations is shown, never merged.
 */
export async function mergeDevices(
  db: Db,
  id: string,
  otherId: string,
  reason: string,
  now: Date,
): Promise<string> {
  const devices = await sql<{ id: string; organisation_id: string }>`
    SELECT id, organisation_id FROM device WHERE id IN (${id}, ${otherId})`.execute(db);
  const into = devices.rows.find((row) => row.id === id);
  const from = devices.rows.find((row) => row.id === otherId);
  if (!into) throw deviceProblem('device-not-found', { at: 'id' });
  if (!from) throw deviceProblem('device-not-found', { at: '/otherId' });
  if (id === otherId)
    throw deviceProblem('merge-impossible', { detail: 'a device is itself already', at: '/otherId' });
  if (into.organisation_id !== from.organisation_id)
    throw deviceProblem('merge-impossible', { detail: 'they belong to two organisations', at: '/otherId' });
  // One merge at a time in an organisation: two that cross would make a ring.
  await sql`SELECT pg_advisory_xact_lock(hashtext(${`device_merge ${into.organisation_id}`}))`.execute(db);
  const chain = await sql<{ id: string }>`
    WITH RECURSIVE walk(id, depth) AS (
      SELECT ${id}::uuid, 0 UNION ALL
      SELECT m.into_id, w.depth + 1 FROM walk w JOIN device_merge m ON m.from_id = w.id AND m.undone IS NULL WHERE w.depth < 32
    ) SELECT id FROM walk`.execute(db);
  if (chain.rows.some((row) => row.id === otherId))
    throw deviceProblem('merge-impossible', {
      detail: 'the other way round they are merged already',
      at: '/otherId',
    });
  const already = await sql`SELECT 1 FROM device_merge WHERE from_id = ${otherId} AND undone IS NULL`.execute(
    db,
  );
  if (already.rows.length > 0)
    throw deviceProblem('merge-impossible', { detail: 'it is merged into a device already', at: '/otherId' });
  const mergeId = newId(now.getTime());
  await sql`
    INSERT INTO device_merge (id, organisation_id, from_id, into_id, reason, user_id, user_name, created)
    SELECT ${mergeId}, ${into.organisation_id}, ${otherId}, ${id}, ${reason}, u.id, u.name, ${now} FROM app_user u WHERE u.id = scope_user()`.execute(
    db,
  );
  await refreshAliases(db, otherId, now);
  await recordAudit(db, {
    action: 'device.merged',
    organisationId: into.organisation_id,
    target: id,
    detail: { mergeId, otherId, reason },
  });
  return mergeId;
}

/** Undoes a merge: every sighting goes back to where its name, and the merges still in force, put it. */
export async function undoMerge(db: Db, mergeId: string, now: Date): Promise<void> {
  const { rows } = await sql<{ from_id: string; into_id: string; organisation_id: string }>`
    UPDATE device_merge SET undone = ${now}, undone_by = (SELECT name FROM app_user WHERE id = scope_user())
    WHERE id = ${mergeId} AND undone IS NULL RETURNING from_id, into_id, organisation_id`.execute(db);
  const [merge] = rows;
  if (!merge) throw deviceProblem('merge-not-found', { at: 'id' });
  await refreshAliases(db, merge.from_id, now);
  await recordAudit(db, {
    action: 'device.unmerged',
    organisationId: merge.organisation_id,
    target: merge.into_id,
    detail: { mergeId, otherId: merge.from_id },
  });
}

/** Sightings whose way leads through a device: its own and those of devices merged into it. */
async function refreshAliases(db: Db, deviceId: string, now: Date): Promise<void> {
  await sql`
    WITH RECURSIVE below(id, depth) AS (
      SELECT ${deviceId}::uuid, 0 UNION ALL
      SELECT m.from_id, b.depth + 1 FROM below b JOIN device_merge m ON m.into_id = b.id AND m.undone IS NULL WHERE b.depth < 32
    )
    SELECT device_alias_refresh(array_agg(s.key), ${now}) FROM sighting s WHERE s.home_device_id IN (SELECT id FROM below) HAVING count(*) > 0`.execute(
    db,
  );
}
