import type { Control } from '../control/index.ts';
import { crashPoint } from '../kernel/crash-point.ts';
import { GroupCommit } from './group-commit.ts';
import {
  type Backlog,
  checkParts,
  type Journal,
  type JournalBatch,
  type JournalEntry,
  JournalFullError,
} from './journal.ts';
import {
  deleteBatches,
  deleteEntries,
  insertBatches,
  selectBacklog,
  selectEntries,
  selectOldest,
} from './store.ts';

/** A commit of this many bytes stays short enough that the requests behind it do not notice. */
const maxGroupBytes = 16 * 1024 * 1024;

/** The journal as rows of the control store, so that reading on and what was done with it commit together. */
export async function openPostgresJournal(control: Control): Promise<Journal> {
  const backlog = await control.as('pipeline', selectBacklog);
  return new PostgresJournal(control, backlog);
}

class PostgresJournal implements Journal {
  readonly #control: Control;
  readonly #commits: GroupCommit<JournalBatch, 'stored' | 'known'>;
  readonly #listeners = new Set<() => void>();
  #entries: number;
  #bytes: number;
  #oldest: Date | null;

  constructor(control: Control, backlog: Backlog) {
    this.#control = control;
    this.#entries = backlog.entries;
    this.#bytes = backlog.bytes;
    this.#oldest = backlog.oldest;
    this.#commits = new GroupCommit((batches) => this.#store(batches), sizeOf, maxGroupBytes);
  }

  append(batch: JournalBatch): Promise<'stored' | 'known'> {
    checkParts(batch);
    return this.#commits.add(batch);
  }

  async #store(batches: readonly JournalBatch[]): Promise<('stored' | 'known')[]> {
    let fresh: boolean[];
    try {
      crashPoint('journal.before-append');
      fresh = await this.#control.as('pipeline', (db) => insertBatches(db, batches));
      crashPoint('journal.after-append');
    } catch (error) {
      throw isDiskFull(error) ? new JournalFullError('the journal has no room', { cause: error }) : error;
    }
    batches.forEach((batch, index) => {
      if (!fresh[index]) return;
      this.#entries += batch.parts.length;
      this.#bytes += sizeOf(batch);
      this.#oldest ??= batch.received;
    });
    for (const listener of this.#listeners) listener();
    return fresh.map((isNew) => (isNew ? 'stored' : 'known'));
  }

  read(after: number, limit: { readonly entries: number; readonly bytes: number }): Promise<JournalEntry[]> {
    return this.#control.as('pipeline', (db) => selectEntries(db, after, limit));
  }

  async release(through: number): Promise<void> {
    const [gone, oldest] = await this.#control.as('pipeline', async (db) => [
      await deleteEntries(db, through),
      await selectOldest(db),
    ]);
    this.#entries -= gone.entries;
    this.#bytes -= gone.bytes;
    this.#oldest = oldest;
  }

  forget(before: Date): Promise<number> {
    return this.#control.as('pipeline', (db) => deleteBatches(db, before));
  }

  backlog(): Backlog {
    return { entries: this.#entries, bytes: this.#bytes, oldest: this.#oldest };
  }

  onAppend(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  async stop(): Promise<void> {
    await this.#commits.drained();
  }
}

function sizeOf(batch: JournalBatch): number {
  return batch.parts.reduce((sum, part) => sum + part.body.byteLength, 0);
}

/** SQLSTATE 53100 disk_full, 53200 out_of_memory; 58030 io_error is what some file systems answer instead. */
function isDiskFull(error: unknown): boolean {
  const code = (error as { code?: unknown } | null)?.code;
  return code === '53100' || code === '53200' || code === '58030' || code === 'ENOSPC';
}
