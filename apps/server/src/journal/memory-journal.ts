import { type Backlog, checkParts, type Journal, type JournalBatch, type JournalEntry } from './journal.ts';

/** A journal that lasts as long as the process: for tests of what stands before and behind a journal. */
export class MemoryJournal implements Journal {
  readonly #known = new Map<string, Date>();
  readonly #listeners = new Set<() => void>();
  #entries: JournalEntry[] = [];
  #seq = 0;

  async append(batch: JournalBatch): Promise<'stored' | 'known'> {
    checkParts(batch);
    const key = `${batch.sourceId} ${batch.batch}`;
    if (this.#known.has(key)) return 'known';
    this.#known.set(key, batch.received);
    for (const part of batch.parts) {
      this.#seq += 1;
      const { sourceId, batch: id, format, received } = batch;
      this.#entries.push({ ...part, seq: this.#seq, sourceId, batch: id, format, received });
    }
    for (const listener of this.#listeners) listener();
    return 'stored';
  }

  async read(
    after: number,
    limit: { readonly entries: number; readonly bytes: number },
  ): Promise<JournalEntry[]> {
    const found: JournalEntry[] = [];
    let bytes = 0;
    for (const entry of this.#entries) {
      if (entry.seq <= after) continue;
      if (found.length >= limit.entries || bytes >= limit.bytes) break;
      bytes += entry.body.byteLength;
      found.push(entry);
    }
    return found;
  }

  async release(through: number): Promise<void> {
    this.#entries = this.#entries.filter((entry) => entry.seq > through);
  }

  async forget(before: Date): Promise<number> {
    const old = [...this.#known].filter(([, received]) => received < before);
    for (const [key] of old) this.#known.delete(key);
    return old.length;
  }

  backlog(): Backlog {
    return {
      entries: this.#entries.length,
      bytes: this.#entries.reduce((sum, entry) => sum + entry.body.byteLength, 0),
      oldest: this.#entries[0]?.received ?? null,
    };
  }

  onAppend(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  async stop(): Promise<void> {}
}
