import type { Fault } from '../record.ts';

/**
 * Reads little-endian fields from a piece of input. Every read is bounds-checked and carries the name of the
 * field. The first read that fails leaves a `fault` behind and from then on all reads give 0 or ''; callers
 * check `fault` where they would otherwise go on, so that damaged input never raises an exception.
 */
export class ByteReader {
  readonly bytes: Buffer;
  readonly end: number;
  pos: number;
  fault: Fault | undefined;
  readonly #origin: number;

  /**
   * @param origin offset of `bytes` in the whole input, added to the offsets of faults
   */
  constructor(bytes: Buffer, pos = 0, end: number = bytes.length, origin = 0) {
    this.bytes = bytes;
    this.pos = pos;
    this.end = Math.min(end, bytes.length);
    this.#origin = origin;
  }

  /** Notes a fault at `offset` unless there is one already. */
  fail(code: string, what: string, expected: string, found: string, offset: number = this.pos): void {
    this.fault ??= { code, what, offset: this.#origin + offset, expected, found };
  }

  u8(what: string): number {
    return this.#have(1, what) ? (this.bytes[this.pos++] ?? 0) : 0;
  }

  /** The next byte without taking it; -1 at the end. */
  peek(): number {
    return this.fault === undefined && this.pos < this.end ? (this.bytes[this.pos] ?? -1) : -1;
  }

  u16(what: string): number {
    if (!this.#have(2, what)) return 0;
    this.pos += 2;
    return this.bytes.readUInt16LE(this.pos - 2);
  }

  u32(what: string): number {
    if (!this.#have(4, what)) return 0;
    this.pos += 4;
    return this.bytes.readUInt32LE(this.pos - 4);
  }

  /** UTF-16LE text of `units` code units. */
  utf16(units: number, what: string): string {
    if (!this.#have(units * 2, what)) return '';
    this.pos += units * 2;
    return this.bytes.toString('utf16le', this.pos - units * 2, this.pos);
  }

  skip(count: number, what: string): void {
    if (this.#have(count, what)) this.pos += count;
  }

  #have(count: number, what: string): boolean {
    if (this.fault !== undefined) return false;
    if (this.pos >= 0 && this.pos + count <= this.end) return true;
    this.fail('truncated', what, `${count} bytes`, `${Math.max(0, this.end - this.pos)} bytes`);
    return false;
  }
}
