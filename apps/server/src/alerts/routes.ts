import { routes } from '@cordon/api';
import { implement, type RouteHandlers } from '../http/index.ts';
import { listActivity } from '../timeline/index.ts';
import { detailRoutes } from './detail-routes.ts';
import { handOffRoutes } from './hand-off.ts';
import { findAlert, listAlerts } from './list.ts';
import { addMute, endMute, listMutes } from './mutes.ts';
import { alertProblem } from './problems.ts';
import { readAlertCursor, toListQuery, writeAlertCursor } from './query.ts';
import type { AlertRoutesDeps } from './routes-deps.ts';
import { deleteView, listViews, saveView } from './saved-views.ts';
import { triage, undoTriage } from './triage.ts';
import { whoAmI } from './triage-store.ts';

export function alertRoutes(deps: AlertRoutesDeps): RouteHandlers {
  const { control, clock } = deps;
  return [
    implement(routes.alerts, ({ caller, query }) =>
      control.scoped(caller, 'alerts.read', async (db) => {
        const me = query.assignee === 'me' ? (await whoAmI(db)).id : query.assignee;
        const wanted = toListQuery(
          { ...query, ...(me ? { assignee: me } : {}) },
          readAlertCursor(query.cursor),
        );
        const { rows, next, total, facets } = await listAlerts(db, wanted, clock.now());
        return { rows: [...rows], cursor: next && writeAlertCursor(next), total, facets };
      }),
    ),
    implement(routes.alertTimeline, ({ caller, params }) =>
      control.scoped(caller, 'alerts.read', async (db) => {
        if (!(await findAlert(db, params.id, clock.now())))
          throw alertProblem('alert-not-found', { at: 'id' });
        const rows = await listActivity(db, 'alert', params.id);
        return {
          rows: rows.map((row) => ({
            id: row.id,
            at: row.at.toISOString(),
            by: { id: row.user_id, name: row.user_name },
            organisationId: row.organisation_ids.length === 1 ? (row.organisation_ids[0] ?? null) : null,
            kind: row.kind,
            text: row.body,
            detail: { ...row.detail, organisationIds: row.organisation_ids },
          })),
          cursor: null,
        };
      }),
    ),
    implement(routes.alertAct, ({ caller, body }) =>
      control.scoped(caller, 'alerts.triage', (db) => triage(db, body, clock.now())),
    ),
    implement(routes.alertUndo, ({ caller, params }) =>
      control.scoped(caller, 'alerts.triage', (db) => undoTriage(db, params.id, clock.now())),
    ),
    implement(routes.mutes, ({ caller }) =>
      control.scoped(caller, 'alerts.read', (db) => listMutes(db, clock.now())),
    ),
    implement(routes.muteAdd, ({ caller, body }) =>
      control.scoped(caller, 'mutes.write', (db) => addMute(db, body, clock.now())),
    ),
    implement(routes.muteEnd, ({ caller, params }) =>
      control.scoped(caller, 'mutes.write', (db) => endMute(db, params.id, clock.now())),
    ),
    implement(routes.views, ({ caller, query }) =>
      control.scoped(caller, null, async (db) => ({ rows: await listViews(db, query.page), cursor: null })),
    ),
    implement(routes.viewSave, ({ caller, body }) =>
      control.scoped(caller, null, (db) => saveView(db, body, clock.now())),
    ),
    implement(routes.viewDelete, ({ caller, params }) =>
      control.scoped(caller, null, (db) => deleteView(db, params.id)),
    ),
    ...detailRoutes(deps),
    ...handOffRoutes(deps),
  ];
}
