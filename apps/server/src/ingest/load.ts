import { statfs } from 'node:fs/promises';
import type { AdmissionLimits, Journal, Pressure } from '../journal/index.ts';
import type { Clock } from '../kernel/clock.ts';

const MiB = 1024 * 1024;
/** A request whose length is not told counts as much as this. */
const untold = MiB;
/** What a request of any length holds at most while it is received: a part being filled and one being compressed. */
const heldByOne = 16 * MiB;

/** Knows how much is under way and how much room is left; asked on every request, so it only ever looks in memory. */
export class Load {
  readonly #journal: Journal;
  readonly #clock: Clock;
  readonly #folder: string;
  #inFlight = 0;
  #diskFree = Number.POSITIVE_INFINITY;
  #diskTotal = Number.POSITIVE_INFINITY;
  #resident = process.memoryUsage.rss();

  constructor(journal: Journal, clock: Clock, folder: string) {
    this.#journal = journal;
    this.#clock = clock;
    this.#folder = folder;
  }

  /** Looks at disk and memory; called now and then, not per request. */
  async refresh(): Promise<void> {
    const { bavail, blocks, bsize } = await statfs(this.#folder);
    this.#diskFree = bavail * bsize;
    this.#diskTotal = blocks * bsize;
    this.#resident = process.memoryUsage.rss();
  }

  /** Counts a request; the returned function ends it, once. */
  begin(contentLength: number | undefined): () => void {
    const size = Math.min(contentLength ?? untold, heldByOne);
    this.#inFlight += size;
    let open = true;
    return () => {
      if (open) this.#inFlight -= size;
      open = false;
    };
  }

  pressure(): Pressure {
    const backlog = this.#journal.backlog();
    return {
      backlogBytes: backlog.bytes,
      backlogAgeMs: backlog.oldest ? this.#clock.now().getTime() - backlog.oldest.getTime() : 0,
      diskFreeBytes: this.#diskFree,
      inFlightBytes: this.#inFlight,
      residentBytes: this.#resident,
    };
  }

  /** A small disk has a smaller floor: a twentieth of it, and never less than the database needs to go on. */
  limits(base: AdmissionLimits): AdmissionLimits {
    const floor = Math.max(Math.min(base.diskFreeBytes, this.#diskTotal / 20), 48 * MiB);
    return { ...base, diskFreeBytes: Math.min(floor, base.diskFreeBytes) };
  }
}
