import type { Control } from '../control/index.ts';
import type { Area } from '../kernel/area.ts';
import type { Logger } from '../kernel/log.ts';
import { type Jobs, jobChannel, LeaseLostError } from './jobs.ts';
import type { ClaimedJob } from './store.ts';

/** What a handler is given besides its job. */
export interface JobRun {
  /** Aborted when somebody cancels the job, the lease is lost, or the server stops. */
  readonly signal: AbortSignal;
  /** Records progress (and renews the lease). Cheap enough to call once a second; not for every item. */
  progress(done: number, of?: number | null): Promise<void>;
}

/** Does the work and answers its result. It may run again after a crash: effects must be idempotent. */
export type JobHandler = (job: ClaimedJob, run: JobRun) => Promise<Record<string, unknown>>;

/** A fault that trying again would not change. */
export class PermanentJobError extends Error {
  override readonly name = 'PermanentJobError';
}

const pollMs = 15_000;

/** Runs jobs of these kinds one after another until stopped, woken by notification and by a slow timer. */
export async function startJobWorker(
  control: Control,
  jobs: Jobs,
  handlers: Readonly<Record<string, JobHandler>>,
  log: Logger,
): Promise<Area> {
  const kinds = Object.keys(handlers);
  const stopping = new AbortController();
  let wake: () => void = () => undefined;
  const unlisten = await control.listen(jobChannel, (kind) => {
    if (kinds.includes(kind)) wake();
  });

  const loop = async (): Promise<void> => {
    while (!stopping.signal.aborted) {
      const woken = new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, pollMs);
        wake = () => {
          clearTimeout(timer);
          resolve();
        };
        stopping.signal.addEventListener('abort', wake, { once: true });
      });
      try {
        await jobs.sweep();
        for (let job = await jobs.claim(kinds); job; job = await jobs.claim(kinds)) {
          await runOne(jobs, job, handlers[job.kind], stopping.signal, log);
          if (stopping.signal.aborted) return;
        }
      } catch (error) {
        if (stopping.signal.aborted) return;
        log.error({ err: error }, 'the job worker could not reach its jobs');
      }
      await woken;
      stopping.signal.removeEventListener('abort', wake);
    }
  };
  const running = loop();
  return {
    async stop() {
      stopping.abort();
      await running;
      await unlisten();
    },
  };
}

async function runOne(
  jobs: Jobs,
  job: ClaimedJob,
  handler: JobHandler | undefined,
  stopping: AbortSignal,
  log: Logger,
): Promise<void> {
  if (!handler) return jobs.fail(job, `no handler for jobs of kind ${job.kind}`);
  const cancel = new AbortController();
  let lost = false;
  const beat = async (done?: number, of?: number | null): Promise<void> => {
    try {
      const { cancelled } = await jobs.progress(job, {
        ...(done === undefined ? {} : { done }),
        ...(of === undefined ? {} : { of }),
      });
      if (cancelled) cancel.abort(new Error('cancelled'));
    } catch (error) {
      if (!(error instanceof LeaseLostError)) throw error;
      lost = true;
      cancel.abort(error);
    }
  };
  const timer = setInterval(() => {
    beat().catch((error: unknown) => log.warn({ err: error, job: job.id }, 'a lease could not be renewed'));
  }, jobs.leaseMs / 3);
  const signal = AbortSignal.any([cancel.signal, stopping]);
  try {
    const result = await handler(job, { signal, progress: beat });
    if (!lost) await jobs.finish(job, result);
  } catch (error) {
    if (lost || error instanceof LeaseLostError) {
      log.warn({ job: job.id, kind: job.kind }, 'a job went on elsewhere');
    } else if (cancel.signal.aborted) {
      await jobs.cancelled(job);
    } else if (stopping.aborted && !(error instanceof PermanentJobError)) {
      log.info({ job: job.id, kind: job.kind }, 'a job is interrupted by the stop of the server');
      await jobs.release(job);
    } else {
      const reason = error instanceof Error ? error.message : String(error);
      log.warn({ err: error, job: job.id, kind: job.kind }, 'a job failed');
      await jobs.fail(job, reason, { retry: !(error instanceof PermanentJobError) });
    }
  } finally {
    clearInterval(timer);
  }
}
