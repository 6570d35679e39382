import { routes } from '@cordon/api';
import { sql } from 'kysely';
import { recordAudit } from '../audit/index.ts';
import type { Control } from '../control/index.ts';
import { implement, type RouteHandlers } from '../http/index.ts';
import type { Jobs } from '../jobs/index.ts';
import type { Clock } from '../kernel/clock.ts';
import { readCursor, writeCursor } from '../kernel/cursor.ts';
import { storable } from '../kernel/text.ts';
import { addReadList, readList } from './add-list.ts';
import { indicatorProblem } from './problems.ts';
import { readBody } from './read-body.ts';
import { readIndicators, readLists, withdrawList } from './store.ts';

export interface IndicatorRoutesDeps {
  readonly control: Control;
  readonly jobs: Jobs;
  readonly clock: Clock;
}

/** Lists of indicators: who sees which is decided by row-level security, by their marking. */
export function indicatorRoutes({ control, jobs, clock }: IndicatorRoutesDeps): RouteHandlers {
  const notFound = () => indicatorProblem('indicator-list-not-found', { at: 'id' });
  return [
    implement(routes.indicatorLists, ({ caller, query }) =>
      control.scoped(caller, 'indicators.read', async (db) => {
        const limit = query.limit ?? 100;
        const at = readCursor(query.cursor, ['time', 'id']);
        const before = at && { created: new Date(String(at[0])), id: String(at[1]) };
        const lists = await readLists(db, { before, limit: limit + 1 }, clock.now());
        const rows = lists.slice(0, limit);
        const last = rows.at(-1);
        return { rows, cursor: lists.length > limit && last ? writeCursor([last.created, last.id]) : null };
      }),
    ),
    implement(routes.indicatorList, ({ caller, params }) =>
      control.scoped(caller, 'indicators.read', async (db) => {
        const [list] = await readLists(db, { id: params.id, limit: 1 }, clock.now());
        if (!list) throw notFound();
        return list;
      }),
    ),
    implement(routes.indicators, ({ caller, params, query }) =>
      control.scoped(caller, 'indicators.read', async (db) => {
        const [list] = await readLists(db, { id: params.id, limit: 1 }, clock.now());
        if (!list) throw notFound();
        const limit = query.limit ?? 100;
        const after = Number(readCursor(query.cursor, ['number'])?.[0] ?? -1);
        const found = await readIndicators(db, params.id, after, limit + 1, storable(query.q?.trim() ?? ''));
        const rows = found.slice(0, limit);
        const last = rows.at(-1);
        return {
          rows: rows.map(({ kind, value, expires }) => ({
            kind,
            value,
            expires: expires?.toISOString() ?? null,
          })),
          cursor: found.length > limit && last ? writeCursor([last.number]) : null,
        };
      }),
    ),
    implement(routes.indicatorListAdd, async ({ caller, query, request }) => {
      const reading = readList(await readBody(request.raw), clock.now());
      const list = await control.scoped(caller, 'indicators.write', (db) =>
        addReadList(db, jobs, query, reading, clock.now()),
      );
      const { refused, refusedInAll, cautions, cautionsInAll, repeated } = reading;
      return {
        list,
        refused: [...refused],
        refusedInAll,
        cautions: [...cautions],
        cautionsInAll,
        repeated,
      };
    }),
    implement(routes.indicatorListWithdraw, ({ caller, params, body }) =>
      control.scoped(caller, 'indicators.write', async (db) => {
        const [before] = await readLists(db, { id: params.id, limit: 1 }, clock.now());
        if (!before) throw notFound();
        if (before.state === 'withdrawn') throw indicatorProblem('indicator-list-withdrawn');
        const { rows } = await sql<{ name: string; organisation_id: string | null }>`
          SELECT name, (SELECT o.id FROM organisation o WHERE o.id = ${before.nodeId}) AS organisation_id
          FROM app_user WHERE id = scope_user()`.execute(db);
        const done = await withdrawList(
          db,
          params.id,
          rows[0]?.name ?? '',
          storable(body.reason),
          clock.now(),
        );
        // Row-level security leaves nothing to change for one who may see but not withdraw.
        if (!done) throw notFound();
        await recordAudit(db, {
          action: 'indicator-list.withdrawn',
          organisationId: rows[0]?.organisation_id ?? null,
          target: params.id,
          detail: { reason: body.reason },
        });
        const [list] = await readLists(db, { id: params.id, limit: 1 }, clock.now());
        if (!list) throw notFound();
        return list;
      }),
    ),
  ];
}
