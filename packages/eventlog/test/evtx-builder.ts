import { crc32 } from 'node:zlib';

/** Writes small EVTX logs for tests: templates, values and nesting as told, and nothing it is not told. */
export interface Element {
  readonly name: string;
  readonly attributes?: readonly (readonly [name: string, value: Content])[];
  readonly children?: readonly Content[];
}

export type Content = string | Element | { readonly value: number; readonly optional?: boolean };

export interface Value {
  readonly type: number;
  readonly bytes: Buffer | Nested;
}

/** A value that is binary XML itself: an instance of a template, or elements as they are. */
export type Nested =
  | { readonly template: Element; readonly values: readonly Value[] }
  | { readonly fragment: Element };

export interface EventRecord {
  readonly id: number;
  readonly template?: Element;
  /** Elements that stand in the record without a template. */
  readonly fragment?: Element;
  readonly values?: readonly Value[];
}

export const text = (value: string): Value => ({ type: 0x01, bytes: Buffer.from(value, 'utf16le') });
export const u8 = (value: number): Value => ({ type: 0x04, bytes: Buffer.from([value]) });
export const none: Value = { type: 0x00, bytes: Buffer.alloc(0) };
export function u16(value: number): Value {
  const bytes = Buffer.alloc(2);
  bytes.writeUInt16LE(value);
  return { type: 0x06, bytes };
}
export function filetime(value: bigint): Value {
  const bytes = Buffer.alloc(8);
  bytes.writeBigUInt64LE(value);
  return { type: 0x11, bytes };
}
export const nested = (bytes: Nested): Value => ({ type: 0x21, bytes });

/** The start of 2020 in UTC as a FILETIME. */
export const newYear2020 = 132223104000000000n;

class ChunkWriter {
  readonly bytes = Buffer.alloc(0x10000);
  pos = 0x200;
  readonly #names = new Map<string, number>();
  readonly #templates = new Map<Element, number>();

  u8(value: number): void {
    this.bytes.writeUInt8(value, this.pos++);
  }
  u16(value: number): void {
    this.pos = this.bytes.writeUInt16LE(value, this.pos);
  }
  u32(value: number): void {
    this.pos = this.bytes.writeUInt32LE(value, this.pos);
  }
  raw(value: Buffer): void {
    this.pos += value.copy(this.bytes, this.pos);
  }

  name(name: string): void {
    const known = this.#names.get(name);
    this.u32(known ?? this.pos + 4);
    if (known !== undefined) return;
    this.#names.set(name, this.pos);
    this.u32(0);
    this.u16(0x1234);
    this.u16(name.length);
    this.raw(Buffer.from(`${name}\0`, 'utf16le'));
  }

  content(content: Content, dependencyIds: boolean): void {
    if (typeof content === 'string') {
      this.u8(0x05);
      this.u8(0x01);
      this.u16(content.length);
      this.raw(Buffer.from(content, 'utf16le'));
    } else if ('value' in content) {
      this.u8(content.optional === true ? 0x0e : 0x0d);
      this.u16(content.value);
      this.u8(0x01);
    } else this.element(content, dependencyIds);
  }

  element({ name, attributes = [], children = [] }: Element, dependencyIds: boolean): void {
    this.u8(attributes.length > 0 ? 0x41 : 0x01);
    if (dependencyIds) this.u16(0xffff);
    this.u32(0);
    this.name(name);
    if (attributes.length > 0) this.u32(0);
    attributes.forEach(([attribute, value], index) => {
      this.u8(index < attributes.length - 1 ? 0x46 : 0x06);
      this.name(attribute);
      this.content(value, dependencyIds);
    });
    if (children.length === 0) {
      this.u8(0x03);
      return;
    }
    this.u8(0x02);
    for (const child of children) this.content(child, dependencyIds);
    this.u8(0x04);
  }

  header(): void {
    this.raw(Buffer.from([0x0f, 1, 1, 0]));
  }

  instance(template: Element, values: readonly Value[]): void {
    const known = this.#templates.get(template);
    const id =
      0x1000 + (known === undefined ? this.#templates.size : [...this.#templates.keys()].indexOf(template));
    this.u8(0x0c);
    this.u8(0x01);
    this.u32(id);
    this.u32(known ?? this.pos + 4);
    if (known === undefined) {
      this.#templates.set(template, this.pos);
      this.u32(0);
      this.u32(id);
      this.raw(Buffer.alloc(12, 0xab));
      const size = this.pos;
      this.u32(0);
      this.header();
      this.element(template, true);
      this.u8(0x00);
      this.bytes.writeUInt32LE(this.pos - size - 4, size);
    }
    this.u32(values.length);
    const descriptors = this.pos;
    this.pos += values.length * 4;
    values.forEach(({ type, bytes }, index) => {
      const start = this.pos;
      if (Buffer.isBuffer(bytes)) this.raw(bytes);
      else {
        this.header();
        if ('template' in bytes) this.instance(bytes.template, bytes.values);
        else {
          this.element(bytes.fragment, false);
          this.u8(0x00);
        }
      }
      this.bytes.writeUInt16LE(this.pos - start, descriptors + index * 4);
      this.bytes.writeUInt8(type, descriptors + index * 4 + 2);
    });
  }

  record(record: EventRecord): void {
    const start = this.pos;
    this.u32(0x2a2a);
    this.u32(0);
    this.bytes.writeBigUInt64LE(BigInt(record.id), this.pos);
    this.bytes.writeBigUInt64LE(newYear2020, this.pos + 8);
    this.pos += 16;
    this.header();
    if (record.template !== undefined) this.instance(record.template, record.values ?? []);
    if (record.fragment !== undefined) {
      this.element(record.fragment, false);
      this.u8(0x00);
    }
    while ((this.pos - start + 4) % 8 !== 0) this.u8(0);
    this.u32(this.pos - start + 4);
    this.bytes.writeUInt32LE(this.pos - start, start + 4);
  }
}

/** One chunk of records; its header and checksums as Windows writes them. */
export function buildChunk(records: readonly EventRecord[]): Buffer {
  const writer = new ChunkWriter();
  for (const record of records) writer.record(record);
  const { bytes, pos } = writer;
  bytes.write('ElfChnk\0', 0, 'latin1');
  bytes.writeUInt32LE(128, 0x28);
  bytes.writeUInt32LE(pos, 0x30);
  bytes.writeUInt32LE(crc32(bytes.subarray(0x200, pos)), 0x34);
  bytes.writeUInt32LE(crc32(bytes.subarray(0x80, 0x200), crc32(bytes.subarray(0, 0x78))), 0x7c);
  return bytes;
}

/** A whole log of chunks. */
export function buildEvtx(...chunks: readonly (readonly EventRecord[])[]): Buffer {
  const header = Buffer.alloc(0x1000);
  header.write('ElfFile\0', 0, 'latin1');
  header.writeUInt32LE(128, 0x20);
  header.writeUInt16LE(1, 0x24);
  header.writeUInt16LE(3, 0x26);
  header.writeUInt16LE(0x1000, 0x28);
  header.writeUInt16LE(chunks.length, 0x2a);
  header.writeUInt32LE(crc32(header.subarray(0, 0x78)), 0x7c);
  return Buffer.concat([header, ...chunks.map(buildChunk)]);
}

/** The template of an ordinary event: System with values 0-3 and a nested part, value 4. */
export const eventTemplate: Element = {
  name: 'Event',
  attributes: [['xmlns', 'http://schemas.microsoft.com/win/2004/08/events/event']],
  children: [
    {
      name: 'System',
      children: [
        { name: 'Provider', attributes: [['Name', 'Test-Provider']] },
        { name: 'EventID', children: [{ value: 0, optional: true }] },
        { name: 'Level', children: [{ value: 1, optional: true }] },
        { name: 'TimeCreated', attributes: [['SystemTime', { value: 2, optional: true }]] },
        { name: 'Channel', children: [{ value: 3, optional: true }] },
        { name: 'Computer', children: ['HOST-1'] },
        { name: 'Security', attributes: [['UserID', { value: 5, optional: true }]] },
      ],
    },
    { value: 4 },
  ],
};

/** `<EventData>` with named values in order. */
export function dataTemplate(...names: readonly string[]): Element {
  const children = names.map((name, value) => ({
    name: 'Data',
    ...(name === '' ? {} : { attributes: [['Name', name] as const] }),
    children: [{ value }],
  }));
  return { name: 'EventData', children };
}

/** A record of `eventTemplate` with a payload of the given template. */
export function event(id: number, eventId: number, template: Element, values: readonly Value[]): EventRecord {
  const payload = nested({ template, values });
  const system = [u16(eventId), u8(4), filetime(newYear2020 + 1234567n), text('Test/Channel'), payload, none];
  return { id, template: eventTemplate, values: system };
}
