import { setTimeout as sleep } from 'node:timers/promises';
import { type BlobStore, releaseBlobs } from '../blobs/index.ts';
import type { Control } from '../control/index.ts';
import { type JobHandler, PermanentJobError } from '../jobs/index.ts';
import type { Journal } from '../journal/index.ts';
import type { Clock } from '../kernel/clock.ts';
import { ReaderDiedError, readUpload } from './read-upload.ts';

export const uploadJobKind = 'upload';

/** What an upload job carries. */
export interface UploadPayload {
  readonly digest: string;
  readonly sourceId: string;
  readonly name: string;
  /** When the file was received, ISO 8601: kept, so that a second attempt makes the same events. */
  readonly received: string;
}

export interface UploadJobDeps {
  readonly control: Control;
  readonly blobs: BlobStore;
  readonly journal: Journal;
  readonly clock: Clock;
}

/** Beyond this the journal is left to the shippers, who cannot wait. */
const backlogBytes = 256 * 1024 * 1024;

/** Reads an uploaded file into the journal. Its result lists what was read and what was damaged. */
export function uploadJobHandler(deps: UploadJobDeps): JobHandler {
  return async (job, run) => {
    const payload = job.payload as unknown as UploadPayload;
    const blob = await deps.blobs.local(payload.digest);
    let records = 0;
    const beat = setInterval(() => {
      // A lost lease or a cancellation reaches us through the signal.
      run.progress(records).catch(() => undefined);
    }, 1000);
    try {
      const report = await readUpload(
        {
          path: blob.path,
          digest: payload.digest,
          name: payload.name,
          sourceId: payload.sourceId,
          received: new Date(payload.received),
        },
        {
          journal: deps.journal,
          signal: run.signal,
          progress: (read) => {
            records = read;
          },
          room: async () => {
            while (deps.journal.backlog().bytes > backlogBytes && !run.signal.aborted) await sleep(200);
          },
        },
      );
      await run.progress(report.records);
      await deps.control.as('keeper', (db) => releaseBlobs(db, { kind: uploadJobKind, id: job.id }));
      return {
        records: report.records,
        faults: report.faults,
        parts: report.parts,
        faultList: report.listed.map(({ part, fault }) => ({ part, ...fault })),
      };
    } catch (error) {
      if (error instanceof ReaderDiedError) throw new PermanentJobError(error.message);
      throw error;
    } finally {
      clearInterval(beat);
      await blob.release();
    }
  };
}
