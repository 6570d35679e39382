import { routes } from '@cordon/api';
import type { Control } from '../control/index.ts';
import { implement, type RouteHandlers } from '../http/index.ts';
import { auditProblem } from './problems.ts';
import { listAudit, seesCentre, verifyAudit } from './store.ts';

export function auditRoutes({ control }: { readonly control: Control }): RouteHandlers {
  return [
    implement(routes.audit, async ({ caller, query }) => {
      const { cursor, limit = 100, ...filter } = query;
      const rows = await control.scoped(caller, 'audit.read', (db) =>
        listAudit(db, {
          ...filter,
          beforeSeq: cursor && /^\d{1,18}$/.test(cursor) ? cursor : undefined,
          limit: limit + 1,
        }),
      );
      const shown = rows.slice(0, limit);
      return {
        rows: shown.map((row) => ({
          seq: Number(row.seq),
          at: row.at.toISOString(),
          actor: { id: row.actor_id, name: row.actor_name },
          action: row.action,
          organisationId: row.organisation_id,
          organisationName: row.organisation_name,
          target: row.target,
          purpose: row.purpose,
          outcome: row.outcome,
          address: row.address,
          detail: row.detail,
          hash: row.hash.toString('hex'),
        })),
        cursor: rows.length > limit ? String(shown.at(-1)?.seq) : null,
      };
    }),
    implement(routes.auditVerify, async ({ caller }) =>
      control.scoped(caller, 'audit.read', async (db) => {
        if (!(await seesCentre(db))) throw auditProblem('audit-chain-central');
        const { entries, broken_at, head } = await verifyAudit(db);
        return {
          entries: Number(entries),
          intact: broken_at === null,
          brokenAt: broken_at === null ? null : Number(broken_at),
          head: head.toString('hex'),
        };
      }),
    ),
  ];
}
