import { recordAudit } from '../audit/index.ts';
import { type BlobStore, sweepBlobs } from '../blobs/index.ts';
import type { Control } from '../control/index.ts';
import type { JobHandler, Jobs } from '../jobs/index.ts';
import type { Area } from '../kernel/area.ts';
import type { Clock } from '../kernel/clock.ts';
import type { Logger } from '../kernel/log.ts';
import type { Lake } from '../lake/index.ts';
import { claimRun, hasRun, readExpiries } from './store.ts';

export const retentionKind = 'retention';

export interface RetentionParts {
  readonly control: Control;
  readonly lake: Lake;
  readonly blobs: BlobStore;
  readonly clock: Clock;
}

/**
 * The job that forgets what is older than each organisation keeps it, counted from receipt: the device's clock is
 * not asked, or a wrong one would delete evidence. Done twice it does nothing the second time. The audit log says
 * how many events of which organisation went.
 */
export function retentionJob({ control, lake, blobs, clock }: RetentionParts): JobHandler {
  return async (_job, run) => {
    const expired = () => control.as('keeper', (db) => readExpiries(db, clock.now()));
    const forgotten = await lake.forget(expired, run.signal);
    const cutoffs = new Map((await expired()).map((expiry) => [expiry.organisationId, expiry.before]));
    for (const [organisationId, rows] of forgotten.rows) {
      await control.as('keeper', (db) =>
        recordAudit(db, {
          action: 'events.expired',
          organisationId,
          detail: { events: rows, receivedBefore: cutoffs.get(organisationId)?.toISOString() ?? null },
        }),
      );
    }
    const blobsDeleted = run.signal.aborted ? 0 : await sweepBlobs(control, blobs, clock);
    const events = [...forgotten.rows.values()].reduce((sum, rows) => sum + rows, 0);
    return {
      events,
      organisations: forgotten.rows.size,
      segmentsDropped: forgotten.segmentsDropped,
      segmentsRewritten: forgotten.segmentsRewritten,
      blobsDeleted,
    };
  };
}

/** Starts the day's retention job unless it has one; answers whether it did. */
export async function startRetention(control: Control, jobs: Jobs, clock: Clock): Promise<boolean> {
  const day = clock.now().toISOString().slice(0, 10);
  return control.as('keeper', async (db) => {
    if (await hasRun(db, day)) return false;
    const id = await jobs.start(db, {
      kind: retentionKind,
      title: `Retention of ${day}`,
      payload: { day },
      unit: 'segments',
    });
    if (await claimRun(db, day, id)) return true;
    // Another server was quicker: its job stands, ours is undone with this transaction.
    throw new Error(`retention of ${day} was started elsewhere`);
  });
}

/** Sees to it that retention runs every day. */
export function scheduleRetention(
  control: Control,
  jobs: Jobs,
  clock: Clock,
  log: Logger,
  everyMs = 10 * 60_000,
): Area {
  const ask = (): void => {
    startRetention(control, jobs, clock).catch((error: unknown) =>
      log.warn({ err: error }, 'retention was not started'),
    );
  };
  ask();
  const timer = setInterval(ask, everyMs);
  return {
    async stop() {
      clearInterval(timer);
    },
  };
}
