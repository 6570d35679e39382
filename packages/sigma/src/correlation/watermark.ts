/**
 * How far time has come. Each source has its own watermark, the latest time seen of it; a source that lags is waited
 * for as long as the lateness, and so is the slowest of all. What happened before `final` can no longer change.
 */
export class Watermark {
  readonly #lateness: number;
  readonly #bySource = new Map<string, number>();
  #latest = Number.NEGATIVE_INFINITY;
  #final = Number.NEGATIVE_INFINITY;

  constructor(lateness: number) {
    this.#lateness = lateness;
  }

  /** Time before which nothing changes any more; it moves only when `settle` is called. */
  get final(): number {
    return this.#final;
  }

  get latest(): number {
    return this.#latest;
  }

  /** Up to when each source has told. */
  get sources(): ReadonlyMap<string, number> {
    return this.#bySource;
  }

  /** Goes on where another one was. */
  restore(final: number, latest: number, sources: Readonly<Record<string, number>>): void {
    this.#final = final;
    this.#latest = latest;
    for (const [source, time] of Object.entries(sources)) this.#bySource.set(source, time);
  }

  see(source: string, time: number): void {
    if (time > (this.#bySource.get(source) ?? Number.NEGATIVE_INFINITY)) this.#bySource.set(source, time);
    this.reach(time);
  }

  /** Time passes, whether anything comes or not. */
  reach(time: number): void {
    if (time > this.#latest) this.#latest = time;
  }

  /** Moves `final` to where the slowest source allows. */
  settle(): number {
    const waited = this.#latest - this.#lateness;
    let slowest = this.#bySource.size === 0 ? waited : this.#latest;
    for (const time of this.#bySource.values()) slowest = Math.min(slowest, Math.max(time, waited));
    this.#final = Math.max(this.#final, slowest - this.#lateness);
    return this.#final;
  }
}
