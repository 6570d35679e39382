import type { FieldValue, LogRecord } from '../record.ts';
import { addTexts, filetimeMs, valueText, valueType } from '../value/index.ts';
import { buildLayout, keepsSystem, payloadSources } from './build-layout.ts';
import type { EvtxLayout, Field, Piece, Source, SystemFields } from './layout.ts';
import type { RawValue, RecordChunk } from './raw-value.ts';
import type { Shape } from './shape.ts';
import { renderXml } from './xml.ts';

/**
 * One EVTX record. Reading it has found out where its values lie; each is decoded when it is asked for. It
 * keeps its chunk (64 KiB) in memory for as long as it is kept itself.
 */
export class EvtxRecord implements LogRecord {
  readonly recovered: boolean;
  readonly #chunk: RecordChunk;
  readonly #offset: number;
  readonly #block: number;
  readonly #shape: Shape;
  #layout: EvtxLayout | undefined;

  /** @param block where the chunk's table holds the record's values */
  constructor(chunk: RecordChunk, offset: number, block: number, shape: Shape, recovered: boolean) {
    this.#chunk = chunk;
    this.#offset = offset;
    this.#block = block;
    this.#shape = shape;
    this.recovered = recovered;
  }

  get format(): 'evtx' {
    return 'evtx';
  }

  /** Byte offset of the record in its file. */
  get offset(): number {
    return this.#chunk.origin + this.#offset;
  }

  /** Decided by the system, not by the clock's zone: EVTX times are UTC. */
  get zone(): 'utc' {
    return 'utc';
  }

  get layout(): EvtxLayout {
    if (this.#layout !== undefined) return this.#layout;
    this.#shape.layout ??= buildLayout(this.#shape);
    const layout = this.#shape.layout;
    this.#layout = layout.dynamic ? layout.named((pieces) => this.#join(pieces)) : layout;
    return this.#layout;
  }

  /**
   * System fields, without working out the payload where that can be: records that nobody asks further of may
   * hold fragments of their own, whose layouts are as large as they are and serve no other record.
   */
  get #system(): SystemFields {
    const layout = this.#layout ?? this.#shape.layout;
    if (layout !== undefined) return layout.system;
    if (!keepsSystem(this.#shape)) return this.layout.system;
    const { root } = this.#shape;
    root.layout ??= buildLayout(root);
    return root.layout.system;
  }

  /** Time of the event; the time of writing where the event has none. */
  get timeMs(): number {
    const { time } = this.#system;
    const value = time.part < 0 ? undefined : this.rawValue(time.part, time.index);
    const whole = value !== undefined && value.type === valueType.filetime && value.size === 8;
    const at = whole ? value.offset : this.#offset + 16;
    return filetimeMs(this.#chunk.bytes.readUInt32LE(at), this.#chunk.bytes.readUInt32LE(at + 4));
  }

  get eventId(): number {
    return this.#number(this.#system.eventId);
  }

  get level(): number {
    return this.#number(this.#system.level);
  }

  get channel(): string {
    return this.#repeated(this.#system.channel);
  }

  get provider(): string {
    return this.#repeated(this.#system.provider);
  }

  get computer(): string {
    return this.#repeated(this.#system.computer);
  }

  get userSid(): string {
    return this.#repeated(this.#system.userSid);
  }

  /** The id in the event or, where it has none, in the record's header. */
  get recordId(): string {
    const text = this.#field(this.#system.recordId);
    return typeof text === 'string' ? text : String(this.#chunk.bytes.readBigUInt64LE(this.#offset + 8));
  }

  get(field: string): FieldValue | undefined {
    const slot = this.layout.slotOf(field);
    return slot < 0 ? undefined : this.at(slot);
  }

  at(slot: number): FieldValue | undefined {
    const field = this.layout.fields[slot];
    return field === undefined ? undefined : this.#field(field);
  }

  texts(): readonly string[] {
    const texts: string[] = [];
    if (this.#layout === undefined && this.#shape.layout === undefined && !this.#shape.shared) {
      for (const source of payloadSources(this.#shape)) addTexts(this.#source(source), texts);
      return texts;
    }
    const { payloadCount } = this.layout;
    for (let slot = 0; slot < payloadCount; slot++) addTexts(this.at(slot), texts);
    return texts;
  }

  fields(): Record<string, FieldValue> {
    return this.#object(0, this.layout.payloadCount);
  }

  /** System metadata by the same names as `get` takes. */
  systemFields(): Record<string, FieldValue> {
    return this.#object(this.layout.payloadCount, this.layout.fields.length);
  }

  /** The event as one line of well-formed XML. */
  xml(): string {
    return renderXml(this.#shape, this.#chunk.bytes, (part, index) => this.rawValue(part, index));
  }

  /** Where a value lies; undefined when the record holds no value of that index. */
  rawValue(part: number, index: number): RawValue | undefined {
    const { table, bytes } = this.#chunk;
    let block = this.#block;
    for (let skip = part; skip > 0; skip--) block += 2 + (table[block] ?? 0);
    if (index >= (table[block] ?? 0)) return undefined;
    const descriptor = (table[block + 1] ?? 0) + index * 4;
    return {
      type: bytes[descriptor + 2] ?? 0,
      offset: table[block + 2 + index] ?? 0,
      size: (bytes[descriptor] ?? 0) | ((bytes[descriptor + 1] ?? 0) << 8),
    };
  }

  #object(from: number, to: number): Record<string, FieldValue> {
    const entries: [string, FieldValue][] = [];
    for (let slot = from; slot < to; slot++) {
      const value = this.at(slot);
      if (value !== undefined) entries.push([this.layout.fields[slot]?.name ?? '', value]);
    }
    // fromEntries defines properties: a field called __proto__ is a field like any other.
    return Object.fromEntries(entries);
  }

  #value(part: number, index: number): FieldValue | undefined {
    const value = this.rawValue(part, index);
    return value === undefined
      ? undefined
      : valueText(this.#chunk.bytes, value.type, value.offset, value.size);
  }

  #field(field: Field): FieldValue | undefined {
    if (field.part >= 0) return single(this.#value(field.part, field.index), field.attribute);
    const { sources } = field;
    if (sources.length === 1 && sources[0] !== undefined) return this.#source(sources[0]);
    const values = sources.flatMap((source) => this.#source(source) ?? null);
    return values.length === 0 ? undefined : values;
  }

  #source({ pieces, attribute }: Source): FieldValue | undefined {
    const [only] = pieces;
    if (pieces.length === 1 && typeof only === 'object')
      return single(this.#value(only.part, only.index), attribute);
    return this.#join(pieces);
  }

  #join(pieces: readonly Piece[]): string {
    let text = '';
    for (const piece of pieces) {
      if (typeof piece === 'string') text += piece;
      else {
        const value = this.#value(piece.part, piece.index);
        text += typeof value === 'string' ? value : (value?.join(',') ?? '');
      }
    }
    return text;
  }

  #number(field: Field): number {
    if (field.part >= 0) {
      const value = this.rawValue(field.part, field.index);
      if (value !== undefined && value.type === valueType.uint16 && value.size === 2) {
        return this.#chunk.bytes.readUInt16LE(value.offset);
      }
      if (value !== undefined && value.type === valueType.uint8 && value.size === 1) {
        return this.#chunk.bytes[value.offset] ?? -1;
      }
    }
    const text = this.#field(field);
    return typeof text === 'string' && /^\d{1,9}$/.test(text) ? Number(text) : -1;
  }

  /** Text of a value that seldom changes from record to record: decoded once per chunk. */
  #repeated(field: Field): string {
    if (field.part >= 0) {
      const value = this.rawValue(field.part, field.index);
      if (value !== undefined) return this.#chunk.repeated(field, value);
    }
    const text = this.#field(field);
    return typeof text === 'string' ? text : '';
  }
}

/** An array of one is its element, an attribute without a value is absent. */
function single(value: FieldValue | undefined, attribute: boolean): FieldValue | undefined {
  if (value === null) return attribute ? undefined : null;
  if (value === undefined || typeof value === 'string') return value;
  return value.length > 1 ? value : (value[0] ?? '');
}
