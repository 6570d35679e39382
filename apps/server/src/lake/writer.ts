import { open, rm } from 'node:fs/promises';
import type { Clock } from '../kernel/clock.ts';
import { newId } from '../kernel/ids.ts';
import { type Engine, quoted } from './engine.ts';
import type { LakeFiles } from './files.ts';
import { lakeColumns, maxRowBytes } from './schema.ts';
import type { SealedSegment } from './segment.ts';
import { writeSegment } from './segment-writer.ts';

/** Rows made by `toLakeRow`, each ended by a line feed. */
export interface LakeBatch {
  readonly ndjson: Uint8Array;
  readonly rows: number;
}

/**
 * Collects events and seals them into segments. Nothing here is durable before `seal` returns: the journal holds
 * the events until the segment is in the manifest, and a crash begins again from there.
 */
export interface LakeWriter {
  add(batch: LakeBatch): Promise<void>;
  /** Rows added since the last seal, and for how long the first of them has waited. */
  pending(): { readonly rows: number; readonly oldestMs: number };
  /**
   * Writes what is pending as one durable segment; null when nothing is. Record it (`recordSegment`) in the
   * transaction that advances the journal's cursor. Rows that are added after this call wait for the next seal.
   * After a failure the rows are pending again.
   */
  seal(): Promise<SealedSegment | null>;
  stop(): Promise<void>;
}

/** What the writer asks of a spool's file; `appendFile` may leave a part of its data when it fails. */
export interface SpoolFile {
  appendFile(data: Uint8Array): Promise<void>;
  truncate(bytes: number): Promise<void>;
  close(): Promise<void>;
}

interface Spool {
  readonly path: string;
  readonly file: SpoolFile;
  rows: number;
  /** Bytes of whole batches; what lies behind them in a torn file is the beginning of one that failed. */
  bytes: number;
  torn: boolean;
  readonly since: number;
}

const readColumns = lakeColumns.map((column) => `"${column.name}": '${column.read}'`).join(', ');
const storedColumns = lakeColumns
  .map((column) => (column.store ? `${column.store} AS "${column.name}"` : `"${column.name}"`))
  .join(', ');

export function createLakeWriter(
  engine: Engine,
  files: LakeFiles,
  clock: Clock,
  openSpool: (path: string) => Promise<SpoolFile> = (path) => open(path, 'a'),
): LakeWriter {
  /** Spools that are full or failed to seal, oldest first, then the one that rows go to. */
  let closed: Spool[] = [];
  let current: Spool | undefined;
  /** Additions and rotations one after the other. */
  let turn: Promise<unknown> = Promise.resolve();
  const inTurn = <T>(work: () => Promise<T>): Promise<T> => {
    const next = turn.then(work, work);
    turn = next.catch(() => undefined);
    return next;
  };
  let sealing: Promise<unknown> = Promise.resolve();
  /** Seals that were asked for and have not ended. */
  let seals = 0;

  const write = async (spools: readonly Spool[]): Promise<SealedSegment | null> => {
    const list = spools.map((spool) => quoted(spool.path)).join(', ');
    const select = `SELECT ${storedColumns}, make_timestamp($recorded) AS recorded
      FROM read_json([${list}], format = 'newline_delimited', columns = {${readColumns}}, maximum_object_size = ${2 * maxRowBytes})`;
    const parameters = { recorded: BigInt(clock.now().getTime()) * 1000n };
    return writeSegment(engine, files, { select, parameters, order: 'sorted' }, 'hot');
  };

  /** A disk that ran full took the beginning of a batch: the next line must not stand behind half a line. */
  const mend = async (spool: Spool): Promise<void> => {
    if (!spool.torn) return;
    await spool.file.truncate(spool.bytes);
    spool.torn = false;
  };

  const append = async (spool: Spool, { ndjson, rows }: LakeBatch): Promise<void> => {
    await mend(spool);
    spool.torn = true;
    await spool.file.appendFile(ndjson);
    spool.torn = false;
    spool.rows += rows;
    spool.bytes += ndjson.byteLength;
  };

  const rotate = async (): Promise<Spool[]> => {
    if (current) {
      await mend(current);
      await current.file.close();
      if (current.rows > 0) closed.push(current);
      else await rm(current.path, { force: true });
      current = undefined;
    }
    const taken = closed;
    closed = [];
    return taken;
  };

  const sealOnce = async (): Promise<SealedSegment | null> => {
    let taken: Spool[] = [];
    try {
      taken = await inTurn(rotate);
      if (taken.length === 0) return null;
      const segment = await write(taken);
      const expected = taken.reduce((sum, spool) => sum + spool.rows, 0);
      if (segment?.rows !== expected)
        throw new Error(`segment ${segment?.id}: expected ${expected} rows, found ${segment?.rows ?? 0}`);
      await Promise.all(taken.map((spool) => rm(spool.path, { force: true })));
      return segment;
    } catch (error) {
      closed = [...taken, ...closed];
      throw error;
    } finally {
      seals -= 1;
    }
  };

  return {
    add: (batch) =>
      inTurn(async () => {
        if (batch.rows === 0) return;
        if (!current) {
          const path = files.spool(`${newId()}.ndjson`);
          const since = clock.now().getTime();
          current = { path, file: await openSpool(path), rows: 0, bytes: 0, torn: false, since };
        }
        await append(current, batch);
      }),
    pending() {
      const spools = current ? [...closed, current] : closed;
      const first = spools[0];
      return {
        rows: spools.reduce((sum, spool) => sum + spool.rows, 0),
        oldestMs: first ? clock.now().getTime() - first.since : 0,
      };
    },
    seal() {
      seals += 1;
      // Without another before it, a seal takes its turn at once: rows that are added after this call are not in it.
      const next = seals > 1 ? sealing.then(sealOnce) : sealOnce();
      sealing = next.catch(() => undefined);
      return next;
    },
    async stop() {
      await sealing;
      await inTurn(async () => {
        for (const spool of await rotate()) await rm(spool.path, { force: true });
      });
    },
  };
}
