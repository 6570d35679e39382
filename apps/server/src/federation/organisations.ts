import type { Organisation, Severity, Site, Tile } from '@cordon/api';
import type { Static } from 'typebox';
import { recordAudit } from '../audit/index.ts';
import type { Db } from '../control/index.ts';
import { readCursor, writeCursor } from '../kernel/cursor.ts';
import { newId } from '../kernel/ids.ts';
import { organisationFigures } from './figures-store.ts';
import { type Ancestor, ancestors, insertNode, sqlState } from './nodes.ts';
import { federationProblem } from './problems.ts';

const severities: readonly Severity[] = ['informational', 'low', 'medium', 'high', 'critical'];

export interface OrganisationFilter {
  readonly q?: string | undefined;
  readonly regionId?: string | undefined;
  readonly cursor?: string | undefined;
  readonly limit?: number | undefined;
}

/** Organisations in scope by name, with their figures. */
export async function listOrganisations(
  db: Db,
  { q, regionId, cursor, limit = 100 }: OrganisationFilter,
  now: Date,
): Promise<{ rows: Organisation[]; cursor: string | null }> {
  const after = readCursor(cursor, ['text', 'id']);
  const above = await ancestors(db);
  let query = selectOrganisations(db).limit(limit + 1);
  if (q) {
    const like = `%${q.replace(/[\\%_]/g, '\\$&')}%`;
    query = query.where((at) => at.or([at('n.name', 'ilike', like), at('n.code', 'ilike', like)]));
  }
  if (regionId) {
    const below = [...above].filter(([, each]) => each.some((node) => node.ancestor_id === regionId));
    query = query.where('o.id', 'in', [...below.map(([id]) => id), regionId]);
  }
  if (after)
    query = query.where((at) =>
      at(at.refTuple('n.name', 'o.id'), '>', at.tuple(String(after[0]), String(after[1]))),
    );
  const found = await query.execute();
  const rows = await toOrganisations(db, found.slice(0, limit), above, now);
  const last = rows.at(-1);
  return { rows, cursor: found.length > limit && last ? writeCursor([last.name, last.id]) : null };
}

/** One organisation. Throws `organisation-not-found` outside of scope. */
export async function readOrganisation(db: Db, id: string, now: Date): Promise<Organisation> {
  const found = await selectOrganisations(db).where('o.id', '=', id).execute();
  const [organisation] = await toOrganisations(db, found, await ancestors(db), now);
  if (!organisation) throw federationProblem('organisation-not-found', { at: '/params/id' });
  return organisation;
}

function selectOrganisations(db: Db) {
  return db
    .selectFrom('organisation as o')
    .innerJoin('node as n', 'n.id', 'o.id')
    .select(['o.id', 'n.code', 'n.name', 'o.kind', 'o.retention_days'])
    .orderBy('n.name')
    .orderBy('o.id');
}
type OrganisationRow = Awaited<ReturnType<ReturnType<typeof selectOrganisations>['execute']>>[number];

async function toOrganisations(
  db: Db,
  rows: readonly OrganisationRow[],
  above: ReadonlyMap<string, Ancestor[]>,
  now: Date,
): Promise<Organisation[]> {
  const ids = rows.map((row) => row.id);
  const figures = await organisationFigures(db, ids, now);
  return rows.map((row) => {
    const known = figures.get(row.id);
    return {
      id: row.id,
      code: row.code,
      name: row.name,
      kind: row.kind,
      ...regionOf(above.get(row.id)),
      parents: (above.get(row.id) ?? [])
        .filter((each) => each.direct)
        .map((each) => ({ id: each.ancestor_id, name: each.name })),
      devices: known?.devices ?? 0,
      sources: known?.sources ?? 0,
      openAlerts: known?.openAlerts ?? 0,
      lastEvent: known?.lastEvent?.toISOString() ?? null,
      retentionDays: row.retention_days,
    };
  });
}

function regionOf(above: readonly Ancestor[] = []): { regionId: string | null; regionName: string | null } {
  const region =
    above.find((each) => each.kind === 'region' && each.direct) ??
    above.find((each) => each.kind === 'region');
  return { regionId: region?.ancestor_id ?? null, regionName: region?.name ?? null };
}

/** One tile an organisation, for the federation at a glance. */
export async function listTiles(db: Db, now: Date): Promise<Static<typeof Tile>[]> {
  const rows = await selectOrganisations(db).execute();
  const above = await ancestors(db);
  const figures = await organisationFigures(
    db,
    rows.map((row) => row.id),
    now,
  );
  return rows.map((row) => {
    const known = figures.get(row.id);
    return {
      organisationId: row.id,
      code: row.code,
      name: row.name,
      ...regionOf(above.get(row.id)),
      openAlerts: known?.openAlerts ?? 0,
      worst: known?.worst == null ? null : (severities[known.worst] ?? null),
      devices: known?.devices ?? 0,
      sources: known?.sources ?? 0,
      silentSources: known?.silentSources ?? 0,
      lastEvent: known?.lastEvent?.toISOString() ?? null,
    };
  });
}

export async function createOrganisation(
  db: Db,
  { code, name, kind, parentIds }: { code: string; name: string; kind: string; parentIds: string[] },
  now: Date,
): Promise<Organisation> {
  const id = await insertNode(db, { kind: 'organisation', code, name }, parentIds, now);
  await db.insertInto('organisation').values({ id, kind, created: now }).execute();
  const made = await readOrganisation(db, id, now);
  await recordAudit(db, {
    action: 'organisation.created',
    organisationId: id,
    target: id,
    detail: { code, name, kind, parentIds },
  });
  return made;
}

export async function updateOrganisation(
  db: Db,
  id: string,
  change: { readonly name?: string | undefined; readonly kind?: string | undefined },
  now: Date,
): Promise<Organisation> {
  await readOrganisation(db, id, now);
  if (change.name !== undefined)
    await db.updateTable('node').set({ name: change.name }).where('id', '=', id).execute();
  if (change.kind !== undefined)
    await db.updateTable('organisation').set({ kind: change.kind }).where('id', '=', id).execute();
  const changed = await readOrganisation(db, id, now);
  await recordAudit(db, { action: 'organisation.changed', organisationId: id, target: id, detail: change });
  return changed;
}

/** Throws `organisation-not-found` unless the organisation lies in scope. */
export async function requireOrganisation(db: Db, id: string, at: string): Promise<void> {
  const found = await db.selectFrom('organisation').select('id').where('id', '=', id).executeTakeFirst();
  if (!found) throw federationProblem('organisation-not-found', { at });
}

export async function listSites(db: Db, organisationId: string): Promise<Static<typeof Site>[]> {
  await requireOrganisation(db, organisationId, '/params/id');
  const rows = await db
    .selectFrom('site')
    .select(['id', 'organisation_id', 'code', 'name'])
    .where('organisation_id', '=', organisationId)
    .orderBy('name')
    .execute();
  return rows.map(({ organisation_id, ...row }) => ({ ...row, organisationId: organisation_id }));
}

export async function createSite(
  db: Db,
  organisationId: string,
  { name, code = null }: { readonly name: string; readonly code?: string | null | undefined },
  now: Date,
): Promise<Static<typeof Site>> {
  await requireOrganisation(db, organisationId, '/params/id');
  const id = newId(now.getTime());
  try {
    await db
      .insertInto('site')
      .values({ id, organisation_id: organisationId, name, code, created: now })
      .execute();
  } catch (error) {
    if (sqlState(error) === '23505')
      throw federationProblem('site-taken', { at: '/body/name', cause: error });
    throw error;
  }
  await recordAudit(db, { action: 'site.created', organisationId, target: id, detail: { name, code } });
  return { id, organisationId, name, code };
}
