import { createHash, randomBytes } from 'node:crypto';
import type { Source } from '@cordon/api';
import { sql } from 'kysely';
import { recordAudit } from '../audit/index.ts';
import type { Db } from '../control/index.ts';
import { readCursor, writeCursor } from '../kernel/cursor.ts';
import { newId } from '../kernel/ids.ts';
import { sourceState } from './figures-store.ts';
import { requireOrganisation } from './organisations.ts';
import { federationProblem } from './problems.ts';

export interface SourceFilter {
  readonly organisationId?: string | undefined;
  readonly state?: string | undefined;
  /** Part of its name, or of its organisation's name or code. */
  readonly q?: string | undefined;
  readonly cursor?: string | undefined;
  readonly limit?: number | undefined;
  readonly id?: string | undefined;
}

interface SourceRow {
  readonly id: string;
  readonly organisation_id: string | null;
  readonly organisation_name: string | null;
  readonly shared: boolean;
  readonly name: string;
  readonly kind: Source['kind'];
  readonly state: Source['state'];
  readonly silent_after_minutes: number;
  readonly time_zone: string;
  readonly last_event: Date | null;
  readonly events24h: string;
  readonly dead24h: string;
  readonly devices: string;
}

/** Sources in scope by name. Relies on source_by_organisation, source_activity's key and sighting_by_source. */
export async function listSources(
  db: Db,
  { organisationId, state, q, cursor, limit = 100, id }: SourceFilter,
  now: Date,
): Promise<{ rows: Source[]; cursor: string | null }> {
  const after = readCursor(cursor, ['text', 'id']);
  const like = q ? `%${q.replace(/[\\%_]/g, '\\$&')}%` : null;
  const { rows: found } = await sql<SourceRow>`
    SELECT s.id, s.organisation_id, n.name AS organisation_name, s.shared, s.name, s.kind, s.silent_after_minutes,
      s.time_zone, st.last_event, ${sourceState(now)} AS state, a.events24h, a.dead24h,
      (SELECT count(*) FROM sighting g WHERE g.source_id = s.id) AS devices
    FROM source s
    LEFT JOIN node n ON n.id = s.organisation_id
    LEFT JOIN source_state st ON st.source_id = s.id
    LEFT JOIN LATERAL (
      SELECT coalesce(sum(events), 0) AS events24h, coalesce(sum(dead_letters), 0) AS dead24h FROM source_activity
      WHERE source_id = s.id AND minute > ${now}::timestamptz - interval '24 hours') a ON true
    WHERE (${id ?? null}::uuid IS NULL OR s.id = ${id ?? null})
      AND (${organisationId ?? null}::uuid IS NULL OR s.organisation_id = ${organisationId ?? null})
      AND (${like}::text IS NULL OR s.name ILIKE ${like} OR n.name ILIKE ${like} OR n.code ILIKE ${like})
      AND (${state ?? null}::text IS NULL OR ${sourceState(now)} = ${state ?? null})
      AND (${after?.[1] ?? null}::uuid IS NULL OR (s.name, s.id) > (${after?.[0] ?? ''}::text, ${after?.[1] ?? null}::uuid))
    ORDER BY s.name, s.id LIMIT ${limit + 1}`.execute(db);
  const shown = found.slice(0, limit);
  const tokens = await tokensOf(
    db,
    shown.map((row) => row.id),
    now,
  );
  const last = shown.at(-1);
  return {
    rows: shown.map((row) => toSource(row, tokens.get(row.id) ?? [])),
    cursor: found.length > limit && last ? writeCursor([last.name, last.id]) : null,
  };
}

/** One source. Throws `source-not-found` outside of scope. */
export async function readSource(db: Db, id: string, now: Date): Promise<Source> {
  const { rows } = await listSources(db, { id, limit: 1 }, now);
  const [source] = rows;
  if (!source) throw federationProblem('source-not-found', { at: '/params/id' });
  return source;
}

function toSource(row: SourceRow, tokens: Source['tokens']): Source {
  return {
    id: row.id,
    organisationId: row.organisation_id,
    organisationName: row.organisation_name,
    shared: row.shared,
    name: row.name,
    kind: row.kind,
    state: row.state,
    silentAfterMinutes: row.silent_after_minutes,
    lastEvent: row.last_event?.toISOString() ?? null,
    events24h: Number(row.events24h),
    deadLetters24h: Number(row.dead24h),
    devices: Number(row.devices),
    timeZone: row.time_zone,
    tokens,
  };
}

async function tokensOf(
  db: Db,
  sourceIds: readonly string[],
  now: Date,
): Promise<Map<string, Source['tokens']>> {
  const bySource = new Map<string, Source['tokens']>();
  if (sourceIds.length === 0) return bySource;
  const rows = await db
    .selectFrom('source_token')
    .select(['id', 'source_id', 'hint', 'created', 'expires', 'last_used'])
    .where('source_id', 'in', sourceIds)
    .where('revoked', 'is', null)
    .where((at) => at.or([at('expires', 'is', null), at('expires', '>', now)]))
    .orderBy('created')
    .execute();
  for (const row of rows) {
    const tokens = bySource.get(row.source_id) ?? [];
    bySource.set(row.source_id, tokens);
    tokens.push({
      id: row.id,
      hint: row.hint,
      created: row.created.toISOString(),
      expires: row.expires?.toISOString() ?? null,
      lastUsed: row.last_used?.toISOString() ?? null,
    });
  }
  return bySource;
}

export interface NewSource {
  readonly organisationId?: string | undefined;
  readonly shared?: { readonly nodeId: string } | undefined;
  readonly name: string;
  readonly kind: Source['kind'];
  readonly silentAfterMinutes?: number | undefined;
  readonly timeZone?: string | undefined;
}

/** Adds a source with its first token, whose secret is answered once. All its events have its origin. */
export async function createSource(
  db: Db,
  wanted: NewSource,
  origin: 'live' | 'demo',
  now: Date,
): Promise<{ source: Source; token: string }> {
  const { organisationId, shared } = wanted;
  const nodeId = organisationId ?? shared?.nodeId;
  if (nodeId === undefined || (organisationId !== undefined && shared !== undefined))
    throw federationProblem('source-owner-unclear', {
      at: '/body',
      detail: 'expected either organisationId or shared',
    });
  if (organisationId !== undefined) await requireOrganisation(db, organisationId, '/body/organisationId');
  const node = await db.selectFrom('node').select('id').where('id', '=', nodeId).executeTakeFirst();
  if (!node) throw federationProblem('node-not-found', { at: '/body/shared/nodeId' });
  if (wanted.timeZone !== undefined) requireTimeZone(wanted.timeZone);
  const id = newId(now.getTime());
  await db
    .insertInto('source')
    .values({
      id,
      organisation_id: organisationId ?? null,
      node_id: nodeId,
      name: wanted.name,
      kind: wanted.kind,
      shared: shared !== undefined,
      origin,
      created: now,
      ...(wanted.silentAfterMinutes === undefined ? {} : { silent_after_minutes: wanted.silentAfterMinutes }),
      ...(wanted.timeZone === undefined ? {} : { time_zone: wanted.timeZone }),
    })
    .execute();
  const token = await insertToken(db, id, now);
  const source = await readSource(db, id, now);
  await recordAudit(db, {
    action: 'source.created',
    organisationId: organisationId ?? null,
    target: id,
    detail: { name: wanted.name, kind: wanted.kind, nodeId },
  });
  return { source, token };
}

export async function updateSource(
  db: Db,
  id: string,
  change: Pick<NewSource, 'silentAfterMinutes' | 'timeZone'> & {
    readonly name?: string | undefined;
    readonly disabled?: boolean | undefined;
  },
  now: Date,
): Promise<Source> {
  const before = await readSource(db, id, now);
  if (change.timeZone !== undefined) requireTimeZone(change.timeZone);
  const set = {
    ...(change.name === undefined ? {} : { name: change.name }),
    ...(change.silentAfterMinutes === undefined ? {} : { silent_after_minutes: change.silentAfterMinutes }),
    ...(change.timeZone === undefined ? {} : { time_zone: change.timeZone }),
    ...(change.disabled === undefined ? {} : { disabled_at: change.disabled ? now : null }),
  };
  if (Object.keys(set).length > 0) await db.updateTable('source').set(set).where('id', '=', id).execute();
  const source = await readSource(db, id, now);
  await recordAudit(db, {
    action: 'source.changed',
    organisationId: before.organisationId,
    target: id,
    detail: change,
  });
  return source;
}

/** Adds a token beside those in use, and lets these end after some hours when asked to: rotation without a gap. */
export async function addSourceToken(
  db: Db,
  id: string,
  oldExpiresInHours: number | undefined,
  now: Date,
): Promise<{ source: Source; token: string }> {
  const before = await readSource(db, id, now);
  if (oldExpiresInHours !== undefined) {
    const expires = new Date(now.getTime() + oldExpiresInHours * 3600_000);
    await db
      .updateTable('source_token')
      .set({ expires })
      .where('source_id', '=', id)
      .where('revoked', 'is', null)
      .where((at) => at.or([at('expires', 'is', null), at('expires', '>', expires)]))
      .execute();
  }
  const token = await insertToken(db, id, now);
  const source = await readSource(db, id, now);
  await recordAudit(db, {
    action: 'source-token.added',
    organisationId: before.organisationId,
    target: id,
    detail: { oldExpiresInHours: oldExpiresInHours ?? null },
  });
  return { source, token };
}

export async function revokeSourceToken(db: Db, id: string, tokenId: string, now: Date): Promise<void> {
  const source = await readSource(db, id, now);
  const revoked = await db
    .updateTable('source_token')
    .set({ revoked: now })
    .where('id', '=', tokenId)
    .where('source_id', '=', id)
    .where('revoked', 'is', null)
    .executeTakeFirst();
  if (revoked.numUpdatedRows === 0n)
    throw federationProblem('source-token-not-found', { at: '/params/tokenId' });
  await recordAudit(db, {
    action: 'source-token.revoked',
    organisationId: source.organisationId,
    target: id,
    detail: { tokenId },
  });
}

/** Letters and digits only: it is pasted into YAML, INI, RainerScript and URLs alike. */
async function insertToken(db: Db, sourceId: string, now: Date): Promise<string> {
  const token = `cds${randomBytes(32).toString('hex')}`;
  await db
    .insertInto('source_token')
    .values({
      id: newId(now.getTime()),
      source_id: sourceId,
      secret_hash: createHash('sha256').update(token).digest(),
      hint: token.slice(-4),
      created: now,
    })
    .execute();
  return token;
}

function requireTimeZone(timeZone: string): void {
  try {
    new Intl.DateTimeFormat('en', { timeZone });
  } catch (cause) {
    throw federationProblem('time-zone-unknown', {
      at: '/body/timeZone',
      detail: `expected a name such as Europe/London, found ${timeZone}`,
      cause,
    });
  }
}
