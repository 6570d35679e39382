import { routes } from '@cordon/api';
import { recordAudit } from '../audit/index.ts';
import { implement, type RouteHandlers } from '../http/index.ts';
import { notifyLive } from '../live/index.ts';
import { listHandOffs, queueHandOff } from '../outbox/index.ts';
import { addActivity } from '../timeline/index.ts';
import { findAlert } from './list.ts';
import { alertProblem } from './problems.ts';
import type { AlertRoutesDeps } from './routes-deps.ts';
import { whoAmI } from './triage-store.ts';

/** Handing an alert to organisations: with advice, by e-mail and webhook, and a link that acknowledges it. */
export function handOffRoutes({ control, clock, publicUrl }: AlertRoutesDeps): RouteHandlers {
  return [
    implement(routes.handOff, ({ caller, params, body }) =>
      control.scoped(caller, 'alerts.hand-off', async (db) => {
        const now = clock.now();
        const found = await findAlert(db, params.id, now);
        if (!found) throw alertProblem('alert-not-found', { at: 'id' });
        const me = await whoAmI(db);
        const ids: string[] = [];
        for (const [at, organisationId] of [...new Set(body.organisationIds)].entries()) {
          const part = found.parts.find((each) => each.organisation_id === organisationId);
          if (!part)
            throw alertProblem('alert-not-found', {
              detail: 'the organisation has no part in this alert, or is not in your scope',
              at: `/organisationIds/${at}`,
            });
          const id = await queueHandOff(db, now, {
            headId: params.id,
            partId: part.id,
            organisationId,
            organisationName: part.organisation_name,
            title: found.alert.title,
            level: found.alert.level,
            devices: part.devices,
            first: part.first,
            last: part.last,
            advice: body.advice,
            user: me,
            publicUrl: publicUrl(),
          });
          ids.push(id);
        }
        await addActivity(db, now, [
          {
            subject: { kind: 'alert', id: params.id },
            organisationIds: body.organisationIds,
            user: me,
            kind: 'handed-off',
            text: body.advice,
          },
        ]);
        await notifyLive(db, [
          {
            message: { type: 'alert', alertId: params.id, change: 'changed' },
            to: { organisationIds: body.organisationIds },
          },
        ]);
        const handOffs = await listHandOffs(db, { ids });
        for (const { id, organisationId } of handOffs)
          await recordAudit(db, {
            action: 'alert.handed-off',
            organisationId,
            target: params.id,
            detail: { handOffId: id, advice: body.advice.slice(0, 500) },
          });
        return { rows: handOffs, cursor: null };
      }),
    ),
  ];
}
