import { type Organisation, routes } from '@cordon/api';
import { recordAudit } from '../audit/index.ts';
import type { Caller, Control } from '../control/index.ts';
import { implement, type RouteHandlers } from '../http/index.ts';
import type { Clock } from '../kernel/clock.ts';
import { newId } from '../kernel/ids.ts';
import { retentionProblem } from './problems.ts';
import { addHold, liftHold, listHolds, setRetention } from './store.ts';

export interface RetentionRoutesDeps {
  readonly control: Control;
  readonly clock: Clock;
  /** An organisation as the federation's own route shows it. */
  readonly organisation: (caller: Caller, id: string) => Promise<Organisation>;
}

export function retentionRoutes({ control, clock, organisation }: RetentionRoutesDeps): RouteHandlers {
  return [
    implement(routes.legalHolds, async ({ caller }) => {
      const holds = await control.scoped(caller, 'federation.read', listHolds);
      return {
        rows: holds.map((hold) => ({
          ...hold,
          from: hold.from.toISOString(),
          lifted: hold.lifted?.toISOString() ?? null,
        })),
        cursor: null,
      };
    }),
    implement(routes.legalHoldAdd, ({ caller, body }) =>
      control.scoped(caller, 'retention.write', async (db) => {
        const id = newId(clock.now().getTime());
        if (!(await addHold(db, { ...body, id, at: clock.now() })))
          throw retentionProblem('retention-organisation-not-found', { at: '/organisationId' });
        await recordAudit(db, {
          action: 'legal-hold.set',
          organisationId: body.organisationId,
          target: id,
          detail: { reason: body.reason },
        });
        return { id };
      }),
    ),
    implement(routes.legalHoldLift, ({ caller, params }) =>
      control.scoped(caller, 'retention.write', async (db) => {
        const lifted = await liftHold(db, params.id, clock.now());
        if (lifted === null) throw retentionProblem('legal-hold-not-found', { at: '/id' });
        if (lifted === 'lifted') throw retentionProblem('legal-hold-lifted', { at: '/id' });
        await recordAudit(db, {
          action: 'legal-hold.lifted',
          organisationId: lifted.organisationId,
          target: params.id,
        });
      }),
    ),
    implement(routes.retentionSet, async ({ caller, params, body }) => {
      await control.scoped(caller, 'retention.write', async (db) => {
        const before = await setRetention(db, params.id, body.days);
        if (before === null) throw retentionProblem('retention-organisation-not-found', { at: '/id' });
        await recordAudit(db, {
          action: 'retention.set',
          organisationId: params.id,
          target: params.id,
          detail: { before, days: body.days },
        });
      });
      return organisation(caller, params.id);
    }),
  ];
}
