import { cancelled, lakeProblem } from './problems.ts';

/** Lets a few searches run at a time and a bounded number wait, so that they cannot starve the writer. */
export class Gate {
  readonly #places: number;
  readonly #longest: number;
  readonly #waiting: (() => void)[] = [];
  #running = 0;

  /** `places` run at once, at most `longest` wait behind them. */
  constructor(places: number, longest: number) {
    this.#places = places;
    this.#longest = longest;
  }

  /** Runs `work` when there is room. Throws `search-busy` when the queue is full, `search-cancelled` when the signal fires. */
  async pass<T>(work: () => Promise<T>, signal?: AbortSignal): Promise<T> {
    await this.#enter(signal);
    try {
      return await work();
    } finally {
      this.#leave();
    }
  }

  async #enter(signal?: AbortSignal): Promise<void> {
    if (signal?.aborted) throw cancelled(signal);
    if (this.#running < this.#places) {
      this.#running += 1;
      return;
    }
    if (this.#waiting.length >= this.#longest) {
      throw lakeProblem('search-busy', {
        detail: `${this.#longest} searches wait already`,
        headers: { 'retry-after': '5' },
      });
    }
    await new Promise<void>((resolve, reject) => {
      const enter = (): void => {
        signal?.removeEventListener('abort', give);
        resolve();
      };
      const give = (): void => {
        const at = this.#waiting.indexOf(enter);
        if (at >= 0) this.#waiting.splice(at, 1);
        reject(cancelled(signal));
      };
      signal?.addEventListener('abort', give, { once: true });
      this.#waiting.push(enter);
    });
  }

  /** A place that is handed on stays taken. */
  #leave(): void {
    const next = this.#waiting.shift();
    if (next) next();
    else this.#running -= 1;
  }
}
