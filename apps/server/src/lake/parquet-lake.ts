import { join } from 'node:path';
import type { Control } from '../control/index.ts';
import type { Clock } from '../kernel/clock.ts';
import { crashPoint } from '../kernel/crash-point.ts';
import type { Logger } from '../kernel/log.ts';
import { ProblemError } from '../kernel/problem.ts';
import { type CompactionSettings, defaultCompaction, planCompaction } from './compaction-plan.ts';
import { openEngine } from './engine.ts';
import { LakeFiles } from './files.ts';
import type { Expiry, Forgotten, Lake } from './lake.ts';
import { createReader } from './reader.ts';
import { Readers } from './readers.ts';
import { rewriteSegments } from './rewrite.ts';
import {
  claimReplaced,
  dropSegment,
  forgetSegment,
  type ManifestEntry,
  markDamaged,
  newestSegments,
  readHealth,
  readManifest,
  readScope,
} from './store.ts';
import { createLakeWriter } from './writer.ts';

export interface LakeOptions {
  readonly control: Control;
  readonly dataDir: string;
  readonly clock: Clock;
  readonly log: Logger;
  /** Memory that sealing may use; default 320. */
  readonly writeMiB?: number;
  /** Memory that compaction may use; default 160. */
  readonly compactMiB?: number;
  /** Memory that searches may use together; default 256. */
  readonly searchMiB?: number;
  /** Threads of a search; default 2. */
  readonly threads?: number;
  readonly compaction?: CompactionSettings;
  /** How long a replaced file stays for readers of other processes; longer than any search may take. */
  readonly graceMs?: number;
  /** Searches that run at once; as many again times eight may wait. */
  readonly searches?: number;
}

/** Opens the lake under `dataDir/lake`, clears away what a crash left, and checks what the manifest lists. */
export async function openLake(options: LakeOptions): Promise<Lake> {
  const { control, clock, log } = options;
  const files = new LakeFiles(join(options.dataDir, 'lake'));
  await files.prepare();
  // Writing on one thread and apart from the rest: sorting needs memory by the thread, and neither a search, however
  // greedy, nor a compaction may make a seal fail.
  const engine = await openEngine({
    folder: files.folder,
    name: 'write',
    memoryMiB: options.writeMiB ?? 320,
    threads: 1,
  });
  const compactMiB = options.compactMiB ?? 160;
  const compacting = await openEngine({
    folder: files.folder,
    name: 'compact',
    memoryMiB: compactMiB,
    threads: 1,
    streaming: true,
  });
  const searching = await openEngine({
    folder: files.folder,
    name: 'search',
    memoryMiB: options.searchMiB ?? 256,
    threads: options.threads ?? 2,
  });
  const readers = new Readers();
  const unmergeable = new Set<string>();
  // Sorting takes twice the rows, and writing the sorted ones as much again.
  const runBytes = (compactMiB / 5) * 1024 * 1024;
  const parts = { control, engine: compacting, files, clock, runBytes };
  const damaged = async (id: string, fault: string): Promise<void> => {
    log.error({ segment: id, fault }, 'a segment of the lake is damaged and left out of searches');
    await control.as('keeper', (db) => markDamaged(db, id, fault, clock.now()));
  };
  await checkManifest(control, files, log, damaged);
  const writer = createLakeWriter(engine, files, clock);

  return {
    writer,
    scope: readScope,
    ...createReader({ control, engine: searching, files, readers, damaged, searches: options.searches ?? 2 }),
    hold: (scope) => readers.hold(scope.segments.map((segment) => segment.id)),

    async compact(signal) {
      const settings = options.compaction ?? defaultCompaction;
      let replaced = 0;
      for (;;) {
        const small = await control.as('keeper', (db) =>
          readManifest(db, { states: ['live'], rowsBelow: settings.largeRows }),
        );
        const manifest = small.filter((entry) => !unmergeable.has(entry.id));
        const task = planCompaction(manifest, clock.now(), settings)[0];
        if (!task || signal?.aborted) return replaced;
        const release = readers.hold(task.inputs.map((input) => input.id));
        try {
          const result = await rewriteSegments(parts, task, { signal });
          if (result.done) replaced += task.inputs.length;
          log.debug(
            { day: task.day, inputs: task.inputs.length, outputs: task.outputs.length, ...result },
            'compacted',
          );
        } catch (error) {
          if (signal?.aborted) return replaced;
          // What fails would fail every coming attempt and keep the rest from being merged: take damaged inputs out of
          // the lake, and leave rows that are too large for the memory as they are until the next start.
          if (await takeOutDamaged(task.inputs)) continue;
          if (!(error instanceof ProblemError && error.code === 'search-too-large')) throw error;
          log.warn({ err: error, day: task.day, inputs: task.inputs.length }, 'segments stay unmerged');
          for (const input of task.inputs) unmergeable.add(input.id);
        } finally {
          release();
        }
      }
    },

    async forget(askExpired, signal) {
      const manifest = await control.as('keeper', (db) => readManifest(db, { states: ['live', 'damaged'] }));
      const atFirst = await askExpired();
      const result = { segmentsDropped: 0, segmentsRewritten: 0, rows: new Map<string, number>() };
      for (const entry of manifest) {
        if (signal?.aborted) break;
        const expired = expiredIn(entry, atFirst);
        if (expired.length === 0) continue;
        const still = expiredIn(entry, await askExpired());
        if (still.length < expired.length) continue;
        const kept = entry.organisations.filter((part) => !expired.includes(part)).map((part) => part.id);
        if (kept.length === 0) {
          if (!(await control.as('keeper', (db) => dropSegment(db, entry.id, clock.now())))) continue;
          result.segmentsDropped += 1;
        } else {
          if (!(await rewriteWithout(entry, kept))) continue;
          result.segmentsRewritten += 1;
        }
        for (const part of expired) result.rows.set(part.id, (result.rows.get(part.id) ?? 0) + part.rows);
      }
      return result satisfies Forgotten;
    },

    async sweep() {
      const before = new Date(clock.now().getTime() - (options.graceMs ?? 60_000));
      const doomed = await control.as('keeper', (db) => claimReplaced(db, before, readers.held()));
      let gone = 0;
      for (const { id, day } of doomed) {
        // Somebody may have begun to read since; the next sweep comes back for it.
        if (readers.isHeld(id)) continue;
        crashPoint('lake.before-delete');
        await files.remove(id, day);
        crashPoint('lake.after-delete');
        await control.as('keeper', (db) => forgetSegment(db, id));
        gone += 1;
      }
      return gone;
    },

    health: () => control.as('keeper', readHealth),

    async recentIds(limit) {
      const segments = await control.as('keeper', (db) => newestSegments(db, limit));
      const paths = segments.map((segment) => files.segment(segment.id, segment.day));
      if (paths.length === 0) return new Uint8Array();
      const release = readers.hold(segments.map((segment) => segment.id));
      try {
        const rows = await engine.all({
          text: `SELECT id FROM (SELECT id, recorded FROM read_parquet($paths) ORDER BY recorded DESC LIMIT $limit) ORDER BY recorded`,
          parameters: { paths, limit: BigInt(limit) },
        });
        return Buffer.from(rows.map((row) => String(row.id)).join(''), 'hex');
      } finally {
        release();
      }
    },

    async stop() {
      await writer.stop();
      engine.stop();
      compacting.stop();
      searching.stop();
    },
  };

  /** False when that cannot be done now: replaced meanwhile, or damaged, and then it goes when all of it has expired. */
  async function rewriteWithout(entry: ManifestEntry, kept: readonly string[]): Promise<boolean> {
    if (entry.state === 'damaged') return false;
    const release = readers.hold([entry.id]);
    try {
      const rewrite = { inputs: [entry], level: entry.level, outputs: [kept] };
      return (await rewriteSegments(parts, rewrite)).done;
    } catch (error) {
      if (!(await takeOutDamaged([entry]))) throw error;
      return false;
    } finally {
      release();
    }
  }

  async function takeOutDamaged(inputs: readonly { readonly id: string }[]): Promise<boolean> {
    const manifest = await control.as('keeper', (db) =>
      readManifest(db, { ids: inputs.map((input) => input.id) }),
    );
    let found = false;
    for (const entry of manifest) {
      const fault = await files.contentFaultOf(entry.id, entry.day, entry.bytes, entry.sha256);
      if (!fault) continue;
      found = true;
      await damaged(entry.id, fault);
    }
    return found;
  }
}

/** The organisations of a segment all of whose events in it were received before their term. */
function expiredIn(entry: ManifestEntry, expiries: readonly Expiry[]): ManifestEntry['organisations'] {
  const before = new Map(expiries.map((expiry) => [expiry.organisationId, expiry.before.getTime()]));
  return entry.organisations.filter(
    (part) => part.maxReceived.getTime() < (before.get(part.id) ?? Number.NEGATIVE_INFINITY),
  );
}

/**
 * Brings files and manifest together after a crash: a file that no entry lists was never acknowledged by a
 * commit, so it goes; an entry whose file is not what was written is reported and left out.
 */
async function checkManifest(
  control: Control,
  files: LakeFiles,
  log: Logger,
  damaged: (id: string, fault: string) => Promise<void>,
): Promise<void> {
  const manifest = await control.as('keeper', (db) => readManifest(db, {}));
  const listed = new Set(manifest.map((entry) => entry.id));
  for await (const { id, day } of files.segments()) {
    if (listed.has(id)) continue;
    log.warn({ segment: id, day }, 'removed a segment that no transaction had recorded');
    await files.remove(id, day);
  }
  for (const entry of manifest) {
    if (entry.state !== 'live') continue;
    const fault = await files.faultOf(entry.id, entry.day, entry.bytes);
    if (fault) await damaged(entry.id, fault);
  }
}
