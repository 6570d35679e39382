import type { Fault } from '../record.ts';
import { minEvtRecord } from './evt-record.ts';

export const evtHeaderSize = 0x30;
const endRecordSize = 0x28;
const dirtyFlag = 1;

const magic = Buffer.from('LfLe', 'latin1');
const endMagic = Buffer.from('11111111222222223333333344444444', 'hex');

/** True when the bytes begin like an EVT file. */
export function isEvt(bytes: Uint8Array): boolean {
  return (
    bytes.length >= 8 && bytes[0] === evtHeaderSize && bytes[1] === 0 && magic.compare(bytes, 4, 8) === 0
  );
}

/** A record's place; `length` runs over the end of the file when `offset + length` does. */
export interface Place {
  readonly offset: number;
  readonly length: number;
}

export interface RingContent {
  /** Oldest first. */
  readonly live: readonly Place[];
  /** Found in space that the log no longer counts, in the order of the ring. */
  readonly recovered: readonly Place[];
  readonly faults: readonly Fault[];
}

/** An EVT file: a header, then a ring of records that runs from the header's end to the end of the file. */
export class Ring {
  readonly bytes: Buffer;

  constructor(bytes: Buffer) {
    this.bytes = bytes;
  }

  /** The bytes of a record; a copy when it runs over the end and goes on behind the header. */
  slice({ offset, length }: Place): Buffer {
    const tail = this.bytes.subarray(offset, offset + length);
    if (tail.length === length) return tail;
    return Buffer.concat([tail, this.bytes.subarray(evtHeaderSize, evtHeaderSize + length - tail.length)]);
  }

  content(): RingContent {
    const faults: Fault[] = [];
    const note = (code: string, what: string, offset: number, expected: string, found: string): void => {
      faults.push({ code, what, offset, expected, found });
    };
    const all = this.#carve();
    const end = this.#end(note);
    if (end === undefined) {
      // Without an end record nothing tells live from overwritten: everything counts, by record number.
      if (all.length > 0) note('evt-end', 'end record', 0, 'an end record', 'none');
      const live = all.toSorted((a, b) => this.#number(a) - this.#number(b) || a.offset - b.offset);
      return { live, recovered: [], faults };
    }
    const live = this.#walk(end.oldest, end.position, all, note);
    return { live, recovered: this.#outside(live, end, all), faults };
  }

  /** Records from the oldest to the end record, in order. */
  #walk(
    oldest: number,
    end: number,
    all: readonly Place[],
    note: (code: string, what: string, offset: number, expected: string, found: string) => void,
  ): Place[] {
    const live: Place[] = [];
    const size = this.bytes.length;
    let pos = oldest;
    let left = this.#distance(oldest, end);
    while (left > 0) {
      // What is too small for a record at the end of the file is filled up.
      if (size - pos < minEvtRecord && this.#lengthAt(pos) === 0) {
        left -= size - pos;
        pos = evtHeaderSize;
        continue;
      }
      const length = this.#lengthAt(pos);
      if (length > 0 && length <= left) {
        live.push({ offset: pos, length });
        pos = this.#step(pos, length);
        left -= length;
        continue;
      }
      const next = this.#nextOf(all, pos, left);
      const found = `${this.bytes.toString('hex', pos, pos + 8)}, ${left} bytes before the end record`;
      note('evt-record', 'record: length and signature', pos, 'a record', found);
      if (next === undefined) break;
      left -= this.#distance(pos, next.offset);
      pos = next.offset;
    }
    return live;
  }

  /** The first carved record ahead of `pos` that ends within `left` bytes of the ring. */
  #nextOf(all: readonly Place[], pos: number, left: number): Place | undefined {
    let low = 0;
    let high = all.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((all[middle]?.offset ?? 0) > pos) high = middle;
      else low = middle + 1;
    }
    // What is passed over here lies before what is found: all look-ups together pass each record once.
    for (let count = 0; count < all.length; count++) {
      const place = all[(low + count) % all.length];
      if (place === undefined) return undefined;
      const distance = this.#distance(pos, place.offset);
      if (distance >= left) return undefined;
      if (distance > 0 && distance + place.length <= left) return place;
    }
    return undefined;
  }

  /** Carved records that overlap neither a live record nor the end record. */
  #outside(live: readonly Place[], end: { position: number }, all: readonly Place[]): Place[] {
    const taken: [number, number][] = [];
    for (const { offset, length } of [...live, { offset: end.position, length: endRecordSize }]) {
      const last = Math.min(offset + length, this.bytes.length);
      taken.push([offset, last]);
      if (offset + length > last) taken.push([evtHeaderSize, evtHeaderSize + offset + length - last]);
    }
    taken.sort((a, b) => a[0] - b[0]);
    const recovered: Place[] = [];
    let index = 0;
    let covered = 0;
    for (const place of all) {
      while ((taken[index]?.[0] ?? Number.POSITIVE_INFINITY) < place.offset) {
        covered = Math.max(covered, taken[index]?.[1] ?? 0);
        index++;
      }
      const next = taken[index]?.[0] ?? Number.POSITIVE_INFINITY;
      // One that would run over the end of the file would run into the records behind the header.
      if (place.offset + place.length > this.bytes.length) continue;
      if (place.offset >= covered && place.offset + place.length <= next) {
        recovered.push(place);
        covered = place.offset + place.length;
      }
    }
    return recovered.sort(
      (a, b) => this.#distance(end.position, a.offset) - this.#distance(end.position, b.offset),
    );
  }

  /** All whole records by their signature and both lengths, in the order of the file. */
  #carve(): Place[] {
    const places: Place[] = [];
    let at = this.bytes.indexOf(magic, evtHeaderSize);
    while (at >= 0) {
      const offset = at - 4;
      const length = offset < evtHeaderSize ? 0 : this.#lengthAt(offset);
      if (length > 0) places.push({ offset, length });
      at = this.bytes.indexOf(magic, at + 4);
    }
    return places;
  }

  /** Length of the record at `offset`; 0 when there is none: signature and both lengths must agree. */
  #lengthAt(offset: number): number {
    const size = this.bytes.length;
    if (offset + 8 > size || magic.compare(this.bytes, offset + 4, offset + 8) !== 0) return 0;
    const length = this.bytes.readUInt32LE(offset);
    if (length < minEvtRecord || length % 4 !== 0 || length > size - evtHeaderSize) return 0;
    const copy = this.#step(offset, length - 4);
    return copy + 4 <= size && this.bytes.readUInt32LE(copy) === length ? length : 0;
  }

  /**
   * The end record. A header that was copied while the log was written to (dirty) tells where it was some time
   * ago; the end record itself, wherever it floats, is right.
   */
  #end(
    note: (code: string, what: string, offset: number, expected: string, found: string) => void,
  ): { position: number; oldest: number } | undefined {
    const { bytes } = this;
    if (bytes.length < evtHeaderSize) {
      note('truncated', 'file header', 0, `${evtHeaderSize} bytes`, `${bytes.length} bytes`);
      return undefined;
    }
    const stated = bytes.readUInt32LE(0x14);
    const dirty = (bytes.readUInt32LE(0x24) & dirtyFlag) !== 0;
    if (!dirty) {
      const end = this.#endAt(stated);
      if (end !== undefined) return end;
      note(
        'evt-header',
        'file header: end record offset',
        0x14,
        'the offset of the end record',
        String(stated),
      );
    }
    let best: { position: number; oldest: number; next: number } | undefined;
    for (let at = evtHeaderSize; at + 4 <= bytes.length; at += 4) {
      if (bytes[at] !== endRecordSize) continue;
      const end = this.#endAt(at);
      if (end !== undefined && (best === undefined || end.next > best.next)) best = end;
    }
    return best;
  }

  #endAt(position: number): { position: number; oldest: number; next: number } | undefined {
    const size = this.bytes.length;
    if (position < evtHeaderSize || position + 4 > size) return undefined;
    const record = this.slice({ offset: position, length: endRecordSize });
    if (record.length < endRecordSize) return undefined;
    if (record.readUInt32LE(0) !== endRecordSize || record.compare(endMagic, 0, 16, 4, 20) !== 0)
      return undefined;
    const oldest = record.readUInt32LE(0x14);
    if (oldest < evtHeaderSize || oldest >= size) return undefined;
    return { position, oldest, next: record.readUInt32LE(0x1c) };
  }

  #number({ offset }: Place): number {
    return this.slice({ offset, length: 12 }).readUInt32LE(8);
  }

  /** The offset `length` bytes further round the ring. */
  #step(offset: number, length: number): number {
    const next = offset + length;
    return next < this.bytes.length ? next : next - this.bytes.length + evtHeaderSize;
  }

  #distance(from: number, to: number): number {
    return to >= from ? to - from : this.bytes.length - from + to - evtHeaderSize;
  }
}
