import { type Kysely, sql, type Transaction } from 'kysely';
import type { Database } from '../control/index.ts';
import type { Backlog, JournalBatch, JournalEntry } from './journal.ts';
import './tables.ts';

/** Any constant would do: it names the lock under which entries are numbered. */
const numberingLock = 0x636f_7264;

/**
 * Stores batches and tells which were new. Numbers are given under a lock held to the commit: a reader that has
 * seen entry 10 must never find entry 9 appear behind its back, as it would with two writers and a bare sequence.
 */
export async function insertBatches(
  db: Transaction<Database>,
  batches: readonly JournalBatch[],
): Promise<boolean[]> {
  await sql`select pg_advisory_xact_lock(${numberingLock})`.execute(db);
  const key = (batch: { sourceId: string; batch: string }) => `${batch.sourceId} ${batch.batch}`;
  const distinct = [...new Map(batches.map((batch) => [key(batch), batch])).values()];
  // Conflicts are found by the primary key of journal_batch (source_id, batch).
  const inserted = await db
    .insertInto('journal_batch')
    .values(
      distinct.map((batch) => ({
        source_id: batch.sourceId,
        batch: Buffer.from(batch.batch, 'hex'),
        received: batch.received,
      })),
    )
    .onConflict((conflict) => conflict.columns(['source_id', 'batch']).doNothing())
    .returning(['source_id', 'batch'])
    .execute();
  const fresh = new Set(
    inserted.map((row) => key({ sourceId: row.source_id, batch: Buffer.from(row.batch).toString('hex') })),
  );
  const rows = distinct.filter((batch) => fresh.has(key(batch))).flatMap(entryRows);
  // Each row has 12 parameters and a statement at most 65,535.
  for (let from = 0; from < rows.length; from += 4000) {
    await db
      .insertInto('journal_entry')
      .values(rows.slice(from, from + 4000))
      .onConflict((conflict) => conflict.columns(['source_id', 'batch', 'part']).doNothing())
      .execute();
  }
  // Of two equal batches in one group the first is the new one.
  return batches.map((batch) => fresh.delete(key(batch)));
}

function entryRows(batch: JournalBatch) {
  return batch.parts.map((part) => ({
    source_id: batch.sourceId,
    batch: Buffer.from(batch.batch, 'hex'),
    part: part.part,
    first_ordinal: part.firstOrdinal,
    actions: part.actions,
    format: batch.format,
    encoding: part.encoding,
    expanded_bytes: part.expandedBytes,
    bytes: part.body.byteLength,
    received: batch.received,
    cut: part.cut ? JSON.stringify(part.cut) : null,
    body: part.body,
  }));
}

/** Reads by the primary key of journal_entry; sizes first, so that bodies are fetched only as far as asked. */
export async function selectEntries(
  db: Kysely<Database>,
  after: number,
  limit: { readonly entries: number; readonly bytes: number },
): Promise<JournalEntry[]> {
  const { rows } = await sql<{
    seq: string;
    source_id: string;
    batch: Buffer;
    part: number;
    first_ordinal: number;
    actions: number;
    format: JournalEntry['format'];
    encoding: JournalEntry['encoding'];
    expanded_bytes: number;
    received: Date;
    cut: Record<number, number> | null;
    body: Buffer;
  }>`
    with sized as (
      select seq, sum(bytes) over (order by seq) - bytes as before
      from (select seq, bytes from journal_entry where seq > ${after} order by seq limit ${limit.entries}) e
    )
    select e.seq, source_id, batch, part, first_ordinal, actions, format, encoding, expanded_bytes, received,
           cut, body
    from journal_entry e join sized on sized.seq = e.seq
    where sized.before < ${limit.bytes}
    order by e.seq`.execute(db);
  return rows.map((row) => ({
    seq: Number(row.seq),
    sourceId: row.source_id,
    batch: row.batch.toString('hex'),
    part: row.part,
    firstOrdinal: row.first_ordinal,
    actions: row.actions,
    format: row.format,
    encoding: row.encoding,
    expandedBytes: row.expanded_bytes,
    received: row.received,
    ...(row.cut ? { cut: row.cut } : {}),
    // A copy of its own: the driver's is a window into a larger buffer, and all of that would go to a worker.
    body: new Uint8Array(row.body),
  }));
}

/** Deletes through a sequence number; tells what went. */
export async function deleteEntries(
  db: Kysely<Database>,
  through: number,
): Promise<{ entries: number; bytes: number }> {
  const { rows } = await sql<{ entries: string; bytes: string | null }>`
    with gone as (delete from journal_entry where seq <= ${through} returning bytes)
    select count(*) as entries, sum(bytes) as bytes from gone`.execute(db);
  return { entries: Number(rows[0]?.entries ?? 0), bytes: Number(rows[0]?.bytes ?? 0) };
}

/** Relies on the index journal_batch_received. */
export async function deleteBatches(db: Kysely<Database>, before: Date): Promise<number> {
  const result = await db.deleteFrom('journal_batch').where('received', '<', before).executeTakeFirst();
  return Number(result.numDeletedRows);
}

export async function selectBacklog(db: Kysely<Database>): Promise<Backlog> {
  const { rows } = await sql<{ entries: string; bytes: string | null; oldest: Date | null }>`
    select count(*) as entries, sum(bytes) as bytes, min(received) as oldest from journal_entry`.execute(db);
  const row = rows[0];
  return { entries: Number(row?.entries ?? 0), bytes: Number(row?.bytes ?? 0), oldest: row?.oldest ?? null };
}

/** When the oldest entry that is left was received; reads one row by the primary key. */
export async function selectOldest(db: Kysely<Database>): Promise<Date | null> {
  const row = await db
    .selectFrom('journal_entry')
    .select('received')
    .orderBy('seq')
    .limit(1)
    .executeTakeFirst();
  return row?.received ?? null;
}
