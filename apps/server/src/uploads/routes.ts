import { routes } from '@cordon/api';
import { sql } from 'kysely';
import { recordAudit } from '../audit/index.ts';
import { addBlobReference, type BlobStore } from '../blobs/index.ts';
import type { Caller, Control, Db } from '../control/index.ts';
import { implement, type RouteHandlers } from '../http/index.ts';
import type { Jobs } from '../jobs/index.ts';
import type { Clock } from '../kernel/clock.ts';
import { uploadProblem } from './problems.ts';
import { type UploadPayload, uploadJobKind } from './upload-job.ts';

export interface UploadRoutesDeps {
  readonly control: Control;
  readonly blobs: BlobStore;
  readonly jobs: Jobs;
  readonly clock: Clock;
  /** Largest file; default 32 GiB. */
  readonly maxBytes?: number;
}

interface UploadSource {
  readonly id: string;
  readonly organisation_id: string | null;
}

/** `POST /uploads`: the body is the file. It is durable, and its job exists, when the answer comes. */
export function uploadRoutes(deps: UploadRoutesDeps): RouteHandlers {
  const maxBytes = deps.maxBytes ?? 32 * 1024 ** 3;
  return [
    implement(routes.upload, async ({ query, caller, request }) => {
      const source = await visibleSource(deps.control, caller, query.sourceId);
      const blob = await deps.blobs.put(request.raw, { maxBytes });
      if (blob.bytes === 0) throw uploadProblem('upload-empty');
      const received = deps.clock.now();
      const title = `Upload ${query.name}`;
      const payload: UploadPayload = {
        digest: blob.digest,
        sourceId: source.id,
        name: query.name,
        received: received.toISOString(),
      };
      const { id, by } = await deps.control.scoped(caller, 'uploads.write', async (db) => {
        const user = await callerName(db);
        const job = await deps.jobs.start(db, {
          kind: uploadJobKind,
          title,
          organisationId: source.organisation_id,
          userId: user?.id ?? null,
          userName: user?.name ?? null,
          payload: { ...payload },
          // How many there are is known only at the end: bytes of a compressed file say nothing about it.
          unit: 'records',
        });
        await addBlobReference(db, deps.blobs, blob, {
          kind: uploadJobKind,
          id: job,
          organisationId: source.organisation_id,
        });
        await recordAudit(db, {
          action: 'upload.started',
          organisationId: source.organisation_id,
          target: job,
          detail: { sourceId: source.id, name: query.name, bytes: blob.bytes, sha256: blob.digest },
        });
        return { id: job, by: user?.name ?? null };
      });
      return {
        id,
        kind: uploadJobKind,
        title,
        state: 'waiting' as const,
        done: 0,
        of: null,
        unit: 'records',
        created: received.toISOString(),
        finished: null,
        by,
        error: null,
        result: {},
      };
    }),
  ];
}

/** Asked before a byte of the body is stored. */
async function visibleSource(control: Control, caller: Caller, sourceId: string): Promise<UploadSource> {
  const source = await control.scoped(caller, 'uploads.write', (db) =>
    db
      .selectFrom('source')
      .select(['id', 'organisation_id'])
      .where('id', '=', sourceId)
      .where('organisation_id', 'is not', null)
      .where('disabled_at', 'is', null)
      .executeTakeFirst(),
  );
  if (!source) throw uploadProblem('upload-source-not-found', { at: '/query/sourceId' });
  return source;
}

async function callerName(db: Db): Promise<{ id: string; name: string } | undefined> {
  const { rows } = await sql<{ id: string; name: string }>`
    select id, name from app_user where id = (select scope_user())`.execute(db);
  return rows[0];
}
