import { crashPoint } from '../kernel/crash-point.ts';
import type { LakeBatch, LakeWriter, SealedSegment } from '../lake/index.ts';
import { RecentIds } from './recent-ids.ts';
import type { TaskResult } from './task.ts';

export interface LakeFeedOptions {
  readonly writer: Pick<LakeWriter, 'add' | 'pending' | 'seal'>;
  /** Lists the segment (when there is one) and moves the lake's cursor, in one transaction. */
  readonly commit: (segment: SealedSegment | null, through: number) => Promise<void>;
  readonly sealMs: number;
  readonly sealRows: number;
  /** Event ids remembered to leave out what a shipper sent again. */
  readonly remembered: number;
}

/**
 * Leads rows to the lake and seals them. Rows are added one batch after the other, and a seal begins between two of
 * them: it covers exactly what was added before it, for the cursor moves by it. While it is written, more is added.
 */
export class LakeFeed {
  readonly #options: LakeFeedOptions;
  readonly #recent: RecentIds;
  /** Batches that are on their way to the writer, and the entry up to which they reach. */
  readonly #queue: LakeBatch[] = [];
  #queued: number;
  #sealed: { readonly segment: SealedSegment | null; readonly through: number } | undefined;
  #through: number;
  #committed: number;
  #turn: Promise<unknown> = Promise.resolve();
  #sealing: Promise<void> | undefined;
  /** The last seal failed: the next one is waited for, so that whoever adds hears of it and holds back. */
  #failed = false;
  /** Rows left out because they had come before. */
  duplicates = 0;

  constructor(options: LakeFeedOptions, cursor: number) {
    this.#options = options;
    this.#recent = new RecentIds(options.remembered);
    this.#queued = cursor;
    this.#through = cursor;
    this.#committed = cursor;
  }

  /** Where the lake stands for good. */
  get committed(): number {
    return this.#committed;
  }

  /** Ids of rows that the lake holds already, oldest first, 16 bytes each. */
  remember(ids: Uint8Array): void {
    const view = new DataView(ids.buffer, ids.byteOffset, ids.byteLength);
    for (let at = 0; at + 16 <= ids.byteLength; at += 16) this.#recent.add(view, at);
  }

  /**
   * Adds rows of the journal's entries through `through`; seals when enough wait. After a failure it is called again
   * with the same results: what was queued already is not looked at twice, or it would pass for duplicates.
   */
  add(results: readonly TaskResult[], through: number): Promise<void> {
    return this.#inTurn(async () => {
      if (through > this.#queued) {
        this.#queue.push(...results.map((result) => this.#fresh(result)).filter(({ rows }) => rows > 0));
        this.#queued = through;
      }
      for (let next = this.#queue[0]; next; next = this.#queue[0]) {
        await this.#options.writer.add(next);
        this.#queue.shift();
      }
      this.#through = Math.max(this.#through, through);
      const { rows } = this.#options.writer.pending();
      if (rows < this.#options.sealRows) return;
      const ended = this.#begin();
      // One segment is written while the next one gathers; faster than that, rows would pile up.
      if (this.#failed || rows >= 2 * this.#options.sealRows) await ended;
    });
  }

  /** Seals what has waited long enough; `now` seals whatever waits. Resolves when it is listed. */
  async seal(now = false): Promise<void> {
    await this.#sealing;
    const { ended } = await this.#inTurn(async () => {
      const { rows, oldestMs } = this.#options.writer.pending();
      const due = now || rows === 0 || oldestMs >= this.#options.sealMs;
      return { ended: this.#through > this.#committed && due ? this.#begin() : undefined };
    });
    await ended;
  }

  /** Begins to seal what was added so far, unless a seal is under way; to be called in turn. */
  #begin(): Promise<void> {
    if (this.#sealing) return this.#sealing;
    const ended = this.#seal(this.#through).then(
      () => {
        this.#failed = false;
        this.#sealing = undefined;
      },
      (error: unknown) => {
        this.#failed = true;
        this.#sealing = undefined;
        throw error;
      },
    );
    ended.catch(() => undefined);
    this.#sealing = ended;
    return ended;
  }

  async #seal(through: number): Promise<void> {
    // A segment that could not be listed is not sealed again: its rows are nowhere else any more.
    this.#sealed ??= { segment: await this.#options.writer.seal(), through };
    const sealed = this.#sealed;
    crashPoint('lake.before-commit');
    await this.#options.commit(sealed.segment, sealed.through);
    crashPoint('lake.after-commit');
    this.#committed = sealed.through;
    this.#sealed = undefined;
  }

  #fresh({ lake, rowEnds, ids }: TaskResult): LakeBatch {
    const view = new DataView(ids.buffer, ids.byteOffset, ids.byteLength);
    const again: number[] = [];
    for (let row = 0; row < rowEnds.length; row += 1) if (!this.#recent.add(view, row * 16)) again.push(row);
    if (again.length === 0) return { ndjson: lake, rows: rowEnds.length };
    this.duplicates += again.length;
    const left = new Set(again);
    const kept: Uint8Array[] = [];
    for (let row = 0; row < rowEnds.length; row += 1) {
      if (!left.has(row)) kept.push(lake.subarray(rowEnds[row - 1] ?? 0, rowEnds[row]));
    }
    return { ndjson: Buffer.concat(kept), rows: kept.length };
  }

  #inTurn<T>(work: () => Promise<T>): Promise<T> {
    const next = this.#turn.then(work);
    this.#turn = next.catch(() => undefined);
    return next;
  }
}
