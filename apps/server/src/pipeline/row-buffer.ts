const firstBytes = 1024 * 1024;
/** A task's rows seldom need more; a larger buffer goes back to the system. */
const keptBytes = 32 * 1024 * 1024;

/** The buffer of the task before, so that each need not grow one of its own. */
let spare: Buffer | undefined;

/**
 * Rows of the lake as bytes, each ended by a line feed. They are written at once: as texts they would outlive the
 * young generation of the heap until their task ends, and be copied by the collector on the way.
 */
export class RowBuffer {
  #bytes = takeSpare();
  #length = 0;
  readonly #ends: number[] = [];

  /** Adds a row, which holds no line feed. */
  add(row: string): void {
    // A UTF-16 unit is at most three bytes of UTF-8.
    const most = this.#length + row.length * 3 + 1;
    if (most > this.#bytes.length) this.#grow(most);
    this.#length += this.#bytes.write(row, this.#length, 'utf8');
    this.#bytes[this.#length] = 0x0a;
    this.#length += 1;
    this.#ends.push(this.#length);
  }

  /** All rows and the end offset of each, in buffers of their own. Nothing may be added afterwards. */
  finish(): { readonly lake: Uint8Array; readonly rowEnds: Uint32Array } {
    const lake = new Uint8Array(this.#bytes.subarray(0, this.#length));
    if (this.#bytes.length <= keptBytes) spare = this.#bytes;
    return { lake, rowEnds: Uint32Array.from(this.#ends) };
  }

  #grow(bytes: number): void {
    const larger = Buffer.allocUnsafeSlow(Math.max(bytes, this.#bytes.length * 2));
    this.#bytes.copy(larger, 0, 0, this.#length);
    this.#bytes = larger;
  }
}

function takeSpare(): Buffer {
  const taken = spare ?? Buffer.allocUnsafeSlow(firstBytes);
  spare = undefined;
  return taken;
}
