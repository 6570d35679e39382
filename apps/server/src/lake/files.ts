import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdir, open, readdir, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { crashPoint } from '../kernel/crash-point.ts';

const dayPattern = /^\d{4}-\d{2}-\d{2}$/;
const segmentPattern = /^([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})\.parquet$/;
/** `PAR1`, at both ends of every Parquet file. */
const magic = Buffer.from('PAR1');

/** The lake's folder: `YYYY-MM-DD/<segment>.parquet`, and `spool/` for whatever is not durable yet. */
export class LakeFiles {
  readonly folder: string;
  constructor(folder: string) {
    this.folder = folder;
  }

  /** Makes the folder. What a crash left in the spool is worth nothing: the journal still has it. */
  async prepare(): Promise<void> {
    await rm(join(this.folder, 'spool'), { recursive: true, force: true });
    await rm(join(this.folder, 'scratch'), { recursive: true, force: true });
    await mkdir(join(this.folder, 'spool'), { recursive: true });
  }

  segment(id: string, day: string): string {
    if (!segmentPattern.test(`${id}.parquet`) || !dayPattern.test(day))
      throw new Error(`not a segment's name: ${day}/${id}`);
    return join(this.folder, day, `${id}.parquet`);
  }

  spool(name: string): string {
    return join(this.folder, 'spool', name);
  }

  /** Makes a spooled file durable under its final name: content first, then the name, then the folders. */
  async publish(spooled: string, id: string, day: string): Promise<string> {
    const target = this.segment(id, day);
    crashPoint('lake.before-fsync');
    await syncPath(spooled);
    const made = await mkdir(join(this.folder, day), { recursive: true });
    crashPoint('lake.before-rename');
    await rename(spooled, target);
    crashPoint('lake.after-rename');
    await syncPath(join(this.folder, day));
    if (made) await syncPath(this.folder);
    return target;
  }

  async remove(id: string, day: string): Promise<void> {
    await rm(this.segment(id, day), { force: true });
  }

  /** Every segment file there is, listed in the manifest or not. */
  async *segments(): AsyncGenerator<{ readonly id: string; readonly day: string }> {
    for (const day of await readdir(this.folder)) {
      if (!dayPattern.test(day)) continue;
      for (const name of await readdir(join(this.folder, day))) {
        const id = segmentPattern.exec(name)?.[1];
        if (id) yield { id, day };
      }
    }
  }

  /** Cheap look at a file: what is wrong with it, undefined when nothing shows. */
  async faultOf(id: string, day: string, bytes: number): Promise<string | undefined> {
    const path = this.segment(id, day);
    try {
      const found = (await stat(path)).size;
      if (found !== bytes) return `file size: expected ${bytes} bytes, found ${found}`;
      const file = await open(path);
      try {
        const ends = Buffer.alloc(8);
        await file.read(ends, 0, 4, 0);
        await file.read(ends, 4, 4, bytes - 4);
        return ends.equals(Buffer.concat([magic, magic]))
          ? undefined
          : `magic number: expected PAR1 at both ends, found ${ends.toString('hex')}`;
      } finally {
        await file.close();
      }
    } catch (error) {
      return `file: cannot be read, ${(error as NodeJS.ErrnoException).code ?? String(error)}`;
    }
  }

  /** Full look at a file: compares its content with the digest in the manifest. */
  async contentFaultOf(
    id: string,
    day: string,
    bytes: number,
    sha256: Uint8Array,
  ): Promise<string | undefined> {
    const fault = await this.faultOf(id, day, bytes);
    if (fault) return fault;
    const found = await sha256Of(this.segment(id, day));
    return found.equals(sha256)
      ? undefined
      : `SHA-256: expected ${Buffer.from(sha256).toString('hex')}, found ${found.toString('hex')}`;
  }
}

export async function sha256Of(path: string): Promise<Buffer> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(path, { highWaterMark: 1 << 20 }), hash);
  return hash.digest();
}

async function syncPath(path: string): Promise<void> {
  const handle = await open(path, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
