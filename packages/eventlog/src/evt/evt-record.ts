import { mapLegacy } from '../legacy/index.ts';
import { PlainRecord } from '../plain-record.ts';
import type { FieldValue } from '../record.ts';
import { binaryText, sidText } from '../value/index.ts';

/** Smallest record: the fixed part. */
export const minEvtRecord = 0x38;

const eventType = { error: 1, warning: 2, information: 4, auditSuccess: 8, auditFailure: 16 } as const;

/** What a record says before its strings are read. */
export interface EvtHeader {
  readonly number: number;
  readonly eventType: number;
  readonly source: string;
}

/** A NUL-ended UTF-16 text; `next` is the offset behind the NUL. */
function text(bytes: Buffer, offset: number, end: number): { value: string; next: number } {
  let at = offset;
  while (at + 1 < end && (bytes[at] !== 0 || bytes[at + 1] !== 0)) at += 2;
  return { value: bytes.toString('utf16le', offset, Math.min(at, end)), next: at + 2 };
}

export function evtHeader(bytes: Buffer): EvtHeader {
  return {
    number: bytes.readUInt32LE(8),
    eventType: bytes.readUInt16LE(0x18),
    source: text(bytes, minEvtRecord, bytes.length - 4).value,
  };
}

/**
 * Decodes one EVT record.
 *
 * @param bytes the whole record, length fields included; at least `minEvtRecord` bytes
 * @param log name of the log, which the file does not hold
 */
export function decodeEvtRecord(bytes: Buffer, log: string, recovered: boolean): PlainRecord {
  const end = bytes.length - 4;
  const source = text(bytes, minEvtRecord, end);
  const computer = text(bytes, source.next, end);
  const identifier = bytes.readUInt32LE(0x14);
  const eventId = identifier & 0xffff;
  const type = bytes.readUInt16LE(0x18);
  const strings = readStrings(bytes, end);
  const sidOffset = bytes.readUInt32LE(0x2c);
  const sidLength = Math.min(bytes.readUInt32LE(0x28), Math.max(0, end - sidOffset));
  const generated = bytes.readUInt32LE(0x0c);
  const mapped = mapLegacy({ log, source: source.value, eventId, strings });
  const fields = mapped === undefined ? unmappedFields(strings) : { ...mapped.fields };
  const data = readData(bytes, end);
  if (data !== '') fields.Binary = data;
  const time = new Date(generated * 1000).toISOString();
  return new PlainRecord({
    format: 'evt',
    timeMs: generated * 1000,
    zone: 'utc',
    channel: log,
    provider: mapped?.provider ?? source.value,
    eventId: mapped?.eventId ?? eventId,
    recordId: String(bytes.readUInt32LE(8)),
    computer: computer.value,
    userSid: sidLength === 0 ? '' : (sidText(bytes, sidOffset, sidLength) ?? ''),
    level: levelOf(type),
    fields,
    system: {
      EventID_Qualifiers: String(identifier >>> 16),
      Task: String(bytes.readUInt16LE(0x1c)),
      Keywords: keywordsOf(type),
      TimeCreated_SystemTime: `${time.slice(0, -4)}0000000Z`,
    },
    ...(mapped === undefined ? {} : { legacy: { eventId, source: source.value, strings } }),
    recovered,
  });
}

/** Unmapped strings are what Vista shows as unnamed `Data`. */
function unmappedFields(strings: readonly string[]): Record<string, FieldValue> {
  if (strings.length === 0) return {};
  return { Data: strings.length === 1 ? (strings[0] ?? '') : strings };
}

function readStrings(bytes: Buffer, end: number): string[] {
  const strings: string[] = [];
  const count = bytes.readUInt16LE(0x1a);
  for (let index = 0, at = bytes.readUInt32LE(0x24); index < count && at < end; index++) {
    const { value, next } = text(bytes, at, end);
    strings.push(value);
    at = next;
  }
  return strings;
}

function readData(bytes: Buffer, end: number): string {
  const offset = bytes.readUInt32LE(0x34);
  const length = bytes.readUInt32LE(0x30);
  return length === 0 || offset >= end ? '' : binaryText(bytes, offset, Math.min(length, end - offset));
}

function levelOf(type: number): number {
  if (type === eventType.error) return 2;
  if (type === eventType.warning) return 3;
  return type === eventType.auditSuccess || type === eventType.auditFailure ? 0 : 4;
}

/** Today's keywords for audit records, so that rules on success and failure work on legacy ones. */
function keywordsOf(type: number): string {
  if (type === eventType.auditSuccess) return '0x8020000000000000';
  if (type === eventType.auditFailure) return '0x8010000000000000';
  return '0x80000000000000';
}
