import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import type { Control, Db } from '../control/index.ts';
import type { Clock } from '../kernel/clock.ts';
import { newId } from '../kernel/ids.ts';
import { notifyLive } from '../live/index.ts';
import { backoff } from './backoff.ts';
import { type ClaimedJob, claimJob, type JobState, renewJob, settleJob, sweepJobs } from './store.ts';

/** Somebody else has the job now: stop at once and write nothing more. */
export class LeaseLostError extends Error {
  override readonly name = 'LeaseLostError';
  constructor(job: ClaimedJob) {
    super(`job ${job.id} (${job.kind}): the lease ran out and was taken by another worker`);
  }
}

export interface JobSpec {
  readonly kind: string;
  readonly title: string;
  readonly organisationId?: string | null;
  /** Who started it; in a scoped transaction it must be the caller. */
  readonly userId?: string | null;
  readonly userName?: string | null;
  /** JSON that the handler needs; never shown to people. */
  readonly payload: Readonly<Record<string, unknown>>;
  readonly unit?: string;
  readonly of?: number;
  readonly maxAttempts?: number;
}

export interface Progress {
  readonly done?: number;
  readonly of?: number | null;
  readonly unit?: string;
}

export interface Jobs {
  /** Adds a job within the caller's transaction: it exists when that commits. Answers its id. */
  start(db: Db, spec: JobSpec): Promise<string>;
  /** Takes the oldest due job of these kinds under a lease of `leaseMs`, or null. */
  claim(kinds: readonly string[]): Promise<ClaimedJob | null>;
  /** Renews the lease, tells listeners, and says whether somebody wants it cancelled. Throws LeaseLostError. */
  progress(job: ClaimedJob, progress?: Progress): Promise<{ readonly cancelled: boolean }>;
  finish(job: ClaimedJob, result?: Record<string, unknown>): Promise<void>;
  /** `retry: true` puts it back with a growing delay until its attempts are used up. */
  fail(job: ClaimedJob, error: string, options?: { readonly retry?: boolean }): Promise<void>;
  /** Puts it back as it is, for whoever comes next. */
  release(job: ClaimedJob): Promise<void>;
  cancelled(job: ClaimedJob, result?: Record<string, unknown>): Promise<void>;
  /** Ends what nobody holds any more. Called by the worker loop. */
  sweep(): Promise<void>;
  readonly leaseMs: number;
}

/** The channel on which a new job is announced to workers. */
export const jobChannel = 'job';

export function createJobs(
  control: Control,
  clock: Clock,
  options: { readonly leaseMs?: number } = {},
): Jobs {
  const leaseMs = options.leaseMs ?? 60_000;
  const later = (ms: number) => new Date(clock.now().getTime() + ms);

  const announce = async (
    db: Db,
    id: string,
    state: JobState,
    done: number,
    of: number | null,
  ): Promise<void> => {
    const { rows } = await sql<{ organisation_id: string | null; user_id: string | null }>`
      SELECT organisation_id, user_id FROM job WHERE id = ${id}`.execute(db);
    const row = rows[0];
    if (!row) return;
    const message = { type: 'job', jobId: id, state, done, of } as const;
    await notifyLive(db, [
      { message, to: row.organisation_id ? { organisationIds: [row.organisation_id] } : 'centre' },
      ...(row.user_id ? [{ message, to: { userId: row.user_id } }] : []),
    ]);
  };

  const settle = (job: ClaimedJob, outcome: Parameters<typeof settleJob>[2]): Promise<void> =>
    control.as('keeper', async (db) => {
      const settled = await settleJob(db, job, outcome);
      if (!settled) throw new LeaseLostError(job);
      await announce(db, job.id, outcome.state, settled.done, settled.of);
    });

  return {
    leaseMs,
    async start(db, spec) {
      const id = newId(clock.now().getTime());
      await sql`
        INSERT INTO job (id, kind, title, organisation_id, user_id, user_name, payload, unit, total, max_attempts, created, not_before)
        VALUES (${id}, ${spec.kind}, ${spec.title}, ${spec.organisationId ?? null}, ${spec.userId ?? null}, ${spec.userName ?? null},
          ${JSON.stringify(spec.payload)}, ${spec.unit ?? 'items'}, ${spec.of ?? null}, ${spec.maxAttempts ?? 5}, ${clock.now()}, ${clock.now()})`.execute(
        db,
      );
      await sql`SELECT pg_notify(${jobChannel}, ${spec.kind})`.execute(db);
      return id;
    },
    claim: (kinds) =>
      control.as('keeper', async (db) => {
        const job = await claimJob(db, kinds, randomUUID(), clock.now(), later(leaseMs));
        if (job) await announce(db, job.id, 'running', 0, null);
        return job;
      }),
    progress: (job, progress = {}) =>
      control.as('keeper', async (db) => {
        const renewed = await renewJob(db, job, later(leaseMs), progress);
        if (!renewed) throw new LeaseLostError(job);
        await announce(db, job.id, 'running', renewed.done, renewed.of);
        return { cancelled: renewed.cancelled };
      }),
    finish: (job, result = {}) => settle(job, { state: 'done', at: clock.now(), result }),
    release: (job) => settle(job, { state: 'waiting', at: clock.now() }),
    cancelled: (job, result = {}) => settle(job, { state: 'cancelled', at: clock.now(), result }),
    fail(job, error, { retry = false } = {}) {
      if (!retry || job.attempt >= job.maxAttempts)
        return settle(job, { state: 'failed', at: clock.now(), error });
      const wait = backoff(job.attempt, 1000, 300_000, Math.random());
      return settle(job, { state: 'waiting', at: clock.now(), notBefore: later(wait), error });
    },
    sweep: () =>
      control.as('keeper', async (db) => {
        for (const ended of await sweepJobs(db, clock.now()))
          await announce(db, ended.id, ended.state, 0, null);
      }),
  };
}
