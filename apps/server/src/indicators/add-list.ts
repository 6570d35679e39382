import { type IndicatorList, type QueryOf, routes } from '@cordon/api';
import { type Reading, readIndicators } from '@cordon/indicators';
import { sql } from 'kysely';
import { recordAudit } from '../audit/index.ts';
import type { Db } from '../control/index.ts';
import type { Jobs } from '../jobs/index.ts';
import { newId } from '../kernel/ids.ts';
import { storable } from '../kernel/text.ts';
import { indicatorProblem } from './problems.ts';
import { addList, readLists, usageAt } from './store.ts';
import { sweepKind } from './sweep.ts';

/** In force at one node's lists together, and lists added there within an hour. */
const limits = { inForce: 1_000_000, anHour: 60 } as const;
const longestMs = 5 * 366 * 86_400_000;

type Wanted = QueryOf<typeof routes.indicatorListAdd>;
const ofRoute = routes.indicatorListAdd;

/** What a text says, or the problem that nothing in it can be used. */
export function readList(text: string, now: Date): Reading {
  const reading = readIndicators(text, { now: now.getTime(), told: 100 });
  if (reading.indicators.length > 0) return reading;
  const first = reading.refused[0];
  throw indicatorProblem('indicator-list-empty', {
    detail: first ? `line ${first.line}: ${first.reason}` : 'expected at least one indicator, found none',
    at: '/body',
  });
}

/** Adds a list with its sweep, in the caller's scoped transaction under indicators.write. */
export async function addReadList(
  db: Db,
  jobs: Jobs,
  wanted: Wanted,
  reading: Reading,
  now: Date,
): Promise<IndicatorList> {
  const expires = new Date(wanted.expires);
  if (!(expires > now) || expires.getTime() - now.getTime() > longestMs)
    throw indicatorProblem('indicator-list-invalid', {
      detail: 'expected an end after now and within five years',
      at: '/query/expires',
    });
  const { rows } = await sql<{
    name: string;
    organisation_id: string | null;
    user_id: string;
    user_name: string;
  }>`
    SELECT n.name, (SELECT o.id FROM organisation o WHERE o.id = n.id) AS organisation_id, u.id AS user_id, u.name AS user_name
    FROM node n, app_user u
    WHERE n.id = ${wanted.nodeId} AND n.id = ANY (ARRAY(SELECT scope_nodes())) AND u.id = scope_user()`.execute(
    db,
  );
  const [node] = rows;
  if (!node)
    throw indicatorProblem('indicator-list-invalid', {
      detail: `you do not hold ${ofRoute.needs} at that node`,
      at: '/query/nodeId',
    });
  const usage = await usageAt(db, wanted.nodeId, now);
  if (usage.inForce + reading.indicators.length > limits.inForce || usage.addedLately >= limits.anHour)
    throw indicatorProblem('indicator-lists-too-many', {
      detail:
        usage.addedLately >= limits.anHour
          ? `expected at most ${limits.anHour} lists an hour`
          : `expected at most ${limits.inForce} indicators in force, found ${usage.inForce} and ${reading.indicators.length} more`,
    });
  const id = newId(now.getTime());
  const by = { id: node.user_id, name: node.user_name };
  const jobId = await jobs.start(db, {
    kind: sweepKind,
    // Whoever sees the job may not see the list.
    title: 'Look for a list of indicators in the lake',
    organisationId: node.organisation_id,
    userId: by.id,
    userName: by.name,
    payload: { listId: id, nodeId: wanted.nodeId },
    unit: 'events',
  });
  const name = storable(wanted.name);
  const source = storable(wanted.source);
  await addList(db, {
    id,
    nodeId: wanted.nodeId,
    nodeName: node.name,
    name,
    source,
    marking: wanted.marking,
    level: wanted.level,
    expires,
    created: now,
    refused: reading.refusedInAll,
    jobId,
    by,
    indicators: reading.indicators,
  });
  await recordAudit(db, {
    action: 'indicator-list.added',
    organisationId: node.organisation_id,
    target: id,
    detail: {
      nodeId: wanted.nodeId,
      marking: wanted.marking,
      indicators: reading.indicators.length,
      refused: reading.refusedInAll,
      expires: wanted.expires,
    },
  });
  const [list] = await readLists(db, { id, limit: 1 }, now);
  if (!list) throw new Error(`list ${id} was added and cannot be seen`);
  return list;
}
