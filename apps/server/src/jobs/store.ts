import { sql } from 'kysely';
import type { Db } from '../control/index.ts';

export type JobState = 'waiting' | 'running' | 'done' | 'failed' | 'cancelled';

/** A job as its claimant holds it. `lease` proves that it still does. */
export interface ClaimedJob {
  readonly id: string;
  readonly kind: string;
  readonly title: string;
  readonly organisationId: string | null;
  readonly userId: string | null;
  readonly payload: Readonly<Record<string, unknown>>;
  readonly lease: string;
  /** 1 on the first attempt; a later attempt may find half of the work done. */
  readonly attempt: number;
  readonly maxAttempts: number;
}

export interface JobRow {
  readonly id: string;
  readonly kind: string;
  readonly organisation_id: string | null;
  readonly title: string;
  readonly state: JobState;
  readonly done: number;
  readonly total: number | null;
  readonly unit: string;
  readonly created: Date;
  readonly finished: Date | null;
  readonly user_name: string | null;
  readonly error: string | null;
  readonly result: Record<string, unknown>;
}

/** Takes the oldest job that is due, or whose holder let its lease run out. Index: job_claimable. */
export async function claimJob(
  db: Db,
  kinds: readonly string[],
  lease: string,
  now: Date,
  until: Date,
): Promise<ClaimedJob | null> {
  const { rows } = await sql<ClaimedJob>`
    UPDATE job SET state = 'running', lease_token = ${lease}, lease_until = ${until}, attempts = attempts + 1,
      started = coalesce(started, ${now})
    WHERE id = (
      SELECT id FROM job
      WHERE kind = ANY (${kinds}::text[]) AND state IN ('waiting', 'running') AND not_before <= ${now}
        AND (state = 'waiting' OR lease_until < ${now})
      ORDER BY created LIMIT 1 FOR UPDATE SKIP LOCKED)
    RETURNING id, kind, title, organisation_id AS "organisationId", user_id AS "userId", payload,
      lease_token AS lease, attempts AS attempt, max_attempts AS "maxAttempts"`.execute(db);
  return rows[0] ?? null;
}

/** Renews a lease and records progress. Undefined: the lease is lost, and with it the right to go on. */
export async function renewJob(
  db: Db,
  job: ClaimedJob,
  until: Date,
  progress: { done?: number | undefined; of?: number | null | undefined; unit?: string | undefined },
): Promise<{ cancelled: boolean; done: number; of: number | null } | undefined> {
  const { rows } = await sql<{ cancelled: boolean; done: number; of: number | null }>`
    UPDATE job SET lease_until = ${until}, done = coalesce(${progress.done ?? null}::bigint, done),
      total = coalesce(${progress.of ?? null}::bigint, total), unit = coalesce(${progress.unit ?? null}::text, unit)
    WHERE id = ${job.id} AND lease_token = ${job.lease}
    RETURNING cancel_requested AS cancelled, done::float8 AS done, total::float8 AS "of"`.execute(db);
  return rows[0];
}

/** Ends a job, or puts it back to wait. False: the lease was lost. */
export async function settleJob(
  db: Db,
  job: ClaimedJob,
  outcome: {
    state: JobState;
    at: Date;
    notBefore?: Date;
    result?: Record<string, unknown>;
    error?: string | null;
  },
): Promise<{ done: number; of: number | null } | undefined> {
  const ended = outcome.state !== 'waiting';
  const { rows } = await sql<{ done: number; of: number | null }>`
    UPDATE job SET state = ${outcome.state}, lease_token = NULL, lease_until = NULL,
      finished = ${ended ? outcome.at : null}, not_before = ${outcome.notBefore ?? outcome.at},
      result = coalesce(${outcome.result ? JSON.stringify(outcome.result) : null}::jsonb, result), error = ${outcome.error ?? null}
    WHERE id = ${job.id} AND lease_token = ${job.lease}
    RETURNING done::float8 AS done, total::float8 AS "of"`.execute(db);
  return rows[0];
}

const columns = sql`id, kind, organisation_id, title, state, done::float8 AS done, total::float8 AS total, unit, created, finished,
  user_name, error, result`;

/** Newest first, after a cursor. Index: job_newest. */
export async function listJobs(
  db: Db,
  filter: { kind?: string | undefined; before?: { created: Date; id: string } | undefined; limit: number },
): Promise<readonly JobRow[]> {
  const { kind, before } = filter;
  const { rows } = await sql<JobRow>`
    SELECT ${columns} FROM job
    WHERE ${kind ? sql`kind = ${kind}` : sql`true`}
      AND ${before ? sql`(created, id) < (${before.created}, ${before.id})` : sql`true`}
    ORDER BY created DESC, id DESC LIMIT ${filter.limit}`.execute(db);
  return rows;
}

export async function findJob(db: Db, id: string): Promise<JobRow | undefined> {
  const { rows } = await sql<JobRow>`SELECT ${columns} FROM job WHERE id = ${id}`.execute(db);
  return rows[0];
}

/** Asks for cancellation; the holder sees it at its next progress. A job nobody holds is ended by the keeper. */
export async function requestCancel(db: Db, id: string): Promise<boolean> {
  const { rows } = await sql`
    UPDATE job SET cancel_requested = true WHERE id = ${id} AND state IN ('waiting', 'running') RETURNING id`.execute(
    db,
  );
  return rows.length > 0;
}

/** Ends jobs that were cancelled before anybody held them, or whose attempts are used up by vanished holders. */
export async function sweepJobs(db: Db, now: Date): Promise<readonly { id: string; state: JobState }[]> {
  const { rows } = await sql<{ id: string; state: JobState }>`
    UPDATE job SET state = CASE WHEN cancel_requested THEN 'cancelled' ELSE 'failed' END, finished = ${now},
      lease_token = NULL, lease_until = NULL,
      error = CASE WHEN cancel_requested THEN error ELSE coalesce(error, 'its worker ended ' || attempts || ' times without an answer') END
    WHERE (state = 'waiting' AND cancel_requested)
       OR (state = 'running' AND lease_until < ${now} AND (cancel_requested OR attempts >= max_attempts))
    RETURNING id, state`.execute(db);
  return rows;
}
