import { type FileHandle, open, rm } from 'node:fs/promises';
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
   * transaction that advances the journal's cursor. Rows that are added meanwhile wait for the next seal.
   * After a failure the rows are pending again.
   */
  seal(): Promise<SealedSegment | null>;
  stop(): Promise<void>;
}

interface Spool {
  readonly path: string;
  readonly file: FileHandle;
  rows: number;
  bytes: number;
  readonly since: number;
}

const readColumns = lakeColumns.map((column) => `"${column.name}": '${column.read}'`).join(', ');
const storedColumns = lakeColumns
  .map((column) => (column.store ? `${column.store} AS "${column.name}"` : `"${column.name}"`))
  .join(', ');

export function createLakeWriter(engine: Engine, files: LakeFiles, clock: Clock): LakeWriter {
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

  const write = async (spools: readonly Spool[]): Promise<SealedSegment | null> => {
    const list = spools.map((spool) => quoted(spool.path)).join(', ');
    const select = `SELECT ${storedColumns}, make_timestamp($recorded) AS recorded
      FROM read_json([${list}], format = 'newline_delimited', columns = {${readColumns}}, maximum_object_size = ${2 * maxRowBytes})`;
    const sum = (of: (spool: Spool) => number): number => spools.reduce((so, spool) => so + of(spool), 0);
    const rowBytes =
      sum((spool) => spool.bytes) /
      Math.max(
        1,
        sum((spool) => spool.rows),
      );
    const parameters = { recorded: BigInt(clock.now().getTime()) * 1000n };
    return writeSegment(engine, files, { select, parameters, rowBytes }, 'hot');
  };

  const rotate = async (): Promise<Spool[]> => {
    if (current) {
      await current.file.close();
      closed.push(current);
      current = undefined;
    }
    const taken = closed;
    closed = [];
    return taken;
  };

  const sealOnce = async (): Promise<SealedSegment | null> => {
    const taken = await inTurn(rotate);
    if (taken.length === 0) return null;
    try {
      const segment = await write(taken);
      const expected = taken.reduce((sum, spool) => sum + spool.rows, 0);
      if (segment?.rows !== expected)
        throw new Error(`segment ${segment?.id}: expected ${expected} rows, found ${segment?.rows ?? 0}`);
      await Promise.all(taken.map((spool) => rm(spool.path, { force: true })));
      return segment;
    } catch (error) {
      closed = [...taken, ...closed];
      throw error;
    }
  };

  return {
    add: ({ ndjson, rows }) =>
      inTurn(async () => {
        if (rows === 0) return;
        if (!current) {
          const path = files.spool(`${newId()}.ndjson`);
          current = { path, file: await open(path, 'a'), rows: 0, bytes: 0, since: clock.now().getTime() };
        }
        await current.file.appendFile(ndjson);
        current.rows += rows;
        current.bytes += ndjson.byteLength;
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
      const next = sealing.then(sealOnce, sealOnce);
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
