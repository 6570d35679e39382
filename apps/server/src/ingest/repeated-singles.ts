/**
 * A request with a single event and no id is ambiguous when it comes again: rsyslog sends five equal logon
 * failures of one second as five equal requests, and a sender that heard no answer sends one event twice. The
 * difference is whether the first was answered. A request that was answered is not sent again, so an equal one
 * behind it is a new event; an equal one before any answer (or after a restart, when we cannot know) is the same.
 *
 * Remembers answered requests, the oldest forgotten first.
 */
export class RepeatedSingles {
  readonly #answered = new Set<string>();
  readonly #capacity: number;

  constructor(capacity = 100_000) {
    this.#capacity = capacity;
  }

  wasAnswered(batch: string): boolean {
    return this.#answered.has(batch);
  }

  answered(batch: string): void {
    this.#answered.delete(batch);
    this.#answered.add(batch);
    if (this.#answered.size <= this.#capacity) return;
    for (const oldest of this.#answered) {
      this.#answered.delete(oldest);
      break;
    }
  }
}
