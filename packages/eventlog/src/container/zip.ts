import { Readable } from 'node:stream';
import {
  type Entry,
  fromBuffer,
  fromFd,
  fromRandomAccessReader,
  open,
  RandomAccessReader,
  type ZipFile,
} from 'yauzl';
import { type ByteSource, isOpenBytes, type OpenBytes } from '../bytes/index.ts';
import type { Fault } from '../record.ts';
import { bounded, ContainerFault, type ExpansionBudget } from './expand.ts';

export function isZip(head: Uint8Array): boolean {
  return (
    head[0] === 0x50 &&
    head[1] === 0x4b &&
    ((head[2] === 3 && head[3] === 4) || (head[2] === 5 && head[3] === 6))
  );
}

export interface ZipEntry {
  /** Label only: nothing is ever written under it, so `..` and drive letters in it are harmless. */
  readonly name: string;
  readonly content: AsyncIterable<Buffer>;
}

export type ZipItem =
  | { readonly kind: 'entry'; readonly entry: ZipEntry }
  | { readonly kind: 'fault'; readonly fault: Fault };

const stored = 0;
const deflated = 8;

/** Most entries that are read from one archive. */
const maxEntries = 100_000;

/** Files in a zip archive in the order of its directory. An entry's content is read before the next is asked for. */
export async function* zipEntries(
  input: ByteSource,
  budget: ExpansionBudget,
): AsyncGenerator<ZipItem, void, undefined> {
  let zip: ZipFile;
  try {
    zip = await openZip(input);
  } catch (error) {
    yield damaged('zip archive', 0, error);
    return;
  }
  try {
    if (zip.entryCount > maxEntries) {
      const found = String(zip.entryCount);
      const fault = {
        code: 'zip-entries',
        what: 'zip archive: entries',
        offset: 0,
        expected: `at most ${maxEntries}`,
        found,
      };
      yield { kind: 'fault', fault };
    }
    for (let count = 0; count < maxEntries; count++) {
      let entry: Entry | undefined;
      try {
        entry = await nextEntry(zip);
      } catch (error) {
        yield damaged('zip directory', 0, error);
        return;
      }
      if (entry === undefined) return;
      const item = entryItem(zip, entry, budget);
      if (item !== undefined) yield item;
    }
  } finally {
    // Closing would close a descriptor or handle as well, which stays the caller's.
    if (typeof input === 'string') zip.close();
  }
}

function entryItem(zip: ZipFile, entry: Entry, budget: ExpansionBudget): ZipItem | undefined {
  const name = label(entry.fileName);
  if (name.endsWith('/')) return undefined;
  const offset = entry.relativeOffsetOfLocalHeader;
  const fault = (code: string, what: string, expected: string, found: string): ZipItem => ({
    kind: 'fault',
    fault: { code, what: `${name}: ${what}`, offset, expected, found },
  });
  if (entry.isEncrypted())
    return fault('zip-encrypted', 'encryption', 'a file without password', 'an encrypted one');
  if (entry.compressionMethod !== stored && entry.compressionMethod !== deflated) {
    return fault(
      'zip-method',
      'compression method',
      'store (0) or deflate (8)',
      String(entry.compressionMethod),
    );
  }
  const content = bounded(
    contentOf(zip, entry, name),
    budget,
    () => entry.compressedSize,
    `${name}: zip content`,
  );
  return { kind: 'entry', entry: { name, content } };
}

async function* contentOf(zip: ZipFile, entry: Entry, name: string): AsyncGenerator<Buffer, void, undefined> {
  const stream = await new Promise<Readable>((resolve, reject) => {
    zip.openReadStream(entry, (error, opened) => (error ? reject(error) : resolve(opened)));
  }).catch((error: unknown) => {
    throw new ContainerFault(damaged(`${name}: zip entry`, entry.relativeOffsetOfLocalHeader, error).fault);
  });
  yield* stream;
}

/** Names are bytes in UTF-8 or an old code page; characters that could fool a terminal or a log are replaced. */
function label(raw: Buffer | string): string {
  const name = typeof raw === 'string' ? raw : raw.toString('utf8');
  return name.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, '\ufffd').slice(0, 1024);
}

const zipOptions = {
  lazyEntries: true,
  autoClose: false,
  decodeStrings: false,
  validateEntrySizes: true,
} as const;

function openZip(input: ByteSource): Promise<ZipFile> {
  return new Promise((resolve, reject) => {
    const done = (error: Error | null, zip: ZipFile): void => (error ? reject(error) : resolve(zip));
    if (input instanceof Uint8Array) {
      fromBuffer(Buffer.from(input.buffer, input.byteOffset, input.byteLength), zipOptions, done);
    } else if (typeof input === 'string') open(input, zipOptions, done);
    else if (isOpenBytes(input))
      fromRandomAccessReader(new SourceReader(input), input.size(), zipOptions, done);
    else fromFd(typeof input === 'number' ? input : input.fd, zipOptions, done);
  });
}

const pieceBytes = 256 * 1024;

/** Shows a source that brings its own way of reading to yauzl. */
class SourceReader extends RandomAccessReader {
  readonly #source: OpenBytes;

  constructor(source: OpenBytes) {
    super();
    this.#source = source;
  }

  override _readStreamForRange(start: number, end: number): Readable {
    const source = this.#source;
    return Readable.from(
      (function* () {
        for (let position = start; position < end; ) {
          const piece = source.read(position, Math.min(pieceBytes, end - position));
          if (piece.length === 0) return;
          position += piece.length;
          yield piece;
        }
      })(),
      { objectMode: false },
    );
  }
}

function nextEntry(zip: ZipFile): Promise<Entry | undefined> {
  return new Promise((resolve, reject) => {
    const settle = (action: () => void) => (): void => {
      zip.removeAllListeners('entry').removeAllListeners('end').removeAllListeners('error');
      action();
    };
    zip.once('entry', (entry: Entry) => settle(() => resolve(entry))());
    zip.once(
      'end',
      settle(() => resolve(undefined)),
    );
    zip.once('error', (error: Error) => settle(() => reject(error))());
    zip.readEntry();
  });
}

function damaged(what: string, offset: number, error: unknown): { kind: 'fault'; fault: Fault } {
  const found = (error instanceof Error ? error.message : String(error))
    .replace(/[^\x20-\x7e]/g, '.')
    .slice(0, 120);
  return {
    kind: 'fault',
    fault: { code: 'zip-damaged', what, offset, expected: 'a whole zip archive', found },
  };
}
