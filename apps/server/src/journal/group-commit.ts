interface Waiting<Item, Answer> {
  readonly item: Item;
  readonly size: number;
  readonly resolve: (answer: Answer) => void;
  readonly reject: (error: unknown) => void;
}

/**
 * Lets concurrent requests share one commit: while a group is being stored the next one gathers, so a disk that
 * takes 5 ms to sync still answers thousands of requests a second. When a group fails, its members are tried
 * one by one, so that one bad item does not fail its neighbours.
 */
export class GroupCommit<Item, Answer> {
  readonly #store: (items: readonly Item[]) => Promise<readonly Answer[]>;
  readonly #sizeOf: (item: Item) => number;
  readonly #maxSize: number;
  #queue: Waiting<Item, Answer>[] = [];
  #running: Promise<void> | undefined;

  /** `store` answers once per item, in order; `maxSize` bounds the sum of `sizeOf` in a group. */
  constructor(
    store: (items: readonly Item[]) => Promise<readonly Answer[]>,
    sizeOf: (item: Item) => number,
    maxSize: number,
  ) {
    this.#store = store;
    this.#sizeOf = sizeOf;
    this.#maxSize = maxSize;
  }

  add(item: Item): Promise<Answer> {
    const answer = new Promise<Answer>((resolve, reject) => {
      this.#queue.push({ item, size: this.#sizeOf(item), resolve, reject });
    });
    this.#running ??= this.#run();
    return answer;
  }

  /** Resolves when nothing waits any more. */
  async drained(): Promise<void> {
    await this.#running;
  }

  async #run(): Promise<void> {
    // A turn of the event loop first, so that requests that arrived together are stored together.
    await new Promise(setImmediate);
    while (this.#queue.length > 0) await this.#storeGroup(this.#take());
    this.#running = undefined;
  }

  #take(): Waiting<Item, Answer>[] {
    let size = 0;
    let count = 0;
    for (const waiting of this.#queue) {
      if (count > 0 && size + waiting.size > this.#maxSize) break;
      size += waiting.size;
      count += 1;
    }
    return this.#queue.splice(0, count);
  }

  async #storeGroup(group: readonly Waiting<Item, Answer>[]): Promise<void> {
    try {
      const answers = await this.#store(group.map((waiting) => waiting.item));
      group.forEach((waiting, index) => {
        waiting.resolve(answers[index] as Answer);
      });
    } catch (error) {
      const only = group.length === 1 ? group[0] : undefined;
      if (only) only.reject(error);
      else for (const waiting of group) await this.#storeGroup([waiting]);
    }
  }
}
