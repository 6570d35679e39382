import { sql } from 'kysely';
import type { Db } from '../control/index.ts';
import type { LakeScope, ScopeBounds, SegmentInScope } from './scope.ts';
import type { OrganisationPart, SealedSegment } from './segment.ts';
import type { SegmentLevel, SegmentState } from './tables.ts';

/** A row of the manifest with what it holds. */
export interface ManifestEntry {
  readonly id: string;
  readonly day: string;
  readonly level: SegmentLevel;
  readonly state: SegmentState;
  readonly rows: number;
  readonly bytes: number;
  readonly sha256: Buffer;
  readonly organisations: readonly {
    readonly id: string;
    readonly rows: number;
    readonly maxReceived: Date;
  }[];
}

/**
 * Lists a sealed segment in the manifest: from this transaction's commit on it is searched. Role `pipeline` (new
 * events) or `keeper` (rewritten ones). Recording it again changes nothing, for a commit whose answer was lost.
 */
export async function recordSegment(
  db: Db,
  segment: SealedSegment,
  position: { readonly throughSeq?: bigint | number | string } = {},
): Promise<void> {
  await db
    .insertInto('lake_segment')
    .values({
      id: segment.id,
      day: segment.day,
      level: segment.level,
      state: 'live',
      rows: segment.rows,
      bytes: segment.bytes,
      sha256: segment.sha256,
      through_seq: position.throughSeq ?? null,
      fault: null,
    })
    .onConflict((same) => same.doNothing())
    .execute();
  const column = <T>(value: (part: OrganisationPart) => T): T[] => segment.organisations.map(value);
  await sql`
    INSERT INTO lake_segment_organisation
      (segment_id, organisation_id, rows, min_happened, max_happened, min_received, max_received)
    SELECT ${segment.id}::uuid, * FROM unnest(
      ${column((part) => part.organisationId)}::uuid[], ${column((part) => part.rows)}::bigint[],
      ${column((part) => part.minHappened)}::bigint[], ${column((part) => part.maxHappened)}::bigint[],
      ${column((part) => part.minReceived)}::timestamptz[], ${column((part) => part.maxReceived)}::timestamptz[])
    ON CONFLICT DO NOTHING`.execute(db);
}

/** What the caller of this scoped transaction may search: row-level security decides, `bounds` only narrows. */
export async function readScope(db: Db, bounds: ScopeBounds): Promise<LakeScope> {
  const wanted = bounds.organisationIds ?? null;
  const organisations = await sql<{ id: string; name: string }>`
    SELECT o.id, n.name FROM organisation o JOIN node n ON n.id = o.id
    WHERE ${wanted}::uuid[] IS NULL OR o.id = ANY (${wanted}::uuid[])`.execute(db);
  const from = Math.floor(bounds.from ?? -8.64e15);
  const to = Math.ceil(bounds.to ?? 8.64e15 + 1);
  const segments = await sql<Record<'id' | 'day' | 'rows' | 'min_happened' | 'max_happened', string>>`
    SELECT s.id, s.day::text AS day, sum(o.rows) AS rows, min(o.min_happened) AS min_happened, max(o.max_happened) AS max_happened
    FROM lake_segment_organisation o JOIN lake_segment s ON s.id = o.segment_id
    WHERE s.state = 'live' AND o.organisation_id = ANY (${organisations.rows.map((row) => row.id)}::uuid[])
      AND o.max_happened >= ${from} AND o.min_happened < ${to}
    GROUP BY s.id, s.day ORDER BY max(o.max_happened) DESC, s.id`.execute(db);
  return {
    organisations: new Map(organisations.rows.map((row) => [row.id, { name: row.name }])),
    segments: segments.rows.map(
      (row): SegmentInScope => ({
        id: row.id,
        day: row.day,
        rows: Number(row.rows),
        minHappened: Number(row.min_happened),
        maxHappened: Number(row.max_happened),
      }),
    ),
  };
}

/** Entries of the manifest in some states, or of some ids, oldest first. Role `keeper`. */
export async function readManifest(
  db: Db,
  wanted: {
    readonly states?: readonly SegmentState[];
    readonly ids?: readonly string[];
    /** Only segments of fewer rows. */
    readonly rowsBelow?: number;
  },
): Promise<ManifestEntry[]> {
  const states = wanted.states ?? null;
  const ids = wanted.ids ?? null;
  const rowsBelow = wanted.rowsBelow ?? null;
  const { rows } = await sql<{
    id: string;
    day: string;
    level: SegmentLevel;
    state: SegmentState;
    rows: string;
    bytes: string;
    sha256: Buffer;
    organisations: { id: string; rows: number; received: string }[] | null;
  }>`
    SELECT s.id, s.day::text AS day, s.level, s.state, s.rows, s.bytes, s.sha256,
      (SELECT json_agg(json_build_object('id', o.organisation_id, 'rows', o.rows, 'received', o.max_received)
        ORDER BY o.organisation_id) FROM lake_segment_organisation o WHERE o.segment_id = s.id) AS organisations
    FROM lake_segment s
    WHERE (${states}::text[] IS NULL OR s.state = ANY (${states}::text[]))
      AND (${ids}::uuid[] IS NULL OR s.id = ANY (${ids}::uuid[]))
      AND (${rowsBelow}::bigint IS NULL OR s.rows < ${rowsBelow}::bigint)
    ORDER BY s.day, s.id`.execute(db);
  return rows.map((row) => ({
    ...row,
    rows: Number(row.rows),
    bytes: Number(row.bytes),
    organisations: (row.organisations ?? []).map((part) => ({
      id: part.id,
      rows: Number(part.rows),
      maxReceived: new Date(part.received),
    })),
  }));
}

/** The live segments created last that hold `rows` rows together. Role `keeper`. */
export async function newestSegments(db: Db, rows: number): Promise<{ id: string; day: string }[]> {
  const found = await sql<{ id: string; day: string }>`
    SELECT id, day::text AS day FROM (
      SELECT id, day, sum(rows) OVER (ORDER BY created DESC, id DESC) - rows AS newer FROM lake_segment WHERE state = 'live'
    ) AS counted WHERE newer < ${rows}`.execute(db);
  return found.rows;
}

/**
 * Puts new segments in the place of old ones, all or nothing. False, with nothing changed, when one of the old
 * ones is no longer live: somebody else replaced it meanwhile. Role `keeper`.
 */
export async function replaceSegments(
  db: Db,
  old: readonly string[],
  fresh: readonly SealedSegment[],
  at: Date,
): Promise<boolean> {
  const locked = await sql<{ id: string }>`
    SELECT id FROM lake_segment WHERE id = ANY (${old}::uuid[]) AND state = 'live' ORDER BY id FOR UPDATE`.execute(
    db,
  );
  if (locked.rows.length !== old.length) return false;
  for (const segment of fresh) await recordSegment(db, segment);
  await db
    .updateTable('lake_segment')
    .set({ state: 'replaced', retired: at })
    .where('id', 'in', old)
    .execute();
  return true;
}

/** Takes a segment and all it holds out of the lake, damaged or not. Role `keeper`. */
export async function dropSegment(db: Db, id: string, at: Date): Promise<boolean> {
  const dropped = await db
    .updateTable('lake_segment')
    .set({ state: 'replaced', retired: at, fault: null })
    .where('id', '=', id)
    .where('state', 'in', ['live', 'damaged'])
    .executeTakeFirst();
  return dropped.numUpdatedRows === 1n;
}

/** Takes a segment out of every search because its file is not what was written. Role `keeper`. */
export async function markDamaged(db: Db, id: string, fault: string, at: Date): Promise<void> {
  await db
    .updateTable('lake_segment')
    .set({ state: 'damaged', fault, retired: at })
    .where('id', '=', id)
    .where('state', '=', 'live')
    .execute();
}

/** Replaced segments that no reader can have begun with since `before`, now to be deleted. Role `keeper`. */
export async function claimReplaced(
  db: Db,
  before: Date,
  held: readonly string[],
): Promise<{ id: string; day: string }[]> {
  const { rows } = await sql<{ id: string; day: string }>`
    UPDATE lake_segment SET state = 'deleting'
    WHERE (state = 'deleting' OR (state = 'replaced' AND retired <= ${before})) AND NOT id = ANY (${held}::uuid[])
    RETURNING id, day::text AS day`.execute(db);
  return rows;
}

/** Forgets a segment whose file is gone. Role `keeper`. */
export async function forgetSegment(db: Db, id: string): Promise<void> {
  await db.deleteFrom('lake_segment').where('id', '=', id).where('state', '=', 'deleting').execute();
}

/** Numbers for the health page and metrics. Role `keeper`. */
export async function readHealth(
  db: Db,
): Promise<{ segments: number; rows: number; bytes: number; damaged: number }> {
  const { rows } = await sql<Record<'segments' | 'rows' | 'bytes' | 'damaged', string>>`
    SELECT count(*) FILTER (WHERE state = 'live') AS segments, coalesce(sum(rows) FILTER (WHERE state = 'live'), 0) AS rows,
      coalesce(sum(bytes) FILTER (WHERE state = 'live'), 0) AS bytes, count(*) FILTER (WHERE state = 'damaged') AS damaged
    FROM lake_segment`.execute(db);
  const found = rows[0];
  return {
    segments: Number(found?.segments ?? 0),
    rows: Number(found?.rows ?? 0),
    bytes: Number(found?.bytes ?? 0),
    damaged: Number(found?.damaged ?? 0),
  };
}
