import { ByteReader } from '../bytes/index.ts';
import type { Fault, Item } from '../record.ts';
import { valueText, valueType } from '../value/index.ts';
import { compile } from './compile.ts';
import type { Field } from './layout.ts';
import type { RawValue, RecordChunk } from './raw-value.ts';
import { EvtxRecord } from './record.ts';
import { maxParts, maxWeight, type Shape, type Template } from './shape.ts';

import { definitionHeader, fragmentTemplate, type TemplateCache } from './template-cache.ts';

/** Bytes of a chunk and of its header. */
export const chunkSize = 0x10000;
export const chunkHeader = 0x200;

/** Bytes before a record's binary XML: signature, size, id, time. */
const recordHeader = 24;
/** Smallest record: its header and the copy of its size. */
const minRecord = recordHeader + 4;
/** `**` and two NULs, little-endian. */
const recordMagic = 0x00002a2a;
const recordMagicBytes = Buffer.from([0x2a, 0x2a, 0, 0]);

const fragmentToken = 0x0f;
const instanceToken = 0x0c;

interface Remembered {
  readonly type: number;
  readonly offset: number;
  readonly size: number;
  readonly text: string;
}

/**
 * One chunk: 64 KiB that hold some records and all templates and names that they use.
 *
 * `table` holds, for each template instance of each record, a block of the number of its values, the offset of
 * their descriptors, and the offset of every value. A record knows its first block; the blocks of nested parts
 * follow in the order in which they are met.
 */
export class EvtxChunk implements RecordChunk {
  readonly bytes: Buffer;
  /** Byte offset of the chunk in its file. */
  readonly origin: number;
  table = new Int32Array(4096);
  #used = 0;
  #partCount = 0;
  #fault: Fault | undefined;
  readonly #view: DataView;
  readonly #cache: TemplateCache;
  readonly #templates = new Map<number, Template>();
  readonly #remembered = new Map<Field, Remembered>();

  /** @param bytes the chunk, at most 64 KiB; less at the end of a truncated file */
  constructor(bytes: Buffer, origin: number, cache: TemplateCache) {
    this.bytes = bytes;
    this.origin = origin;
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    this.#cache = cache;
  }

  /**
   * All records and faults from the first record on. The header's free-space offset is not trusted: reading
   * goes on behind it while record follows record. Those that do not go on counting are remains of an older
   * chunk: they are marked as recovered, and what cannot be read of them is no fault, since much of what they
   * refer to has been overwritten.
   */
  items(free: number, recovered: boolean): Item[] {
    const items: Item[] = [];
    const end = this.bytes.length;
    let pos = chunkHeader;
    // The low half of the id that continues the count; the first record has nothing to continue.
    let next = -1;
    let remains = false;
    while (pos + minRecord <= end) {
      const size = this.#recordSize(pos);
      if (size > 0) {
        const id = this.#view.getUint32(pos + 8, true);
        remains ||= pos >= free && next >= 0 && id !== next;
        next = (id + 1) >>> 0;
        this.#recordInto(items, pos, size, recovered || remains, !remains);
        pos += size;
        continue;
      }
      if (pos >= free) break;
      items.push({ kind: 'fault', fault: this.#noRecord(pos, Math.min(free, end)) });
      const found = this.#nextRecord(pos + 1);
      if (found < 0) break;
      pos = found;
    }
    return items;
  }

  /** Text of a value that is mostly the same as in the record before, decoded once for as long as it is. */
  repeated(field: Field, value: RawValue): string {
    const last = this.#remembered.get(field);
    const { type, offset, size } = value;
    if (last?.type === type && last.size === size && this.#same(last.offset, offset, size)) return last.text;
    const text = valueText(this.bytes, type, offset, size);
    const remembered = { type, offset, size, text: typeof text === 'string' ? text : '' };
    this.#remembered.set(field, remembered);
    return remembered.text;
  }

  #same(a: number, b: number, size: number): boolean {
    for (let at = 0; at < size; at++) if (this.bytes[a + at] !== this.bytes[b + at]) return false;
    return true;
  }

  /** Size of the record at `pos`, 0 when there is none that fits. */
  #recordSize(pos: number): number {
    if (this.#view.getUint32(pos, true) !== recordMagic) return 0;
    const size = this.#view.getUint32(pos + 4, true);
    return size >= minRecord && pos + size <= this.bytes.length ? size : 0;
  }

  /** Offset of the next whole record, its size repeated at its end; -1 when there is none. */
  #nextRecord(from: number): number {
    for (let at = this.bytes.indexOf(recordMagicBytes, from); at >= 0; ) {
      if (at + minRecord > this.bytes.length) return -1;
      const size = this.#recordSize(at);
      if (size > 0 && this.#view.getUint32(at + size - 4, true) === size) return at;
      at = this.bytes.indexOf(recordMagicBytes, at + 1);
    }
    return -1;
  }

  #noRecord(pos: number, end: number): Fault {
    const magic = this.#view.getUint32(pos, true);
    if (magic === recordMagic) {
      const size = this.#view.getUint32(pos + 4, true);
      const expected = `${minRecord} to ${this.bytes.length - pos} bytes`;
      return this.#faultAt('record-size', 'record: size', pos + 4, expected, `${size} bytes`);
    }
    const found = `0x${magic.toString(16).padStart(8, '0')}, ${end - pos} bytes before the free space`;
    return this.#faultAt('record-magic', 'record: signature', pos, '0x00002a2a', found);
  }

  #recordInto(items: Item[], pos: number, size: number, recovered: boolean, report: boolean): void {
    const block = this.#used;
    this.#partCount = 0;
    this.#fault = undefined;
    const end = pos + size - 4;
    const shape = this.#content(pos + recordHeader, end, undefined, -1, -1);
    if (shape === undefined) {
      this.#used = block;
      if (!report) return;
      const fault =
        this.#fault ?? this.#faultAt('record-content', 'record: content', pos, 'binary XML', 'none');
      items.push({ kind: 'fault', fault });
      return;
    }
    items.push({ kind: 'record', record: new EvtxRecord(this, pos, block, shape, recovered) });
    const copy = this.#view.getUint32(end, true);
    if (copy !== size && report) {
      const fault = this.#faultAt(
        'record-size-copy',
        'record: copy of size',
        end,
        `${size} bytes`,
        `${copy} bytes`,
      );
      items.push({ kind: 'fault', fault });
    }
  }

  /**
   * Reads binary XML that a record or one of its values holds: a template instance or a fragment. Answers the
   * record's shape with it, or undefined after noting a fault.
   */
  #content(
    start: number,
    end: number,
    shape: Shape | undefined,
    inPart: number,
    inValue: number,
  ): Shape | undefined {
    if (this.#partCount >= maxParts) {
      return this.#fail(
        'record-parts',
        'record: templates in one record',
        start,
        `at most ${maxParts}`,
        'more',
      );
    }
    const pos = this.bytes[start] === fragmentToken ? start + 4 : start;
    if (pos >= end) {
      return this.#fail('truncated', 'record: binary XML', start, 'a fragment', `${end - start} bytes`);
    }
    if (this.bytes[pos] === instanceToken) return this.#instance(pos, end, shape, inPart, inValue);
    const fragment = this.#fragment(pos, end);
    if (fragment === undefined) return undefined;
    this.#partCount++;
    this.#reserve(2);
    this.table[this.#used++] = 0;
    this.table[this.#used++] = 0;
    return this.#extend(shape, fragment, inPart, inValue, pos);
  }

  /**
   * Compiles binary XML that stands in a record as it is. Its elements have no dependency id, as a rule; the
   * descriptions of the format disagree, so a fragment that makes no sense without is tried with them.
   */
  #fragment(pos: number, end: number): Template | undefined {
    const reader = new ByteReader(this.bytes, pos, end, this.origin);
    const compiled = compile(reader, false);
    if (reader.fault === undefined) return fragmentTemplate(compiled);
    const again = new ByteReader(this.bytes, pos, end, this.origin);
    const withIds = compile(again, true);
    if (again.fault === undefined) return fragmentTemplate(withIds);
    this.#fault = reader.fault;
    return undefined;
  }

  #instance(
    pos: number,
    end: number,
    shape: Shape | undefined,
    inPart: number,
    inValue: number,
  ): Shape | undefined {
    const view = this.#view;
    if (pos + 14 > end) {
      return this.#fail('truncated', 'template instance', pos, '14 bytes', `${end - pos} bytes`);
    }
    const definition = view.getUint32(pos + 6, true);
    const template = this.#templates.get(definition) ?? this.#define(definition, pos + 6);
    if (template === undefined) return undefined;
    // A definition is named by the first four bytes of its GUID.
    const id = view.getUint32(pos + 2, true);
    const found = view.getUint32(definition + 4, true);
    if (id !== found) {
      return this.#fail('template-id', 'template instance: template id', pos + 2, `${found}`, `${id}`);
    }
    // A definition stands inside of the first record that uses it, before that record's values.
    let at = pos + 10;
    if (definition === at) at += definitionHeader + view.getUint32(at + 20, true);
    if (at + 4 > end)
      return this.#fail('truncated', 'template instance: count', at, '4 bytes', `${end - at} bytes`);
    const count = view.getUint32(at, true);
    const descriptors = at + 4;
    if (count > 0xffff || descriptors + count * 4 > end) {
      const room = `at most ${Math.max(0, end - descriptors) >> 2}`;
      return this.#fail('value-count', 'template instance: number of values', at, room, String(count));
    }
    this.#reserve(count + 2);
    const { table, bytes } = this;
    const block = this.#used;
    this.#used += count + 2;
    table[block] = count;
    table[block + 1] = descriptors;
    let offset = descriptors + count * 4;
    let nested = false;
    for (let index = 0; index < count; index++) {
      const descriptor = descriptors + index * 4;
      table[block + 2 + index] = offset;
      const size = view.getUint16(descriptor, true);
      if (bytes[descriptor + 2] === valueType.binXml && size > 0) nested = true;
      offset += size;
    }
    if (offset > end) {
      const room = `at most ${end - descriptors - count * 4} bytes`;
      const found = `${offset - descriptors - count * 4} bytes`;
      return this.#fail('value-size', 'template instance: sizes of values', descriptors, room, found);
    }
    const part = this.#partCount++;
    const extended = this.#extend(shape, template, inPart, inValue, pos);
    return nested && extended !== undefined ? this.#nested(extended, part, block) : extended;
  }

  #nested(shape: Shape, part: number, block: number): Shape | undefined {
    const count = this.table[block] ?? 0;
    const descriptors = this.table[block + 1] ?? 0;
    let extended: Shape | undefined = shape;
    for (let index = 0; index < count && extended !== undefined; index++) {
      const size = this.#view.getUint16(descriptors + index * 4, true);
      if (size === 0 || this.bytes[descriptors + index * 4 + 2] !== valueType.binXml) continue;
      const start = this.table[block + 2 + index] ?? 0;
      extended = this.#content(start, start + size, extended, part, index);
    }
    return extended;
  }

  #extend(
    shape: Shape | undefined,
    template: Template,
    inPart: number,
    inValue: number,
    pos: number,
  ): Shape | undefined {
    const extended = shape === undefined ? template.shape : shape.with(template, inPart, inValue);
    if (extended.weight <= maxWeight) return extended;
    return this.#fail(
      'record-weight',
      'record: elements and values',
      pos,
      `at most ${maxWeight}`,
      `${extended.weight}`,
    );
  }

  /** @param from where the definition's offset was read */
  #define(offset: number, from: number): Template | undefined {
    const length = this.bytes.length;
    const what = 'template definition';
    if (offset < chunkHeader || offset + definitionHeader > length) {
      return this.#fail(
        'template-offset',
        what,
        from,
        `an offset up to ${length - definitionHeader}`,
        `${offset}`,
      );
    }
    const size = this.#view.getUint32(offset + 20, true);
    const start = offset + definitionHeader;
    if (start + size > length) {
      return this.#fail(
        'template-size',
        `${what}: size`,
        offset + 20,
        `at most ${length - start}`,
        `${size}`,
      );
    }
    let template = this.#cache.find(this.bytes, offset, size);
    if (template === undefined) {
      const reader = new ByteReader(this.bytes, start, start + size, this.origin);
      const compiled = compile(reader, true);
      if (reader.fault !== undefined) {
        this.#fault = reader.fault;
        return undefined;
      }
      template = this.#cache.add(this.bytes, offset, size, compiled);
    }
    this.#templates.set(offset, template);
    return template;
  }

  #reserve(count: number): void {
    if (this.#used + count <= this.table.length) return;
    const grown = new Int32Array(Math.max(this.table.length * 2, this.#used + count));
    grown.set(this.table);
    this.table = grown;
  }

  #fail(code: string, what: string, offset: number, expected: string, found: string): undefined {
    this.#fault = this.#faultAt(code, what, offset, expected, found);
    return undefined;
  }

  #faultAt(code: string, what: string, offset: number, expected: string, found: string): Fault {
    return { code, what, offset: this.origin + offset, expected, found };
  }
}
