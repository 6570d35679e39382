import { filetimeText, hex64Text } from './filetime.ts';
import { sidSize, sidText } from './sid.ts';
import { arrayFlag, elementSize, valueType } from './value-type.ts';

const TWO_32 = 4294967296;
const UPPER_BYTE = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0').toUpperCase());
const ansi = new TextDecoder('windows-1252');

function u16(bytes: Buffer, at: number): number {
  return (bytes[at] ?? 0) | ((bytes[at + 1] ?? 0) << 8);
}

function i32(bytes: Buffer, at: number): number {
  return u16(bytes, at) | (u16(bytes, at + 2) << 16);
}

function u32(bytes: Buffer, at: number): number {
  return i32(bytes, at) >>> 0;
}

/** Upper-case hexadecimal digits without prefix: the form of binary values. */
export function binaryText(bytes: Buffer, offset: number, size: number): string {
  return bytes.toString('hex', offset, offset + size).toUpperCase();
}

/** `{XXXXXXXX-XXXX-XXXX-XXXX-XXXXXXXXXXXX}` in upper case. */
export function guidText(bytes: Buffer, at: number): string {
  const hex = (index: number): string => UPPER_BYTE[bytes[at + index] ?? 0] ?? '';
  return `{${hex(3)}${hex(2)}${hex(1)}${hex(0)}-${hex(5)}${hex(4)}-${hex(7)}${hex(6)}-${hex(8)}${hex(9)}-${hex(10)}${hex(11)}${hex(12)}${hex(13)}${hex(14)}${hex(15)}}`;
}

/** UTF-16LE text without the NULs that many writers leave at its end. */
export function utf16Text(bytes: Buffer, offset: number, size: number): string {
  let end = offset + (size & ~1);
  while (end > offset && bytes[end - 1] === 0 && bytes[end - 2] === 0) end -= 2;
  return end === offset ? '' : bytes.toString('utf16le', offset, end);
}

function ansiText(bytes: Buffer, offset: number, size: number): string {
  let end = offset + size;
  while (end > offset && bytes[end - 1] === 0) end--;
  return ansi.decode(bytes.subarray(offset, end));
}

/** The shortest decimal that reads back as the same single-precision number. */
function float32Text(value: number): string {
  for (let digits = 6; digits < 9; digits++) {
    const short = Number(value.toPrecision(digits));
    if (Math.fround(short) === value) return String(short);
  }
  return String(value);
}

function int64Text(low: number, high: number, signed: boolean): string {
  const top = signed ? high | 0 : high;
  const value = top * TWO_32 + low;
  if (Number.isSafeInteger(value)) return String(value);
  return String((BigInt(top) << 32n) + BigInt(low));
}

function systemtimeText(bytes: Buffer, at: number): string {
  const part = (index: number, digits: number): string =>
    u16(bytes, at + index * 2)
      .toString()
      .padStart(digits, '0');
  // Order of SYSTEMTIME: year, month, day of week, day, hour, minute, second, milliseconds.
  return `${part(0, 4)}-${part(1, 2)}-${part(3, 2)}T${part(4, 2)}:${part(5, 2)}:${part(6, 2)}.${part(7, 3)}Z`;
}

/**
 * Canonical text of one value (the table in the package's README); null for the null type. A value whose size
 * does not fit its type is given as binary text. Never throws; the caller has checked that
 * `offset + size` lies inside `bytes`.
 */
export function scalarText(bytes: Buffer, type: number, offset: number, size: number): string | null {
  switch (type) {
    case valueType.null:
      return null;
    case valueType.utf16:
    case valueType.xml:
      return utf16Text(bytes, offset, size);
    case valueType.ansi:
      return ansiText(bytes, offset, size);
    case valueType.int8:
      if (size === 1) return String(((bytes[offset] ?? 0) << 24) >> 24);
      break;
    case valueType.uint8:
      if (size === 1) return String(bytes[offset] ?? 0);
      break;
    case valueType.int16:
      if (size === 2) return String((u16(bytes, offset) << 16) >> 16);
      break;
    case valueType.uint16:
      if (size === 2) return String(u16(bytes, offset));
      break;
    case valueType.int32:
      if (size === 4) return String(i32(bytes, offset));
      break;
    case valueType.uint32:
      if (size === 4) return String(u32(bytes, offset));
      break;
    case valueType.int64:
      if (size === 8) return int64Text(u32(bytes, offset), u32(bytes, offset + 4), true);
      break;
    case valueType.uint64:
      if (size === 8) return int64Text(u32(bytes, offset), u32(bytes, offset + 4), false);
      break;
    case valueType.float32:
      if (size === 4) return float32Text(bytes.readFloatLE(offset));
      break;
    case valueType.float64:
      if (size === 8) return String(bytes.readDoubleLE(offset));
      break;
    case valueType.bool: {
      // Real logs hold values other than 0 and 1, and one-byte booleans.
      for (let at = offset; at < offset + size; at++) if (bytes[at] !== 0) return 'true';
      return 'false';
    }
    case valueType.guid:
      if (size === 16) return guidText(bytes, offset);
      break;
    case valueType.filetime:
      if (size === 8) return filetimeText(u32(bytes, offset), u32(bytes, offset + 4));
      break;
    case valueType.systemtime:
      if (size === 16) return systemtimeText(bytes, offset);
      break;
    case valueType.sid: {
      const text = sidText(bytes, offset, size);
      if (text !== undefined) return text;
      break;
    }
    case valueType.sizeT:
    case valueType.hex32:
    case valueType.hex64:
    case valueType.handle:
      if (size === 4) return `0x${u32(bytes, offset).toString(16)}`;
      if (size === 8) return hex64Text(u32(bytes, offset), u32(bytes, offset + 4));
      break;
    default:
      break;
  }
  return binaryText(bytes, offset, size);
}

/** Each string ends with a NUL, empty ones too: only the last NUL is not a separator. */
function textArray(bytes: Buffer, type: number, offset: number, size: number): string[] {
  if (size === 0) return [];
  const whole =
    type === valueType.utf16
      ? bytes.toString('utf16le', offset, offset + (size & ~1))
      : ansi.decode(bytes.subarray(offset, offset + size));
  return (whole.endsWith('\0') ? whole.slice(0, -1) : whole).split('\0');
}

function sidArray(bytes: Buffer, offset: number, size: number): string[] {
  const values: string[] = [];
  const end = offset + size;
  for (let at = offset; at < end; ) {
    const length = sidSize(bytes, at, end - at);
    if (length === 0) {
      values.push(binaryText(bytes, at, end - at));
      break;
    }
    values.push(sidText(bytes, at, length) ?? '');
    at += length;
  }
  return values;
}

/** Canonical text of a value or, for an array type, of its elements. */
export function valueText(
  bytes: Buffer,
  type: number,
  offset: number,
  size: number,
): string | null | readonly string[] {
  if ((type & arrayFlag) === 0) return scalarText(bytes, type, offset, size);
  const element = type & ~arrayFlag;
  if (element === valueType.utf16 || element === valueType.ansi)
    return textArray(bytes, element, offset, size);
  if (element === valueType.sid) return sidArray(bytes, offset, size);
  const step = elementSize(element, size);
  if (step === 0 || size % step !== 0) return [binaryText(bytes, offset, size)];
  const values: string[] = [];
  for (let at = offset; at < offset + size; at += step)
    values.push(scalarText(bytes, element, at, step) ?? '');
  return values;
}
