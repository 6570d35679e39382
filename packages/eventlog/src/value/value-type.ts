/** Value types of Windows binary XML; an array of a type has `arrayFlag` added. */
export const valueType = {
  null: 0x00,
  utf16: 0x01,
  ansi: 0x02,
  int8: 0x03,
  uint8: 0x04,
  int16: 0x05,
  uint16: 0x06,
  int32: 0x07,
  uint32: 0x08,
  int64: 0x09,
  uint64: 0x0a,
  float32: 0x0b,
  float64: 0x0c,
  bool: 0x0d,
  binary: 0x0e,
  guid: 0x0f,
  sizeT: 0x10,
  filetime: 0x11,
  systemtime: 0x12,
  sid: 0x13,
  hex32: 0x14,
  hex64: 0x15,
  handle: 0x20,
  binXml: 0x21,
  xml: 0x23,
} as const;

export const arrayFlag = 0x80;

/** Bytes of one element of an array of the type, 0 where elements differ in length. */
export function elementSize(type: number, total: number): number {
  switch (type) {
    case valueType.int8:
    case valueType.uint8:
      return 1;
    case valueType.int16:
    case valueType.uint16:
      return 2;
    case valueType.int32:
    case valueType.uint32:
    case valueType.float32:
    case valueType.bool:
    case valueType.hex32:
      return 4;
    case valueType.int64:
    case valueType.uint64:
    case valueType.float64:
    case valueType.filetime:
    case valueType.hex64:
      return 8;
    case valueType.guid:
    case valueType.systemtime:
      return 16;
    case valueType.sizeT:
      // The pointer size of the machine that wrote it is not in the value: 8 wherever it divides.
      return total % 8 === 0 ? 8 : 4;
    default:
      return 0;
  }
}
