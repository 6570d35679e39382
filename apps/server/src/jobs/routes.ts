import { type Job, routes } from '@cordon/api';
import { recordAudit } from '../audit/index.ts';
import type { Control } from '../control/index.ts';
import { implement, type RouteHandlers } from '../http/index.ts';
import { readCursor, writeCursor } from '../kernel/cursor.ts';
import type { Jobs } from './jobs.ts';
import { jobProblem } from './problems.ts';
import { findJob, type JobRow, listJobs, requestCancel } from './store.ts';

export interface JobRoutesDeps {
  readonly control: Control;
  readonly jobs: Jobs;
}

export function jobRoutes({ control, jobs }: JobRoutesDeps): RouteHandlers {
  return [
    implement(routes.jobs, ({ caller, query }) =>
      control.scoped(caller, null, async (db) => {
        const limit = query.limit ?? 100;
        const at = readCursor(query.cursor, ['time', 'id']);
        const rows = await listJobs(db, {
          kind: query.kind,
          before: at && { created: new Date(String(at[0])), id: String(at[1]) },
          limit: limit + 1,
        });
        const page = rows.slice(0, limit);
        const last = page.at(-1);
        return {
          rows: page.map(toJob),
          cursor: rows.length > limit && last ? writeCursor([last.created.toISOString(), last.id]) : null,
        };
      }),
    ),
    implement(routes.job, ({ caller, params }) =>
      control.scoped(caller, null, async (db) => {
        const row = await findJob(db, params.id);
        if (!row) throw jobProblem('job-not-found', { at: 'id' });
        return toJob(row);
      }),
    ),
    implement(routes.jobCancel, async ({ caller, params }) => {
      await control.scoped(caller, null, async (db) => {
        const row = await findJob(db, params.id);
        if (!row) throw jobProblem('job-not-found', { at: 'id' });
        if (row.finished) throw jobProblem('job-finished', { detail: `it is ${row.state}` });
        // Row-level security leaves nothing to change for one who may look but not cancel.
        if (!(await requestCancel(db, params.id))) throw jobProblem('job-not-found', { at: 'id' });
        await recordAudit(db, {
          action: 'job.cancelled',
          organisationId: row.organisation_id,
          target: params.id,
          detail: { kind: row.kind },
        });
      });
      await jobs.sweep();
    }),
  ];
}

function toJob(row: JobRow): Job {
  return {
    id: row.id,
    kind: row.kind,
    title: row.title,
    state: row.state,
    done: row.done,
    of: row.total,
    unit: row.unit,
    created: row.created.toISOString(),
    finished: row.finished?.toISOString() ?? null,
    by: row.user_name,
    error: row.error,
    result: row.result,
  };
}
