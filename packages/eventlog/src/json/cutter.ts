import type { Fault } from '../record.ts';

/** A piece of text that should be one JSON value, or a fault. Offsets count bytes of the text. */
export type Cut =
  | { readonly kind: 'value'; readonly bytes: Buffer; readonly offset: number }
  | { readonly kind: 'fault'; readonly fault: Fault };

/** Cuts a stream of bytes into JSON values. Holds at most one value of the longest length allowed. */
export interface Cutter {
  push(chunk: Buffer): Cut[];
  end(): Cut[];
}

const newline = 0x0a;

function isSpace(byte: number | undefined): boolean {
  return byte === 0x20 || byte === newline || byte === 0x0d || byte === 0x09;
}

function isBlank(bytes: Buffer): boolean {
  return bytes.every(isSpace);
}

function tooLong(code: string, what: string, offset: number, maxBytes: number): Cut {
  return {
    kind: 'fault',
    fault: { code, what, offset, expected: `at most ${maxBytes} bytes`, found: 'more' },
  };
}

/** One value a line. A line that is too long is left out with a fault; the next line is a new beginning. */
export class LineCutter implements Cutter {
  readonly #maxBytes: number;
  #held: Buffer[] = [];
  #heldBytes = 0;
  #dropping = false;
  /** Offset of the line that is being collected. */
  #start = 0;
  #offset = 0;

  constructor(maxBytes: number) {
    this.#maxBytes = maxBytes;
  }

  push(chunk: Buffer): Cut[] {
    const cuts: Cut[] = [];
    let from = 0;
    for (let at = chunk.indexOf(newline); at >= 0; at = chunk.indexOf(newline, from)) {
      this.#hold(chunk.subarray(from, at), cuts);
      this.#finish(cuts);
      from = at + 1;
      this.#start = this.#offset + from;
    }
    this.#hold(chunk.subarray(from), cuts);
    this.#offset += chunk.length;
    return cuts;
  }

  end(): Cut[] {
    const cuts: Cut[] = [];
    this.#finish(cuts);
    return cuts;
  }

  #hold(bytes: Buffer, cuts: Cut[]): void {
    if (this.#dropping || bytes.length === 0) return;
    if (this.#heldBytes + bytes.length > this.#maxBytes) {
      cuts.push(tooLong('line-length', 'line', this.#start, this.#maxBytes));
      this.#dropping = true;
      this.#held = [];
      this.#heldBytes = 0;
      return;
    }
    this.#held.push(bytes);
    this.#heldBytes += bytes.length;
  }

  #finish(cuts: Cut[]): void {
    if (this.#heldBytes > 0) {
      const [first] = this.#held;
      const bytes = this.#held.length === 1 && first !== undefined ? first : Buffer.concat(this.#held);
      if (!isBlank(bytes)) cuts.push({ kind: 'value', bytes, offset: this.#start });
    }
    this.#held = [];
    this.#heldBytes = 0;
    this.#dropping = false;
  }
}

const quote = 0x22;
const backslash = 0x5c;

/**
 * Values that may run over several lines: the elements of one array, or documents one after the other. When
 * brackets do not close, a `{` at the beginning of a line is taken for a new document.
 */
export class ValueCutter implements Cutter {
  readonly #maxBytes: number;
  readonly #inArray: boolean;
  #held: Buffer[] = [];
  #heldBytes = 0;
  #depth = 0;
  #inString = false;
  #escaped = false;
  #dropping = false;
  #opened = false;
  #last = newline;
  #start = 0;
  #offset = 0;

  /** @param inArray whether the text is one array, whose elements are the values */
  constructor(maxBytes: number, inArray: boolean) {
    this.#maxBytes = maxBytes;
    this.#inArray = inArray;
  }

  push(chunk: Buffer): Cut[] {
    const cuts: Cut[] = [];
    let from = 0;
    for (let at = 0; at < chunk.length; at++) {
      const byte = chunk[at] ?? 0;
      if (this.#inString) {
        if (this.#escaped) this.#escaped = false;
        else if (byte === backslash) this.#escaped = true;
        // A JSON string cannot hold a line break: the closing quote is missing.
        else if (byte === quote || byte === newline) this.#inString = false;
      } else if (byte === 0x7b || byte === 0x5b) {
        if (this.#depth > 0 && !this.#inArray && byte === 0x7b && this.#last === newline) {
          cuts.push(this.#unclosed());
          this.#forget();
        }
        if (this.#depth === 0 && this.#inArray && !this.#opened && byte === 0x5b) {
          this.#opened = true;
        } else if (this.#depth++ === 0) {
          from = at;
          this.#start = this.#offset + at;
        }
      } else if (byte === 0x7d || byte === 0x5d) {
        if (this.#depth > 0 && --this.#depth === 0) {
          this.#hold(chunk.subarray(from, at + 1), cuts);
          this.#finish(cuts);
        }
      } else if (byte === quote && this.#depth > 0) {
        this.#inString = true;
      }
      this.#last = byte;
    }
    if (this.#depth > 0) this.#hold(chunk.subarray(from), cuts);
    this.#offset += chunk.length;
    return cuts;
  }

  end(): Cut[] {
    return this.#depth > 0 ? [this.#unclosed()] : [];
  }

  #hold(bytes: Buffer, cuts: Cut[]): void {
    if (this.#dropping) return;
    if (this.#heldBytes + bytes.length > this.#maxBytes) {
      cuts.push(tooLong('json-length', 'JSON value', this.#start, this.#maxBytes));
      this.#dropping = true;
      this.#held = [];
      this.#heldBytes = 0;
      return;
    }
    this.#held.push(bytes);
    this.#heldBytes += bytes.length;
  }

  #finish(cuts: Cut[]): void {
    if (!this.#dropping) cuts.push({ kind: 'value', bytes: Buffer.concat(this.#held), offset: this.#start });
    this.#forget();
  }

  #forget(): void {
    this.#held = [];
    this.#heldBytes = 0;
    this.#dropping = false;
    this.#depth = 0;
    this.#inString = false;
  }

  #unclosed(): Cut {
    const expected = 'as many closing brackets as opening ones';
    const found = `${this.#depth} left open`;
    return {
      kind: 'fault',
      fault: { code: 'json-unclosed', what: 'JSON value', offset: this.#start, expected, found },
    };
  }
}
