import { randomInt } from 'node:crypto';
import { setImmediate as breathe } from 'node:timers/promises';
import type { Indicator } from '@cordon/indicators';
import { TableBuilder } from '@cordon/indicators/table';
import type { Control } from '../control/index.ts';
import type { Area } from '../kernel/area.ts';
import type { Clock } from '../kernel/clock.ts';
import type { Logger } from '../kernel/log.ts';
import type { WorkerIndicators } from '../pipeline/index.ts';
import { type ListInForce, readInForce } from './force-store.ts';
import { ruleIdOf } from './rule-id.ts';
import { indicatorChannel, readIndicators } from './store.ts';

/** The indicators that are matched inline, kept up with the lists. */
export interface IndicatorsInForce extends Area {
  current(): WorkerIndicators;
  /** Calls back now and after every change, until the returned function is called. */
  follow(listener: (indicators: WorkerIndicators) => void): () => void;
}

const perRead = 10_000;
/** A list that expires and an organisation that joins a region announce nothing: both are looked for this often. */
const lookMs = 60_000;

export async function openIndicatorsInForce(
  control: Control,
  clock: Clock,
  log: Logger,
): Promise<IndicatorsInForce> {
  const listeners = new Set<(indicators: WorkerIndicators) => void>();
  let known = '';
  let current = await make();
  log.info({ lists: current.lists.length, version: current.version }, 'indicators in force');

  async function make(): Promise<WorkerIndicators> {
    const { version, lists } = await control.as('keeper', (db) => readInForce(db, clock.now()));
    const state = JSON.stringify([version, lists]);
    if (state === known) return current;
    const memory = await tableOf(control, lists);
    known = state;
    return {
      version,
      memory,
      lists: lists.map(({ id, organisationIds }) => ({ ruleId: ruleIdOf(id), organisationIds })),
    };
  }

  // One after another: a change may come while the table of the one before is made.
  let queue: Promise<void> = Promise.resolve();
  const look = (): void => {
    queue = queue
      .then(async () => {
        const made = await make();
        if (made === current) return;
        current = made;
        log.info({ lists: made.lists.length, version: made.version }, 'indicators in force have changed');
        for (const listener of listeners) listener(made);
      })
      .catch((error: unknown) => log.error({ err: error }, 'the indicators could not be brought up to date'));
  };
  const unlisten = await control.listen(indicatorChannel, look);
  const timer = setInterval(look, lookMs);
  // What changed before anybody listened.
  look();
  return {
    current: () => current,
    follow(listener) {
      listeners.add(listener);
      listener(current);
      return () => listeners.delete(listener);
    },
    async stop() {
      clearInterval(timer);
      await unlisten();
      await queue;
    },
  };
}

/** The table of some lists, numbered by their place. Others get their turn between two readings. */
export async function tableOf(control: Control, lists: readonly ListInForce[]): Promise<SharedArrayBuffer> {
  const builder = new TableBuilder();
  for (const [number, list] of lists.entries()) {
    for (let after = -1; ; ) {
      const rows = await control.as('keeper', (db) => readIndicators(db, list.id, after, perRead));
      for (const { kind, value, expires } of rows) {
        const ends = Math.min(list.expires.getTime(), expires?.getTime() ?? Number.POSITIVE_INFINITY);
        builder.add({ kind: kind as Indicator['kind'], value }, number, ends);
      }
      const last = rows.at(-1);
      if (!last || rows.length < perRead) break;
      after = last.number;
      await breathe();
    }
  }
  return builder.finish([randomInt(2 ** 32), randomInt(2 ** 32)]);
}
