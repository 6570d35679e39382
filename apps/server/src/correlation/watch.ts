import type { Control, Db } from '../control/index.ts';
import type { SignalRecord } from '../events/envelope.ts';
import type { Area } from '../kernel/area.ts';
import type { Clock } from '../kernel/clock.ts';
import type { Logger } from '../kernel/log.ts';
import {
  applyCorrelated,
  type Correlated,
  type Correlation,
  type Counted,
  lockAlerts,
} from '../signals/index.ts';
import {
  type CorrelationFigures,
  type CorrelationRules,
  Correlators,
  type Correlated as Found,
} from './correlation.ts';
import { keepFindings } from './findings.ts';

/** Correlations on watch: what the pipeline gives its signals to, and a clock for what only waits for time. */
export interface CorrelationWatch extends Area, Correlation {
  setRules(rules: CorrelationRules): void;
  figures(): CorrelationFigures;
  /** Decides what only waited for time to pass; the clock does so by itself. */
  advance(): Promise<void>;
}

/** How often correlators are told the time. */
const tickMs = 5000;

export function startCorrelationWatch({
  control,
  clock,
  log,
  rules,
}: {
  readonly control: Control;
  readonly clock: Clock;
  readonly log: Logger;
  readonly rules: CorrelationRules;
}): CorrelationWatch {
  const correlators = new Correlators(rules, clock, log);

  const advance = (): Promise<void> =>
    control.as('pipeline', async (db) => {
      await lockAlerts(db);
      const found = await correlators.advance(db);
      await applyCorrelated(db, await keep(db, found, clock), correlators.silent);
    });

  let running: Promise<unknown> = Promise.resolve();
  const timer = setInterval(() => {
    running = running
      .then(advance)
      .catch((error: unknown) => log.error({ err: error }, 'correlations could not be told the time'));
  }, tickMs);
  timer.unref();

  return {
    get silent() {
      return correlators.silent;
    },
    async count(db: Db, fresh: readonly SignalRecord[]): Promise<Counted> {
      const { found, refusedBy } = await correlators.take(db, fresh);
      return { refusedBy, found: () => keep(db, found, clock) };
    },
    setRules: (changed) => correlators.setRules(changed),
    figures: () => correlators.figures(),
    advance,
    async stop() {
      clearInterval(timer);
      await running;
    },
  };
}

async function keep(db: Db, found: readonly Found[], clock: Clock): Promise<Correlated> {
  const raised: SignalRecord[] = [];
  const changedFindings: string[] = [];
  const at = clock.now();
  for (const { origin, outcomes } of found) {
    const kept = await keepFindings(db, origin, outcomes, at);
    raised.push(...kept.raised);
    changedFindings.push(...kept.changedFindings);
  }
  return { raised, changedFindings, at };
}
