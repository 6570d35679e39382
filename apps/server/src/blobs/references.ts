import { sql } from 'kysely';
import type { Control, Db } from '../control/index.ts';
import type { Clock } from '../kernel/clock.ts';
import type { BlobStore, StoredBlob } from './blob-store.ts';
import { blobProblem } from './problems.ts';

/** Who needs a blob: `kind` names the sort of owner (`upload`), `id` the owner. */
export interface BlobOwner {
  readonly kind: string;
  readonly id: string;
  /** Null for what no single organisation owns; role `pipeline` or `keeper` then. */
  readonly organisationId: string | null;
}

/** How long a blob may stand without a reference: longer than from its put to the commit that refers to it. */
const graceMs = 60 * 60_000;

/** Says in a transaction that a blob is needed. Throws `blob-not-found` when a sweep was quicker. */
export async function addBlobReference(
  db: Db,
  store: BlobStore,
  blob: StoredBlob,
  owner: BlobOwner,
): Promise<void> {
  await sql`
    INSERT INTO blob_reference (digest, kind, owner_id, organisation_id, bytes)
    VALUES (${Buffer.from(blob.digest, 'hex')}, ${owner.kind}, ${owner.id}, ${owner.organisationId}, ${blob.bytes})
    ON CONFLICT DO NOTHING`.execute(db);
  if (!(await store.has(blob.digest))) throw blobProblem('blob-not-found', { detail: blob.digest });
}

/** Says that an owner no longer needs its blobs; the next sweep takes those that nobody needs. */
export async function releaseBlobs(db: Db, owner: Pick<BlobOwner, 'kind' | 'id'>): Promise<void> {
  await db
    .deleteFrom('blob_reference')
    .where('kind', '=', owner.kind)
    .where('owner_id', '=', owner.id)
    .execute();
}

/** Deletes blobs that nothing refers to; answers how many. */
export async function sweepBlobs(control: Control, store: BlobStore, clock: Clock): Promise<number> {
  let gone = 0;
  const before = new Date(clock.now().getTime() - graceMs);
  for await (const digest of store.olderThan(before)) {
    const needed = await control.as('keeper', async (db) => {
      const found = await db
        .selectFrom('blob_reference')
        .select('kind')
        .where('digest', '=', Buffer.from(digest, 'hex'))
        .limit(1)
        .execute();
      return found.length > 0;
    });
    if (needed) continue;
    await store.delete(digest);
    gone += 1;
  }
  return gone;
}
