import { Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import type { ByteStream } from '../bytes/index.ts';
import { bounded, type ExpansionBudget } from './expand.ts';

export function isGzip(head: Uint8Array): boolean {
  return head[0] === 0x1f && head[1] === 0x8b && head[2] === 8;
}

/** Expanded content of a gzip stream of one or more members. Damage throws zlib's error where it is met. */
export function gunzip(input: ByteStream, budget: ExpansionBudget): AsyncIterable<Buffer> {
  let compressed = 0;
  async function* pieces(): AsyncGenerator<Buffer, void, undefined> {
    for (let piece = await input.next(); piece !== undefined; piece = await input.next()) {
      compressed += piece.length;
      yield piece;
    }
  }
  const source = Readable.from(pieces(), { objectMode: false });
  const expanded = createGunzip({ chunkSize: 256 * 1024 });
  source.on('error', (error) => expanded.destroy(error));
  expanded.on('close', () => source.destroy());
  return bounded(source.pipe(expanded), budget, () => compressed, 'gzip content');
}
