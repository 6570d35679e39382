import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdir, open, readdir, rename, rm, stat, utimes } from 'node:fs/promises';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import type { Clock } from '../kernel/clock.ts';
import { crashPoint } from '../kernel/crash-point.ts';
import { newId } from '../kernel/ids.ts';
import type { BlobStore } from './blob-store.ts';
import { blobProblem } from './problems.ts';

const digestPattern = /^[0-9a-f]{64}$/;

/**
 * Blobs as files `<folder>/ab/cdef…`, written under a temporary name and renamed when durable. A blob's
 * modification time is when it was last put, which keeps it from a sweep that began before.
 */
export async function openFileBlobs(folder: string, clock: Clock): Promise<BlobStore> {
  const incoming = join(folder, 'incoming');
  await rm(incoming, { recursive: true, force: true });
  await mkdir(incoming, { recursive: true });

  const place = (digest: string): string => {
    if (!digestPattern.test(digest)) throw new Error(`not a SHA-256 in hex: ${JSON.stringify(digest)}`);
    return join(folder, digest.slice(0, 2), digest.slice(2));
  };
  const sizeOf = async (digest: string): Promise<number | undefined> =>
    stat(place(digest)).then(
      (found) => found.size,
      (error: NodeJS.ErrnoException) => {
        if (error.code === 'ENOENT') return undefined;
        throw error;
      },
    );
  const required = async (digest: string): Promise<number> => {
    const size = await sizeOf(digest);
    if (size === undefined) throw blobProblem('blob-not-found', { detail: digest });
    return size;
  };

  return {
    async put(content, { maxBytes }) {
      const temporary = join(incoming, newId());
      const hash = createHash('sha256');
      let bytes = 0;
      try {
        const file = await open(temporary, 'wx');
        try {
          for await (const chunk of content) {
            bytes += chunk.byteLength;
            if (bytes > maxBytes)
              throw blobProblem('blob-too-large', { detail: `expected at most ${maxBytes} bytes` });
            hash.update(chunk);
            await file.appendFile(chunk);
          }
          crashPoint('blob.before-fsync');
          await file.sync();
        } finally {
          await file.close();
        }
        const now = clock.now();
        await utimes(temporary, now, now);
        const digest = hash.digest('hex');
        const target = place(digest);
        const made = await mkdir(join(target, '..'), { recursive: true });
        // Over an equal file, too: the content is the same and the time of the put is new.
        crashPoint('blob.before-rename');
        await rename(temporary, target);
        await syncFolder(join(target, '..'));
        if (made) await syncFolder(folder);
        return { digest, bytes };
      } finally {
        await rm(temporary, { force: true });
      }
    },
    async open(digest): Promise<Readable> {
      await required(digest);
      return createReadStream(place(digest), { highWaterMark: 1 << 18 });
    },
    async local(digest) {
      const bytes = await required(digest);
      return { path: place(digest), bytes, release: async () => undefined };
    },
    has: async (digest) => (await sizeOf(digest)) !== undefined,
    delete: (digest) => rm(place(digest), { force: true }),
    async *olderThan(before) {
      for (const prefix of await readdir(folder)) {
        if (!/^[0-9a-f]{2}$/.test(prefix)) continue;
        for (const rest of await readdir(join(folder, prefix))) {
          const digest = prefix + rest;
          if (!digestPattern.test(digest)) continue;
          const found = await stat(place(digest)).catch(() => undefined);
          if (found && found.mtimeMs < before.getTime()) yield digest;
        }
      }
    },
  };
}

async function syncFolder(path: string): Promise<void> {
  const handle = await open(path, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
