import type { PackReader, PackWriter, Ref } from './pack.ts';

/** Texts by number, equal ones once; as UTF-16, since a rule's text may hold half of a surrogate pair. */
export class TextWriter {
  readonly #numbers = new Map<string, number>();

  numberOf(text: string): number {
    const known = this.#numbers.get(text);
    if (known !== undefined) return known;
    const number = this.#numbers.size;
    this.#numbers.set(text, number);
    return number;
  }

  write(pack: PackWriter): { readonly units: Ref; readonly ends: Ref } {
    const texts = [...this.#numbers.keys()];
    const ends = new Int32Array(texts.length);
    let total = 0;
    for (const [number, text] of texts.entries()) ends[number] = total += text.length;
    const units = Buffer.from(texts.join(''), 'utf16le');
    return { units: pack.add(units), ends: pack.add(ends) };
  }
}

/** Texts are made when they are asked for. */
export class TextReader {
  readonly #units: Buffer;
  readonly #ends: Int32Array;

  constructor(pack: PackReader, { units, ends }: { readonly units: Ref; readonly ends: Ref }) {
    const bytes = pack.get('u8', units);
    this.#units = Buffer.from(bytes.buffer as ArrayBuffer, bytes.byteOffset, bytes.length);
    this.#ends = pack.get('i32', ends);
  }

  /** @throws RangeError for a number that has no text */
  text(number: number): string {
    const end = this.#ends[number];
    const start = number === 0 ? 0 : this.#ends[number - 1];
    if (end === undefined || start === undefined)
      throw new RangeError(`texts: expected a number below ${this.#ends.length}, found ${number}`);
    return this.#units.toString('utf16le', start * 2, end * 2);
  }
}
