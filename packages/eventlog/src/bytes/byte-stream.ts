/**
 * Input that comes in pieces and is read once, from its beginning to its end. When the source fails, what came
 * before is handed out first; then `take` and `next` throw its error.
 */
export class ByteStream {
  readonly #source: AsyncIterator<Buffer>;
  #held: Buffer[] = [];
  #heldBytes = 0;
  #ended = false;
  #failure: { readonly error: unknown } | undefined;

  constructor(source: AsyncIterable<Buffer>) {
    this.#source = source[Symbol.asyncIterator]();
  }

  /** The next `length` bytes without taking them; fewer at the end. */
  async peek(length: number): Promise<Buffer> {
    await this.#fill(length);
    return this.#joined().subarray(0, length);
  }

  /** Takes the next `length` bytes; fewer at the end. */
  async take(length: number): Promise<Buffer> {
    await this.#fill(length);
    if (this.#heldBytes === 0 && length > 0) this.#throwFailure();
    const all = this.#joined();
    this.#held = all.length > length ? [all.subarray(length)] : [];
    this.#heldBytes = Math.max(0, all.length - length);
    return all.subarray(0, length);
  }

  /** Takes whatever comes next; undefined at the end. */
  async next(): Promise<Buffer | undefined> {
    const held = this.#held.shift();
    if (held !== undefined) {
      this.#heldBytes -= held.length;
      return held;
    }
    const piece = await this.#pull();
    if (piece === undefined) this.#throwFailure();
    return piece;
  }

  /** Gives up what has not been read. */
  async close(): Promise<void> {
    this.#held = [];
    this.#heldBytes = 0;
    await this.#source.return?.();
  }

  async #fill(length: number): Promise<void> {
    while (this.#heldBytes < length) {
      const piece = await this.#pull();
      if (piece === undefined) return;
      this.#held.push(piece);
      this.#heldBytes += piece.length;
    }
  }

  async #pull(): Promise<Buffer | undefined> {
    if (this.#ended) return undefined;
    try {
      const { value, done } = await this.#source.next();
      if (done !== true) return value;
    } catch (error) {
      this.#failure = { error };
    }
    this.#ended = true;
    return undefined;
  }

  #throwFailure(): void {
    if (this.#failure === undefined) return;
    const { error } = this.#failure;
    this.#failure = undefined;
    throw error;
  }

  #joined(): Buffer {
    const [first] = this.#held;
    if (this.#held.length === 1 && first !== undefined) return first;
    const all = Buffer.concat(this.#held);
    this.#held = all.length === 0 ? [] : [all];
    return all;
  }
}
