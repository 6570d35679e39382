import { setTimeout as sleep } from 'node:timers/promises';
import type { Control } from '../control/index.ts';
import type { SignalRecord } from '../events/envelope.ts';
import { type JobHandler, type JobRun, PermanentJobError } from '../jobs/index.ts';
import type { Lake } from '../lake/index.ts';
import { indicatorMatching, indicatorSignals, type Pipeline } from '../pipeline/index.ts';
import { applySignals } from '../signals/index.ts';
import { readOne } from './force-store.ts';
import { tableOf } from './in-force.ts';
import { ruleIdOf } from './rule-id.ts';
import { forgetSwept, noteSwept, readSwept } from './swept-store.ts';

/** The job that looks for a new list in everything that the lake held before the list was matched inline. */
export const sweepKind = 'indicator-sweep';

export interface SweepParts {
  readonly control: Control;
  readonly lake: Pick<Lake, 'inventory' | 'rowsOf'>;
  readonly pipeline: Pick<Pipeline, 'sealedBefore'>;
  /** Most hits of one sweep; beyond, the list names something that is everywhere. */
  readonly mostHits?: number;
}

const rowsAtOnce = 2000;
const waitMs = 200;

/**
 * Goes over the lake once, segment by segment. It may run again, or go on after a crash: the id of a hit is that of
 * the inline hit on the same event, so nothing is counted twice.
 */
export function sweepJob({ control, lake, pipeline, mostHits = 200_000 }: SweepParts): JobHandler {
  return async (job, run) => {
    const listId = String(job.payload.listId);
    const list = await control.as('keeper', (db) => readOne(db, listId));
    if (!list) throw new PermanentJobError('the list of this sweep is gone');
    if (list.withdrawn) return { events: 0, hits: 0, segments: 0, withdrawn: true };
    // What is matched without the list may still be on its way to the lake.
    while (!pipeline.sealedBefore(list.version)) await sleep(waitMs, undefined, { signal: run.signal });
    const memory = await tableOf(control, [list]);
    const { organisationIds } = list;
    const matching = indicatorMatching({
      version: list.version,
      memory,
      lists: [{ ruleId: ruleIdOf(listId), organisationIds }],
    });
    const report = progressOf(run);
    const { segments, release } = await lake.inventory(organisationIds);
    try {
      const swept = await control.as('keeper', (db) => readSwept(db, listId));
      const events = segments.reduce((sum, segment) => sum + segment.rows, 0);
      let [done, hits, damaged] = [0, 0, 0];
      for (const segment of segments) {
        if (!swept.has(segment.id)) {
          for (let from = 0; ; from += rowsAtOnce) {
            const rows = await lake.rowsOf(segment, { organisationIds, from, rows: rowsAtOnce }, run);
            if (rows === 'damaged') {
              damaged += 1;
              break;
            }
            const found = rows.found.flatMap(({ envelope }) => indicatorSignals(envelope, matching));
            hits += found.length;
            if (hits > mostHits)
              throw new PermanentJobError(
                `more than ${mostHits} events name one of its indicators: the list holds something ordinary. Withdraw it`,
              );
            if (found.length > 0) await apply(found);
            await report(Math.min(events, done + from + rowsAtOnce), events);
            run.signal.throwIfAborted();
            if (rows.end) break;
          }
          await control.as('keeper', (db) => noteSwept(db, listId, segment.id));
        }
        done += segment.rows;
        await report(done, events);
        if ((await control.as('keeper', (db) => readOne(db, listId)))?.withdrawn)
          return { events: done, hits, segments: segments.length, withdrawn: true };
      }
      await run.progress(events, events);
      await control.as('keeper', (db) => forgetSwept(db, listId));
      return { events, hits, segments: segments.length, ...(damaged > 0 ? { damaged } : {}) };
    } finally {
      release();
    }
  };

  async function apply(signals: readonly SignalRecord[]): Promise<void> {
    await control.as('pipeline', (db) => applySignals(db, signals));
  }
}

/** Notes progress once a second, which is as often as anybody looks. */
function progressOf(run: JobRun): (done: number, of: number) => Promise<void> {
  let next = 0;
  return async (done, of) => {
    if (performance.now() < next) return;
    next = performance.now() + 1000;
    await run.progress(done, of);
  };
}
