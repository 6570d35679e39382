/** How the bytes of an entry are compressed. Requests keep the compression they came with where they fit. */
export type Encoding = 'identity' | 'gzip' | 'deflate' | 'zstd';

/**
 * What the lines of an entry are: `bulk` alternates action lines and sources as Elasticsearch's `_bulk` does,
 * `records` holds one already read event log record a line (see `events/record-line.ts`), `released` lines that come
 * out of quarantine (see `pipeline/released-line.ts`).
 */
export type EntryFormat = 'bulk' | 'records' | 'released';

/** No entry is larger, so that any bus can carry it (ADR: delivery). */
export const maxEntryBytes = 1024 * 1024;

/** One piece of an accepted request, cut between two lines. */
export interface JournalPart {
  readonly part: number;
  /** Ordinal, within the whole batch, of the first action in this part. */
  readonly firstOrdinal: number;
  readonly actions: number;
  readonly encoding: Encoding;
  readonly body: Uint8Array;
  /** Size of the body when expanded. */
  readonly expandedBytes: number;
  /** Lines that were over the limit and hold their beginning only: ordinal in the batch -> bytes as received. */
  readonly cut?: Readonly<Record<number, number>>;
}

/** What one request brought. Its id is deterministic, so a request sent again is known again. */
export interface JournalBatch {
  readonly sourceId: string;
  /** 32 hex digits. */
  readonly batch: string;
  readonly format: EntryFormat;
  readonly received: Date;
  readonly parts: readonly JournalPart[];
}

export interface JournalEntry extends JournalPart {
  /** Position in the journal; entries become visible in this order and never before one another. */
  readonly seq: number;
  readonly sourceId: string;
  readonly batch: string;
  readonly format: EntryFormat;
  readonly received: Date;
}

export interface Backlog {
  readonly entries: number;
  /** Compressed bytes that wait. */
  readonly bytes: number;
  /** When the oldest waiting entry was received; null when none waits. */
  readonly oldest: Date | null;
}

/**
 * Accepted and not yet processed. At-least-once to its readers; `append` answers after the batch is durable,
 * with all its parts or none. Every implementation passes `journalContract`.
 */
export interface Journal {
  /**
   * Stores a batch durably. `known` when a batch of that source and id was stored before (also long after its
   * entries were processed and deleted). Throws `JournalFullError` when the store has no room; nothing of the
   * batch is kept then.
   */
  append(batch: JournalBatch): Promise<'stored' | 'known'>;
  /** Entries behind `after` in order, at most `limit.entries` and about `limit.bytes` of bodies (at least one). */
  read(after: number, limit: { readonly entries: number; readonly bytes: number }): Promise<JournalEntry[]>;
  /** Deletes what every consumer has passed. */
  release(through: number): Promise<void>;
  /** Forgets the ids of batches received before, so that the memory of them stays bounded. Returns how many. */
  forget(before: Date): Promise<number>;
  /** Kept up to date in memory: asking costs nothing. */
  backlog(): Backlog;
  /** Calls back after each append, for readers that wait. Returns the way to stop it. */
  onAppend(listener: () => void): () => void;
  stop(): Promise<void>;
}

/** The store has no room. Senders are told to come back (429); nothing was kept and nothing was lost. */
export class JournalFullError extends Error {
  override readonly name = 'JournalFullError';
}

/** Entries over the limit are a bug of whoever cut the batch: they are refused before anything is kept. */
export function checkParts(batch: JournalBatch): void {
  for (const { part, body } of batch.parts) {
    if (body.byteLength <= maxEntryBytes) continue;
    const where = `journal entry ${batch.batch}/${part}`;
    throw new RangeError(`${where}: expected at most ${maxEntryBytes} bytes, found ${body.byteLength}`);
  }
}
