import type { Control } from '../control/index.ts';
import type { AuditPort, Principal } from '../http/index.ts';
import type { Clock } from '../kernel/clock.ts';
import { recentKeys } from './recent-keys.ts';
import { duringRequest, recordAudit } from './record.ts';

/** The same look by the same person again within this time is the same view: pages refresh by themselves. */
const viewSpanMs = 15 * 60_000;
/** Repeated refusals would let anybody with a session grow the log as fast as they can ask. */
const denialSpanMs = 60_000;

/** What the HTTP side writes to the audit log: views from above, refusals, and changes no area recorded. */
export function createRequestAudit(control: Control, clock: Clock): AuditPort {
  const views = recentKeys(viewSpanMs);
  const denials = recentKeys(denialSpanMs);
  const actor = (principal: Principal | null) =>
    principal ? { id: principal.userId, name: principal.name } : { id: null, name: 'nobody signed in' };

  return {
    during: duringRequest,
    async change(principal, request) {
      await duringRequest(request, () =>
        control.as('keeper', (db) =>
          recordAudit(db, {
            action: `change.${request.route}`,
            organisationId: principal?.organisationId ?? null,
            target: request.target,
            actor: actor(principal),
          }),
        ),
      );
    },
    async view(principal, request) {
      const key = [principal.userId, request.route, request.target, request.purpose, ...request.nodes].join(
        '|',
      );
      if (!views.isNew(key, clock.now().getTime())) return;
      await duringRequest(request, () =>
        control.as('keeper', (db) =>
          recordAudit(db, {
            action: `view.${request.route}`,
            target: request.target,
            actor: actor(principal),
            detail: { nodes: request.nodes },
          }),
        ),
      );
    },
    async denied(principal, request) {
      const key = [principal?.userId ?? request.address, request.route, request.code].join('|');
      if (!denials.isNew(key, clock.now().getTime())) return;
      await duringRequest(request, () =>
        control.as('keeper', (db) =>
          recordAudit(db, {
            action: `denied.${request.route}`,
            organisationId: principal?.organisationId ?? null,
            target: request.target,
            outcome: 'refused',
            actor: actor(principal),
            detail: { code: request.code },
          }),
        ),
      );
    },
  };
}
