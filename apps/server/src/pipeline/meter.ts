import type { Backlog } from '../journal/index.ts';
import type { Clock } from '../kernel/clock.ts';
import type { TaskResult } from './task.ts';

export interface PipelineStatus {
  readonly events: number;
  readonly signals: number;
  readonly deadLetters: number;
  readonly quarantined: number;
  /** Rows left out of the lake because they had come before. */
  readonly duplicates: number;
  readonly eventsPerSecond: number;
  readonly backlogEntries: number;
  readonly backlogBytes: number;
  /** Age of the oldest entry that waits or is not yet sealed, seconds. */
  readonly lagSeconds: number;
}

const windowSeconds = 10;

/** Counts what was processed since the start, and how much of it in the last seconds. */
export class Meter {
  readonly #clock: Clock;
  readonly #seconds = new Map<number, number>();
  #events = 0;
  #signals = 0;
  #deadLetters = 0;
  #quarantined = 0;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  processed(results: readonly TaskResult[]): void {
    let events = 0;
    for (const result of results) {
      events += result.rowEnds.length;
      this.#signals += result.signals.length;
      this.#deadLetters += result.deadLetters.length;
      this.#quarantined += result.quarantined.length;
    }
    this.#events += events;
    const second = this.#second();
    this.#seconds.set(second, (this.#seconds.get(second) ?? 0) + events);
    for (const old of this.#seconds.keys()) if (old < second - windowSeconds) this.#seconds.delete(old);
  }

  status(backlog: Backlog, duplicates: number): PipelineStatus {
    const second = this.#second();
    let recent = 0;
    for (const [at, events] of this.#seconds)
      if (at < second && at >= second - windowSeconds) recent += events;
    const age = backlog.oldest ? this.#clock.now().getTime() - backlog.oldest.getTime() : 0;
    return {
      events: this.#events,
      signals: this.#signals,
      deadLetters: this.#deadLetters,
      quarantined: this.#quarantined,
      duplicates,
      eventsPerSecond: recent / windowSeconds,
      backlogEntries: backlog.entries,
      backlogBytes: backlog.bytes,
      lagSeconds: Math.max(0, age / 1000),
    };
  }

  #second(): number {
    return Math.floor(this.#clock.now().getTime() / 1000);
  }
}
