import type { SourceMap } from '@cordon/api';
import { sql } from 'kysely';
import type { Static } from 'typebox';
import { recordAudit } from '../audit/index.ts';
import type { Db } from '../control/index.ts';
import { readMapLines } from './map-lines.ts';
import { federationProblem } from './problems.ts';
import type { MapLine } from './tables.ts';

type MapView = Static<typeof SourceMap>;
const columns = [
  'version',
  'state',
  'rules',
  'proposed',
  'proposed_by_name',
  'approved',
  'approved_by_name',
] as const;

/** All versions of a shared source's map, newest first. */
export async function listMaps(db: Db, sourceId: string): Promise<MapView[]> {
  await sharedSource(db, sourceId);
  const rows = await db
    .selectFrom('source_map')
    .select(columns)
    .where('source_id', '=', sourceId)
    .orderBy('version', 'desc')
    .execute();
  return rows.map(toMap);
}

/** Proposes the next version. It decides nothing until somebody else at the centre approves it. */
export async function proposeMap(
  db: Db,
  sourceId: string,
  lines: readonly MapLine[],
  now: Date,
): Promise<MapView> {
  const source = await sharedSource(db, sourceId);
  const rules = readMapLines(lines);
  await requireWithin(db, source.node_id, rules);
  const me = await self(db);
  // The source row keeps two proposals from taking the same version.
  await db.selectFrom('source').select('id').where('id', '=', sourceId).forUpdate().execute();
  const { last } = await db
    .selectFrom('source_map')
    .select((at) => at.fn.max('version').as('last'))
    .where('source_id', '=', sourceId)
    .executeTakeFirstOrThrow();
  const row = {
    source_id: sourceId,
    version: (last ?? 0) + 1,
    state: 'draft' as const,
    rules: JSON.stringify(rules),
    proposed: now,
    proposed_by: me.id,
    proposed_by_name: me.name,
  };
  await db
    .insertInto('source_map')
    .values({ ...row, approved_by: null, approved_by_name: null })
    .execute();
  await recordAudit(db, {
    action: 'source-map.proposed',
    target: sourceId,
    detail: { version: row.version, lines: rules.length },
  });
  return readMap(db, sourceId, row.version);
}

/**
 * Puts a proposed version in force; the one before is kept as replaced. Only at the centre, never by its proposer,
 * and only while every organisation in it still lies within the source's grant.
 */
export async function approveMap(db: Db, sourceId: string, version: number, now: Date): Promise<MapView> {
  const source = await sharedSource(db, sourceId);
  const map = await db
    .selectFrom('source_map')
    .select(['state', 'rules', 'proposed_by'])
    .where('source_id', '=', sourceId)
    .where('version', '=', version)
    .executeTakeFirst();
  if (!map) throw federationProblem('source-map-not-found', { at: '/params/version' });
  const centre = await db.selectFrom('node').select('id').where('kind', '=', 'centre').executeTakeFirst();
  if (!centre) throw federationProblem('map-approval-central');
  if (map.state !== 'draft') throw federationProblem('map-not-draft', { detail: `it is ${map.state}` });
  const me = await self(db);
  if (map.proposed_by === me.id) throw federationProblem('map-approval-own');
  await requireWithin(db, source.node_id, map.rules);
  await db
    .updateTable('source_map')
    .set({ state: 'replaced' })
    .where('source_id', '=', sourceId)
    .where('state', '=', 'approved')
    .execute();
  await db
    .updateTable('source_map')
    .set({ state: 'approved', approved: now, approved_by: me.id, approved_by_name: me.name })
    .where('source_id', '=', sourceId)
    .where('version', '=', version)
    .execute();
  await recordAudit(db, { action: 'source-map.approved', target: sourceId, detail: { version } });
  return readMap(db, sourceId, version);
}

async function readMap(db: Db, sourceId: string, version: number): Promise<MapView> {
  const row = await db
    .selectFrom('source_map')
    .select(columns)
    .where('source_id', '=', sourceId)
    .where('version', '=', version)
    .executeTakeFirstOrThrow();
  return toMap(row);
}

interface MapRow {
  readonly version: number;
  readonly state: MapView['state'];
  readonly rules: MapLine[];
  readonly proposed: Date;
  readonly proposed_by_name: string;
  readonly approved: Date | null;
  readonly approved_by_name: string | null;
}

const toMap = (row: MapRow): MapView => ({
  version: row.version,
  state: row.state,
  rules: row.rules,
  proposed: row.proposed.toISOString(),
  proposedBy: row.proposed_by_name,
  approved: row.approved?.toISOString() ?? null,
  approvedBy: row.approved_by_name,
});

async function sharedSource(db: Db, id: string) {
  const source = await db
    .selectFrom('source')
    .select(['node_id', 'shared'])
    .where('id', '=', id)
    .executeTakeFirst();
  if (!source) throw federationProblem('source-not-found', { at: '/params/id' });
  if (!source.shared) throw federationProblem('source-not-shared');
  return source;
}

/** Every organisation of a map lies today at or below the node that the source was granted. */
async function requireWithin(db: Db, nodeId: string, lines: readonly MapLine[]): Promise<void> {
  const below = await db
    .selectFrom('node_closure as c')
    .innerJoin('organisation as o', 'o.id', 'c.descendant_id')
    .select('o.id')
    .where('c.ancestor_id', '=', nodeId)
    .where('c.since', '<=', sql<Date>`now()`)
    .where((at) => at.or([at('c.until', 'is', null), at('c.until', '>', sql<Date>`now()`)]))
    .execute();
  const within = new Set(below.map((row) => row.id));
  const beyond = lines.findIndex((line) => !within.has(line.organisationId));
  if (beyond >= 0)
    throw federationProblem('map-beyond-grant', { at: `/body/rules/${beyond}/organisationId` });
}

async function self(db: Db): Promise<{ id: string; name: string }> {
  return db
    .selectFrom('app_user')
    .select(['id', 'name'])
    .where('id', '=', sql<string>`scope_user()`)
    .executeTakeFirstOrThrow();
}
