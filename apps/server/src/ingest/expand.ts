import { once } from 'node:events';
import type { Readable } from 'node:stream';
import { constants, createGunzip, createInflate, createInflateRaw, createZstdDecompress } from 'node:zlib';
import type { Encoding } from '../journal/index.ts';
import { AnswerError } from './answer-error.ts';

export interface ExpandLimits {
  /** Bytes of a request when expanded. */
  readonly expandedBytes: number;
  /** From here on the ratio counts too. */
  readonly freeBytes: number;
  /** Expanded by compressed bytes. Logs reach 100 when they repeat themselves; bombs reach 1,000. */
  readonly ratio: number;
}

const MiB = 1024 * 1024;
/** 64 MiB is promised to every client (Logstash aims at 20 and may exceed it); no more is held than one part. */
export const defaultExpandLimits: ExpandLimits = {
  expandedBytes: 128 * MiB,
  freeBytes: 64 * MiB,
  ratio: 100,
};

const encodings: Readonly<Record<string, Encoding>> = {
  '': 'identity',
  identity: 'identity',
  gzip: 'gzip',
  'x-gzip': 'gzip',
  deflate: 'deflate',
  zstd: 'zstd',
};

/** Reads a `Content-Encoding` header. */
export function encodingOf(header: string | undefined): Encoding {
  const encoding = encodings[(header ?? '').trim().toLowerCase()];
  if (encoding) return encoding;
  throw new AnswerError(
    415,
    'illegal_argument_exception',
    `Content-Encoding: expected gzip, deflate, zstd or identity, found ${JSON.stringify(header?.slice(0, 50))}`,
  );
}

/**
 * The expanded bytes of a request body, chunk by chunk; never more than a chunk ahead of its reader. Throws an
 * `AnswerError`: 413 beyond the limits, 400 for bytes that are not what the header says. The body's stream is
 * left open then, so that the answer still reaches the client.
 *
 * @param onCompressed hears every chunk as received
 */
export async function* expand(
  body: Readable,
  encoding: Encoding,
  limits: ExpandLimits,
  onCompressed: (chunk: Buffer) => void,
): AsyncGenerator<Buffer> {
  const received = body.iterator({ destroyOnReturn: false }) as AsyncIterableIterator<Buffer>;
  const guard = new Guard(limits);
  if (encoding === 'identity') {
    for await (const chunk of received) {
      guard.compressed += chunk.length;
      onCompressed(chunk);
      yield guard.checked(chunk);
    }
    return;
  }
  const first = await received.next();
  if (first.done) return;
  const inflater = inflaterFor(encoding, first.value);
  const feed = async (): Promise<void> => {
    for (let next: IteratorResult<Buffer> = first; !next.done; next = await received.next()) {
      guard.compressed += next.value.length;
      onCompressed(next.value);
      if (inflater.destroyed) return;
      if (!inflater.write(next.value)) await Promise.race([once(inflater, 'drain'), once(inflater, 'close')]);
    }
    inflater.end();
  };
  const feeding = feed().catch((error: unknown) => {
    inflater.destroy(error instanceof Error ? error : new Error(String(error)));
  });
  try {
    for await (const chunk of inflater as AsyncIterable<Buffer>) yield guard.checked(chunk);
    await feeding;
  } catch (error) {
    if (error instanceof AnswerError) throw error;
    const code = (error as NodeJS.ErrnoException).code ?? '';
    if (code === 'ECONNRESET' || code === 'ERR_STREAM_PREMATURE_CLOSE') throw error;
    throw new AnswerError(
      400,
      'parse_exception',
      `the body is not sound ${encoding}: ${(error as Error).message}`,
      {
        cause: error,
      },
    );
  } finally {
    inflater.destroy();
  }
}

class Guard {
  compressed = 0;
  #expanded = 0;
  readonly #limits: ExpandLimits;

  constructor(limits: ExpandLimits) {
    this.#limits = limits;
  }

  checked(chunk: Buffer): Buffer {
    this.#expanded += chunk.length;
    const { expandedBytes, freeBytes, ratio } = this.#limits;
    if (this.#expanded > expandedBytes) throw tooLarge(`at most ${expandedBytes} bytes expanded`);
    if (this.#expanded > freeBytes && this.#expanded > this.compressed * ratio) {
      throw tooLarge(`beyond ${freeBytes} bytes at most ${ratio} times its compressed size`);
    }
    return chunk;
  }
}

export function tooLarge(expected: string): AnswerError {
  return new AnswerError(413, 'content_too_long_exception', `the body is too large: expected ${expected}`);
}

function inflaterFor(encoding: Exclude<Encoding, 'identity'>, first: Buffer) {
  const chunkSize = 128 * 1024;
  if (encoding === 'zstd') {
    // The window decides the memory of a decoder: 8 MiB is what RFC 8878 asks every decoder to support.
    return createZstdDecompress({ chunkSize, params: { [constants.ZSTD_d_windowLogMax]: 23 } });
  }
  if (encoding === 'gzip') return createGunzip({ chunkSize });
  // RFC 9110 means zlib by "deflate"; some clients send it bare. A zlib header is a multiple of 31.
  const zlib = ((first[0] ?? 0) & 0x0f) === 8 && (((first[0] ?? 0) << 8) | (first[1] ?? 0)) % 31 === 0;
  return zlib ? createInflate({ chunkSize }) : createInflateRaw({ chunkSize });
}
