import type { Control, Db } from '../control/index.ts';
import type { Journal } from '../journal/index.ts';
import type { Area } from '../kernel/area.ts';
import type { Clock } from '../kernel/clock.ts';
import type { Logger } from '../kernel/log.ts';
import { QuarantineRelease, type ReleaseOptions } from './release-quarantine.ts';
import { markSilent, type OverdueSource, trim } from './store.ts';

export interface HousekeepingOptions {
  readonly control: Control;
  readonly journal: Journal;
  readonly clock: Clock;
  readonly log: Logger;
  readonly sourceFacts: ReleaseOptions['sourceFacts'];
  /** Raises the alert of silence, in the transaction that marks the sources as silent. */
  readonly onSilent: (db: Db, sources: readonly OverdueSource[], now: Date) => Promise<unknown>;
}

const dayMs = 86_400_000;
/** Senders give up, or are restarted, long before: a batch that comes again later than this counts as new. */
const batchesKeptMs = 7 * dayMs;

/** Finds sources that went silent. One transaction: a source is marked and reported, or neither. */
export async function detectSilence(options: HousekeepingOptions): Promise<number> {
  const now = options.clock.now();
  return options.control.as('pipeline', async (db) => {
    const overdue = await markSilent(db, now);
    if (overdue.length > 0) await options.onSilent(db, overdue, now);
    return overdue.length;
  });
}

/** Lets go of what has been kept long enough. */
export async function tidy({ control, journal, clock }: HousekeepingOptions): Promise<void> {
  const ago = (ms: number): Date => new Date(clock.now().getTime() - ms);
  await journal.forget(ago(batchesKeptMs));
  await control.as('pipeline', (db) =>
    trim(db, {
      activityBefore: ago(8 * dayMs),
      deadLettersBefore: ago(30 * dayMs),
      quarantineBefore: ago(30 * dayMs),
      perSource: 50_000,
    }),
  );
}

/** Looks for silence, and for quarantined events that a map claims by now, twice a minute; tidies up every hour. */
export function startHousekeeping(options: HousekeepingOptions): Area {
  let running: Promise<unknown> = Promise.resolve();
  const every = (ms: number, name: string, work: () => Promise<unknown>): NodeJS.Timeout => {
    const timer = setInterval(() => {
      running = running
        .then(work)
        .catch((error: unknown) => options.log.error({ err: error }, `${name} failed`));
    }, ms);
    timer.unref();
    return timer;
  };
  const quarantine = new QuarantineRelease(options);
  const timers = [
    every(30_000, 'looking for silent sources', () => detectSilence(options)),
    every(30_000, 'releasing quarantined events', () => quarantine.run()),
    every(3_600_000, 'tidying up behind the pipeline', () => tidy(options)),
  ];
  return {
    async stop() {
      for (const timer of timers) clearInterval(timer);
      await running;
    },
  };
}
