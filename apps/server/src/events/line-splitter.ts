const newline = 0x0a;

/** What is kept of a line over the limit: enough to see what it was. */
const keptOfCutLine = 64 * 1024;

/**
 * Cuts a stream of chunks into lines at LF, whatever the chunks' borders. A line over `maxLine` bytes is given by
 * its beginning and its true length; no more of it is held, however long it is.
 */
export class LineSplitter {
  readonly #maxLine: number;
  readonly #onLine: (line: Buffer, cut?: number) => void;
  #held: Buffer[] = [];
  #heldBytes = 0;
  #length = 0;

  constructor(maxLine: number, onLine: (line: Buffer, cut?: number) => void) {
    this.#maxLine = maxLine;
    this.#onLine = onLine;
  }

  push(chunk: Buffer): void {
    let from = 0;
    for (let at = chunk.indexOf(newline); at >= 0; at = chunk.indexOf(newline, from)) {
      if (this.#length === 0 && at - from <= this.#maxLine) this.#onLine(chunk.subarray(from, at));
      else {
        this.#hold(chunk.subarray(from, at));
        this.#emit();
      }
      from = at + 1;
    }
    if (from < chunk.length) this.#hold(chunk.subarray(from));
  }

  /** The stream has ended; a last line without line end is given now. */
  end(): void {
    if (this.#length > 0) this.#emit();
  }

  #hold(bytes: Buffer): void {
    this.#length += bytes.length;
    if (this.#heldBytes > this.#maxLine) return;
    const room = this.#maxLine + 1 - this.#heldBytes;
    this.#held.push(bytes.length > room ? bytes.subarray(0, room) : bytes);
    this.#heldBytes += Math.min(bytes.length, room);
  }

  #emit(): void {
    const line = this.#held.length === 1 ? this.#held[0] : Buffer.concat(this.#held);
    const length = this.#length;
    this.#held = [];
    this.#heldBytes = 0;
    this.#length = 0;
    if (!line) return;
    if (length > this.#maxLine) this.#onLine(line.subarray(0, keptOfCutLine), length);
    else this.#onLine(line);
  }
}
