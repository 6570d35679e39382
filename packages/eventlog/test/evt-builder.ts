/** Writes small EVT logs for tests. */
export interface EvtEvent {
  readonly number: number;
  readonly eventId: number;
  readonly source?: string;
  readonly strings?: readonly string[];
  readonly type?: number;
}

export function evtRecord({
  number,
  eventId,
  source = 'Security',
  strings = [],
  type = 8,
}: EvtEvent): Buffer {
  const names = Buffer.from(`${source}\0HOST-XP\0`, 'utf16le');
  const sid = Buffer.from('010100000000000512000000', 'hex');
  const body = Buffer.from(strings.map((value) => `${value}\0`).join(''), 'utf16le');
  const sidOffset = 0x38 + names.length;
  const stringsOffset = sidOffset + sid.length;
  const length = Math.ceil((stringsOffset + body.length + 4) / 4) * 4;
  const bytes = Buffer.alloc(length);
  bytes.writeUInt32LE(length, 0);
  bytes.write('LfLe', 4, 'latin1');
  bytes.writeUInt32LE(number, 8);
  bytes.writeUInt32LE(1000000000 + number, 0x0c);
  bytes.writeUInt32LE(1000000000 + number, 0x10);
  bytes.writeUInt32LE(eventId, 0x14);
  bytes.writeUInt16LE(type, 0x18);
  bytes.writeUInt16LE(strings.length, 0x1a);
  bytes.writeUInt16LE(2, 0x1c);
  bytes.writeUInt32LE(stringsOffset, 0x24);
  bytes.writeUInt32LE(sid.length, 0x28);
  bytes.writeUInt32LE(sidOffset, 0x2c);
  names.copy(bytes, 0x38);
  sid.copy(bytes, sidOffset);
  body.copy(bytes, stringsOffset);
  bytes.writeUInt32LE(length, length - 4);
  return bytes;
}

function endRecord(oldest: number, position: number, next: number): Buffer {
  const bytes = Buffer.alloc(0x28);
  [0x28, 0x11111111, 0x22222222, 0x33333333, 0x44444444, oldest, position, next, 1, 0x28].forEach(
    (value, index) => void bytes.writeUInt32LE(value, index * 4),
  );
  return bytes;
}

export interface EvtShape {
  /** Size of the file; records beyond its end go on behind the header. */
  readonly size: number;
  /** Where the first of the events is written. */
  readonly start: number;
  readonly dirty?: boolean;
  /** What the header says about the end record, when it is to lie. */
  readonly statedEnd?: number;
}

/** A ring with events from `start` on, then the end record. Space not written to holds 0x27 fill. */
export function buildEvt(
  events: readonly EvtEvent[],
  { size, start, dirty = false, statedEnd }: EvtShape,
): Buffer {
  const file = Buffer.alloc(size, Buffer.from([0x27, 0, 0, 0]));
  let pos = start;
  const put = (bytes: Buffer): void => {
    for (const byte of bytes) {
      if (pos >= size) pos = 0x30;
      file.writeUInt8(byte, pos++);
    }
    if (pos >= size) pos = 0x30;
  };
  for (const event of events) {
    // A fixed part does not run over the end.
    if (size - pos < 0x38) pos = 0x30;
    put(evtRecord(event));
  }
  const end = pos;
  const next = (events.at(-1)?.number ?? 0) + 1;
  put(endRecord(start, end, next));
  const header = [
    0x30,
    0x654c664c,
    1,
    1,
    start,
    statedEnd ?? end,
    next,
    events[0]?.number ?? 0,
    size,
    dirty ? 1 : 0,
    0,
    0x30,
  ];
  header.forEach((value, index) => void file.writeUInt32LE(value, index * 4));
  return file;
}
