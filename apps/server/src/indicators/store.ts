import type { IndicatorList, Marking, Severity } from '@cordon/api';
import type { ListedIndicator } from '@cordon/indicators';
import { sql } from 'kysely';
import type { Db } from '../control/index.ts';
import { levelOf, severityOf } from '../rules/index.ts';
import { ruleIdOf } from './rule-id.ts';

/** The channel on which a change of the lists is announced. */
export const indicatorChannel = 'indicators';

interface ListRow {
  readonly id: string;
  readonly node_id: string;
  readonly node_name: string;
  readonly name: string;
  readonly source: string;
  readonly marking: Marking;
  readonly level: number;
  readonly indicators: number;
  readonly refused: number;
  readonly user_name: string;
  readonly created: Date;
  readonly expires: Date;
  readonly withdrawn: Date | null;
  readonly withdrawn_by: string | null;
  readonly withdrawn_reason: string | null;
  readonly may_withdraw: boolean;
  readonly hits: { id: string; name: string; events: number; last: string }[] | null;
  readonly sweep: IndicatorList['sweep'];
}

/**
 * Lists that the caller may see, newest first, with hits in scope. Row-level security decides what a list, a hit, a
 * job is to this caller. Index: indicator_list_newest.
 */
export async function readLists(
  db: Db,
  wanted: {
    readonly id?: string;
    readonly before?: { created: Date; id: string } | undefined;
    readonly limit: number;
  },
  now: Date,
): Promise<IndicatorList[]> {
  const id = wanted.id ?? null;
  const created = wanted.before?.created ?? null;
  const { rows } = await sql<ListRow>`
    SELECT l.*, scope_permits('indicators.write', l.node_id) AS may_withdraw,
      (SELECT json_agg(json_build_object('id', h.organisation_id, 'name', n.name, 'events', h.events, 'last', h.last)
          ORDER BY h.events DESC, n.name)
        FROM (SELECT organisation_id, sum(count)::float8 AS events, max(last) AS last FROM rule_hit
          WHERE rule_id = ${ruleIdOf('')} || l.id GROUP BY 1) h
        JOIN node n ON n.id = h.organisation_id) AS hits,
      (SELECT json_build_object('jobId', j.id, 'state', j.state, 'done', j.done, 'of', j.total, 'unit', j.unit,
          'error', j.error, 'result', j.result) FROM job j WHERE j.id = l.job_id) AS sweep
    FROM (
      SELECT * FROM indicator_list
      WHERE (${id}::uuid IS NULL OR id = ${id}::uuid)
        AND (${created}::timestamptz IS NULL OR (created, id) < (${created}::timestamptz, ${wanted.before?.id ?? null}::uuid))
      ORDER BY created DESC, id DESC LIMIT ${wanted.limit}) l
    ORDER BY l.created DESC, l.id DESC`.execute(db);
  return rows.map((row) => toList(row, now));
}

function toList(row: ListRow, now: Date): IndicatorList {
  return {
    id: row.id,
    nodeId: row.node_id,
    nodeName: row.node_name,
    name: row.name,
    source: row.source,
    marking: row.marking,
    level: severityOf(row.level),
    indicators: row.indicators,
    refused: row.refused,
    state: row.withdrawn ? 'withdrawn' : row.expires <= now ? 'expired' : 'active',
    created: row.created.toISOString(),
    by: row.user_name,
    expires: row.expires.toISOString(),
    withdrawn: row.withdrawn && {
      at: row.withdrawn.toISOString(),
      by: row.withdrawn_by ?? '',
      reason: row.withdrawn_reason ?? '',
    },
    ruleId: ruleIdOf(row.id),
    hits: (row.hits ?? []).map((hit) => ({
      organisationId: hit.id,
      organisationName: hit.name,
      events: hit.events,
      last: new Date(hit.last).toISOString(),
    })),
    sweep: row.sweep,
    mayWithdraw: row.may_withdraw && row.withdrawn === null,
  };
}

export interface NewList {
  readonly id: string;
  readonly nodeId: string;
  readonly nodeName: string;
  readonly name: string;
  readonly source: string;
  readonly marking: Marking;
  readonly level: Severity;
  readonly expires: Date;
  readonly created: Date;
  readonly refused: number;
  readonly jobId: string;
  readonly by: { readonly id: string; readonly name: string };
  readonly indicators: readonly ListedIndicator[];
}

/** Adds a list and brings it into force: with the commit, whoever matches hears of it. Role app, under indicators.write. */
export async function addList(db: Db, list: NewList): Promise<void> {
  const version = await bumpVersion(db);
  await sql`
    INSERT INTO indicator_list (id, node_id, node_name, name, source, marking, level, indicators, refused, version, job_id,
      user_id, user_name, created, expires)
    VALUES (${list.id}, ${list.nodeId}, ${list.nodeName}, ${list.name}, ${list.source}, ${list.marking},
      ${levelOf(list.level)}, ${list.indicators.length}, ${list.refused}, ${version}, ${list.jobId},
      ${list.by.id}, ${list.by.name}, ${list.created}, ${list.expires})`.execute(db);
  await sql`
    INSERT INTO indicator (list_id, number, kind, value, expires)
    SELECT ${list.id}::uuid, number, kind, value, expires FROM unnest(
      ${list.indicators.map((_, index) => index)}::int[], ${list.indicators.map((each) => each.kind)}::text[],
      ${list.indicators.map((each) => each.value)}::text[],
      ${list.indicators.map((each) => (each.expires === undefined ? null : new Date(each.expires)))}::timestamptz[])
      AS i(number, kind, value, expires)`.execute(db);
}

/** Grows the version; changes of lists follow one another by the lock on its row. */
async function bumpVersion(db: Db): Promise<number> {
  const { rows } = await sql<{ version: number }>`
    UPDATE indicator_version SET version = version + 1 RETURNING version::float8 AS version`.execute(db);
  const version = rows[0]?.version ?? 0;
  await sql`SELECT pg_notify(${indicatorChannel}, ${String(version)})`.execute(db);
  return version;
}

/** Takes a list out of force. Undefined: not there, not for this caller to change, or withdrawn before. */
export async function withdrawList(
  db: Db,
  id: string,
  by: string,
  reason: string,
  at: Date,
): Promise<{ readonly node_id: string; readonly name: string } | undefined> {
  await bumpVersion(db);
  const { rows } = await sql<{ node_id: string; name: string }>`
    UPDATE indicator_list SET withdrawn = ${at}, withdrawn_by = ${by}, withdrawn_reason = ${reason}
    WHERE id = ${id} AND withdrawn IS NULL RETURNING node_id, name`.execute(db);
  return rows[0];
}

/** What limits look at: indicators in force at a node's own lists, and lists added there in the last hour. Role app. */
export async function usageAt(
  db: Db,
  nodeId: string,
  now: Date,
): Promise<{ readonly inForce: number; readonly addedLately: number }> {
  const { rows } = await sql<{ in_force: number; lately: number }>`
    SELECT coalesce(sum(indicators) FILTER (WHERE withdrawn IS NULL AND expires > ${now}), 0)::float8 AS in_force,
      (count(*) FILTER (WHERE created > ${new Date(now.getTime() - 3_600_000)}))::float8 AS lately
    FROM indicator_list WHERE node_id = ${nodeId}`.execute(db);
  return { inForce: rows[0]?.in_force ?? 0, addedLately: rows[0]?.lately ?? 0 };
}

export interface IndicatorRow {
  readonly number: number;
  readonly kind: string;
  readonly value: string;
  readonly expires: Date | null;
}

/** Indicators of a list behind a number, in its order. Index: primary key. */
export async function readIndicators(
  db: Db,
  listId: string,
  after: number,
  limit: number,
  q = '',
): Promise<IndicatorRow[]> {
  const { rows } = await sql<IndicatorRow>`
    SELECT number, kind, value, expires FROM indicator
    WHERE list_id = ${listId} AND number > ${after} AND (${q} = '' OR strpos(value, lower(${q})) > 0)
    ORDER BY number LIMIT ${limit}`.execute(db);
  return rows;
}
