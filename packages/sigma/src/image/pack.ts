/** Where an array of numbers lies in a pack, in bytes from its beginning. */
export interface Ref {
  readonly at: number;
  readonly length: number;
}

type Numbers = Uint8Array | Uint16Array | Int32Array;

interface NumbersOf {
  readonly u8: Uint8Array;
  readonly u16: Uint16Array;
  readonly i32: Int32Array;
}

const types = { u8: Uint8Array, u16: Uint16Array, i32: Int32Array } as const;

/** Puts arrays of numbers one behind the other, each where its type may lie. */
export class PackWriter {
  readonly #parts: { readonly at: number; readonly numbers: Numbers }[] = [];
  #length = 0;

  add(numbers: Numbers): Ref {
    const at = this.#length;
    this.#parts.push({ at, numbers });
    this.#length = Math.ceil((at + numbers.byteLength) / 8) * 8;
    return { at, length: numbers.length };
  }

  get length(): number {
    return this.#length;
  }

  writeTo(target: Uint8Array): void {
    for (const { at, numbers } of this.#parts)
      target.set(new Uint8Array(numbers.buffer, numbers.byteOffset, numbers.byteLength), at);
  }
}

/** Reads arrays where they lie, without a copy. */
export class PackReader {
  readonly #bytes: Uint8Array;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
  }

  /** @throws RangeError for an array that does not lie within the pack */
  get<T extends keyof NumbersOf>(type: T, { at, length }: Ref): NumbersOf[T] {
    const size = types[type].BYTES_PER_ELEMENT;
    const fits = Number.isInteger(at) && Number.isInteger(length) && at >= 0 && length >= 0;
    if (!fits || at % size !== 0 || at + length * size > this.#bytes.length)
      throw new RangeError(
        `pack: expected an array within ${this.#bytes.length} bytes, found ${length} at ${at}`,
      );
    const { buffer, byteOffset } = this.#bytes;
    return new types[type](buffer as ArrayBuffer, byteOffset + at, length) as NumbersOf[T];
  }
}
