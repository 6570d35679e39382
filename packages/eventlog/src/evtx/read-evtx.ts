import { crc32 } from 'node:zlib';
import { type ByteSource, openBytes } from '../bytes/index.ts';
import type { Fault, Item } from '../record.ts';
import { chunkHeader, chunkSize, EvtxChunk } from './chunk.ts';
import { TemplateCache } from './template-cache.ts';

export interface EvtxOptions {
  /** Check the CRC32 of the header, of chunk headers and of their records; what does not agree is a fault. */
  readonly checksums?: boolean;
  /** Compiled templates to use and to add to; by default one cache for the whole process. */
  readonly templates?: TemplateCache;
}

const fileMagic = Buffer.from('ElfFile\0', 'latin1');
const chunkMagic = Buffer.from('ElfChnk\0', 'latin1');
const zeros = Buffer.alloc(chunkSize);
const headerBlock = 0x1000;
const dirtyFlag = 1;
const sharedTemplates = new TemplateCache();

/** True when the bytes begin like an EVTX file. */
export function isEvtx(bytes: Uint8Array): boolean {
  return fileMagic.compare(bytes, 0, Math.min(bytes.length, fileMagic.length)) === 0;
}

/** Records and faults of an EVTX log in the order of the file; see `readEvtxBatches`. */
export function* readEvtx(input: ByteSource, options: EvtxOptions = {}): Generator<Item, void, undefined> {
  for (const batch of readEvtxBatches(input, options)) {
    for (const item of batch) yield item;
  }
}

/**
 * Records and faults of an EVTX log, a batch for each chunk, in the order of the file. Memory holds one chunk
 * (64 KiB) and what the caller keeps. Damage never throws; a file that cannot be read at all does.
 *
 * @param input the log's bytes, a path, or a file descriptor (or handle), which stays open
 */
export function* readEvtxBatches(
  input: ByteSource,
  options: EvtxOptions = {},
): Generator<readonly Item[], void, undefined> {
  const source = openBytes(input);
  try {
    const parts = new EvtxParts(options);
    for (let position = 0; ; ) {
      const bytes = source.read(position, parts.wanted);
      position += parts.wanted;
      const batch = parts.next(bytes);
      if (batch === undefined) break;
      if (batch.length > 0) yield batch;
    }
  } finally {
    source.close();
  }
}

/** Takes an EVTX log piece by piece, for input that can only be read from its beginning to its end. */
export class EvtxParts {
  readonly #options: EvtxOptions;
  #origin = 0;
  #counted: number | undefined;
  #ended = false;

  constructor(options: EvtxOptions = {}) {
    this.#options = options;
  }

  /** Bytes to hand to `next`; fewer at the end of the input. */
  get wanted(): number {
    return this.#origin === 0 ? headerBlock : chunkSize;
  }

  /** Records and faults of the next piece; undefined when there are no more. */
  next(bytes: Buffer): readonly Item[] | undefined {
    const origin = this.#origin;
    if (this.#ended || (bytes.length === 0 && origin > 0)) return undefined;
    this.#ended = bytes.length < this.wanted;
    this.#origin += this.wanted;
    if (origin === 0) {
      const header = readHeader(bytes, this.#options.checksums === true);
      this.#counted = header.counted;
      return header.faults.map((found) => ({ kind: 'fault', fault: found }));
    }
    const index = (origin - headerBlock) / chunkSize;
    return readChunk(bytes, origin, this.#counted !== undefined && index >= this.#counted, this.#options);
  }
}

interface Header {
  readonly faults: readonly Fault[];
  /** Chunks that the log counts as its own; undefined when the header cannot be trusted. */
  readonly counted: number | undefined;
}

function readHeader(bytes: Buffer, checksums: boolean): Header {
  if (bytes.length < 0x80) {
    return {
      faults: [fault('truncated', 'file header', 0, '128 bytes', `${bytes.length} bytes`)],
      counted: undefined,
    };
  }
  const faults: Fault[] = [];
  if (!isEvtx(bytes)) {
    faults.push(fault('file-magic', 'file header: signature', 0, 'ElfFile', printable(bytes, 0)));
  }
  const major = bytes.readUInt16LE(0x26);
  if (major !== 3) faults.push(fault('file-version', 'file header: major version', 0x26, '3', String(major)));
  if (checksums)
    checkCrc(faults, 'file header', 0, 0x7c, bytes.readUInt32LE(0x7c), crc32(bytes.subarray(0, 0x78)));
  // A log copied while it was written to is marked dirty and its count is out of date.
  const trusted = faults.length === 0 && (bytes.readUInt32LE(0x78) & dirtyFlag) === 0;
  return { faults, counted: trusted ? bytes.readUInt16LE(0x2a) : undefined };
}

function readChunk(bytes: Buffer, origin: number, recovered: boolean, options: EvtxOptions): Item[] {
  const items: Item[] = [];
  const note = (found: Fault): void => void items.push({ kind: 'fault', fault: found });
  if (bytes.length < chunkHeader) {
    note(fault('truncated', 'chunk header', origin, `${chunkHeader} bytes`, `${bytes.length} bytes`));
    return items;
  }
  const cache = options.templates ?? sharedTemplates;
  let free = Math.max(chunkHeader, bytes.readUInt32LE(0x30));
  if (bytes.compare(chunkMagic, 0, 8, 0, 8) !== 0) {
    // Logs are extended by whole megabytes of zeros.
    if (isZero(bytes)) return items;
    note(fault('chunk-magic', 'chunk header: signature', origin, 'ElfChnk', printable(bytes, 0)));
    free = chunkHeader;
  } else if (bytes.length < Math.min(free, chunkSize)) {
    note(fault('truncated', 'chunk', origin, `${free} bytes`, `${bytes.length} bytes`));
    free = bytes.length;
  } else if (free > chunkSize) {
    note(
      fault(
        'chunk-free',
        'chunk header: free-space offset',
        origin + 0x30,
        `at most ${chunkSize}`,
        `${free}`,
      ),
    );
    free = chunkSize;
  }
  if (options.checksums === true) checkChunk(bytes, origin, free, note);
  return [...items, ...new EvtxChunk(bytes, origin, cache).items(free, recovered)];
}

function checkChunk(bytes: Buffer, origin: number, free: number, note: (fault: Fault) => void): void {
  const faults: Fault[] = [];
  const header = crc32(bytes.subarray(0x80, 0x200), crc32(bytes.subarray(0, 0x78)));
  checkCrc(faults, 'chunk header', origin, 0x7c, bytes.readUInt32LE(0x7c), header);
  const records = crc32(bytes.subarray(chunkHeader, free));
  checkCrc(faults, 'chunk records', origin, 0x34, bytes.readUInt32LE(0x34), records);
  faults.forEach(note);
}

function checkCrc(
  faults: Fault[],
  what: string,
  origin: number,
  at: number,
  stored: number,
  actual: number,
): void {
  if (stored === actual) return;
  const hex = (value: number): string => `0x${value.toString(16).padStart(8, '0')}`;
  faults.push(fault('checksum', `${what}: CRC32`, origin + at, hex(actual), hex(stored)));
}

function fault(code: string, what: string, offset: number, expected: string, found: string): Fault {
  return { code, what, offset, expected, found };
}

function isZero(bytes: Buffer): boolean {
  return zeros.compare(bytes, 0, bytes.length, 0, bytes.length) === 0;
}

function printable(bytes: Buffer, at: number): string {
  return bytes.toString('latin1', at, at + 8).replace(/[^\x20-\x7e]/g, '.');
}
