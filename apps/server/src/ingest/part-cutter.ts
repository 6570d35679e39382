import { promisify } from 'node:util';
import { constants, zstdCompress } from 'node:zlib';
import { type JournalPart, maxEntryBytes } from '../journal/index.ts';

const compress = promisify(zstdCompress);
const level = { params: { [constants.ZSTD_c_compressionLevel]: 1 } };

interface Piece {
  readonly actionLine: Buffer;
  readonly source: Buffer;
  readonly cut: number | undefined;
}

/** Below this many bytes compression gains nothing worth its time. */
const smallBody = 512;

/**
 * Cuts the events of a request into journal parts at line boundaries: about `partBytes` expanded each, at most
 * `maxEntryBytes` compressed. Holds one part's lines; finished parts are held compressed.
 */
export class PartCutter {
  readonly #partBytes: number;
  readonly #parts: JournalPart[] = [];
  #pieces: Piece[] = [];
  #bytes = 0;
  #ordinal = 0;
  #flushing: Promise<void> = Promise.resolve();

  constructor(partBytes = 4 * 1024 * 1024) {
    this.#partBytes = partBytes;
  }

  /** Events taken so far. */
  get events(): number {
    return this.#ordinal + this.#pieces.length;
  }

  /** True until the first part was closed: everything so far is in one piece. */
  get whole(): boolean {
    return this.#parts.length === 0 && this.#ordinal === 0;
  }

  get cuts(): boolean {
    return this.#pieces.some((piece) => piece.cut !== undefined);
  }

  add(actionLine: Buffer, source: Buffer, cut: number | undefined): void {
    this.#pieces.push({ actionLine, source, cut });
    this.#bytes += actionLine.length + source.length + 2;
    if (this.#bytes >= this.#partBytes) this.#close();
  }

  /** Waits for the compression that is under way, so that the reader of the request cannot run ahead of it. */
  settled(): Promise<void> {
    return this.#flushing;
  }

  /** All parts, compressed. */
  async finish(): Promise<readonly JournalPart[]> {
    if (this.#pieces.length > 0) this.#close();
    await this.#flushing;
    return this.#parts.map((part, index) => ({ ...part, part: index }));
  }

  #close(): void {
    const pieces = this.#pieces;
    const first = this.#ordinal;
    this.#pieces = [];
    this.#bytes = 0;
    this.#ordinal += pieces.length;
    this.#flushing = this.#flushing.then(() => this.#compress(pieces, first));
    // Whoever awaits `settled` or `finish` hears of a failure; until then it is not unhandled.
    this.#flushing.catch(() => undefined);
  }

  async #compress(pieces: readonly Piece[], firstOrdinal: number): Promise<void> {
    const raw = bytesOf(pieces);
    const body = raw.length < smallBody ? raw : await compress(raw, level);
    if (body.length > maxEntryBytes && pieces.length > 1) {
      const middle = pieces.length >> 1;
      await this.#compress(pieces.slice(0, middle), firstOrdinal);
      await this.#compress(pieces.slice(middle), firstOrdinal + middle);
      return;
    }
    const cut = cutsOf(pieces, firstOrdinal);
    this.#parts.push({
      part: this.#parts.length,
      firstOrdinal,
      actions: pieces.length,
      encoding: body === raw ? 'identity' : 'zstd',
      body,
      expandedBytes: raw.length,
      ...(cut ? { cut } : {}),
    });
  }
}

const lineEnd = Buffer.from('\n');

function bytesOf(pieces: readonly Piece[]): Buffer {
  return Buffer.concat(pieces.flatMap(({ actionLine, source }) => [actionLine, lineEnd, source, lineEnd]));
}

function cutsOf(pieces: readonly Piece[], firstOrdinal: number): Record<number, number> | undefined {
  const cuts = pieces.flatMap(({ cut }, index) =>
    cut === undefined ? [] : [[firstOrdinal + index, cut] as const],
  );
  return cuts.length > 0 ? Object.fromEntries(cuts) : undefined;
}
