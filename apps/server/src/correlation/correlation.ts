import { randomUUID } from 'node:crypto';
import {
  type Correlation,
  type Correlator,
  createCorrelator,
  type Outcome,
  replayFrom,
  resumeCorrelator,
  signalFields,
} from '@cordon/sigma';
import type { Db } from '../control/index.ts';
import type { Origin, SignalRecord } from '../events/envelope.ts';
import type { Clock } from '../kernel/clock.ts';
import type { Logger } from '../kernel/log.ts';
import { type Bound, bounds, byBound, latenessOf } from './bounds.ts';
import { knownOrigins, type ProgressRow, readProgress, storedSignals, writeProgress } from './store.ts';
import { toSignal } from './to-signal.ts';

/** What correlations the federation runs, by keys of rules (`ruleKey`). */
export interface CorrelationRules {
  /** Those that others count first, as the loader gives them. */
  readonly correlations: readonly Correlation[];
  /** Rules and correlations that only serve correlations: they raise no alert. */
  readonly silent: ReadonlySet<string>;
}

/** What came of signals, by origin. */
export interface Correlated {
  readonly origin: Origin;
  readonly outcomes: readonly Outcome[];
}

export interface Taken {
  readonly found: readonly Correlated[];
  /** By id of the signal: the correlators that did not count it. */
  readonly refusedBy: ReadonlyMap<string, readonly Bound[]>;
}

/** Figures since the start, over all correlators. */
export interface CorrelationFigures {
  readonly signals: number;
  readonly late: number;
  readonly ahead: number;
  readonly groups: number;
  readonly entries: number;
  readonly evictedGroups: number;
  readonly evictedEntries: number;
  readonly ungrouped: number;
  readonly valueless: number;
}

interface Lane {
  readonly correlator: Correlator;
  /** The row of progress that this memory is a copy of. */
  state: string;
}

/** Events that one correlator keeps, and signals that are read to make one anew. */
const maxEntries = 500_000;

/**
 * The correlators of all origins. Their memory is a copy: a row written in the transaction of the signals says which
 * state holds, and memory with another state is thrown away and made anew from stored signals. So a transaction that
 * fails, a lost answer to a commit and a killed process need nothing of their own.
 */
export class Correlators {
  readonly #clock: Clock;
  readonly #log: Logger;
  readonly #lanes = new Map<string, Lane>();
  #rules: CorrelationRules;
  #byBound: Readonly<Record<Bound, readonly Correlation[]>>;
  #counted: Readonly<Record<Bound, ReadonlyMap<string, ReadonlySet<string>>>>;

  constructor(rules: CorrelationRules, clock: Clock, log: Logger) {
    this.#clock = clock;
    this.#log = log;
    this.#rules = rules;
    this.#byBound = byBound(rules.correlations);
    this.#counted = countedBy(this.#byBound);
  }

  get silent(): ReadonlySet<string> {
    return this.#rules.silent;
  }

  /** From now on other correlations: their windows are filled from stored signals; what lies behind is not raised. */
  setRules(rules: CorrelationRules): void {
    this.#rules = rules;
    this.#byBound = byBound(rules.correlations);
    this.#counted = countedBy(this.#byBound);
    this.#lanes.clear();
  }

  /** Counts signals that were not there before. Role pipeline, behind the lock of alerts. */
  async take(db: Db, signals: readonly SignalRecord[]): Promise<Taken> {
    const found: Correlated[] = [];
    const refusedBy = new Map<string, Bound[]>();
    for (const [origin, those] of Map.groupBy(signals, (signal) => signal.origin)) {
      const used = bounds.filter((bound) => those.some(({ ruleId }) => this.#counted[bound].has(ruleId)));
      const outcomes = await this.#run(db, origin, used, true, (correlator, bound) => {
        const records = new Map(
          those
            .filter(({ ruleId }) => this.#counted[bound].has(ruleId))
            .map((record) => [toSignal({ ...record, host: record.sighting.host }), record] as const),
        );
        const { outcomes: made, refused } = correlator.add([...records.keys()]);
        for (const { signal } of refused) {
          const id = records.get(signal)?.id ?? '';
          refusedBy.set(id, [...(refusedBy.get(id) ?? []), bound]);
        }
        return made;
      });
      if (outcomes.length > 0) found.push({ origin, outcomes });
    }
    return { found, refusedBy };
  }

  /** Tells every correlator the time: what only waited for it is decided. Role pipeline, behind the lock of alerts. */
  async advance(db: Db): Promise<readonly Correlated[]> {
    const found: Correlated[] = [];
    if (this.#rules.correlations.length === 0) return found;
    for (const origin of await knownOrigins(db)) {
      const outcomes = await this.#run(db, origin, bounds, false, () => []);
      if (outcomes.length > 0) found.push({ origin, outcomes });
    }
    return found;
  }

  figures(): CorrelationFigures {
    const sum = { signals: 0, late: 0, ahead: 0, groups: 0, entries: 0 };
    const lost = { evictedGroups: 0, evictedEntries: 0, ungrouped: 0, valueless: 0 };
    for (const { correlator } of this.#lanes.values()) {
      const { signals, refused, groups, entries, losses } = correlator.statistics();
      sum.signals += signals;
      sum.late += refused.late;
      sum.ahead += refused.ahead + refused.time;
      sum.groups += groups;
      sum.entries += entries;
      for (const each of losses.values())
        for (const name of Object.keys(lost) as (keyof typeof lost)[]) lost[name] += each[name];
    }
    return { ...sum, ...lost };
  }

  /**
   * Runs work on correlators that surely are what the rows say. Progress is written where signals were counted or
   * something was found; the mere passing of time is not worth a row, and comes again by itself.
   */
  async #run(
    db: Db,
    origin: Origin,
    used: readonly Bound[],
    counting: boolean,
    work: (correlator: Correlator, bound: Bound) => readonly Outcome[],
  ): Promise<Outcome[]> {
    const wanted = used.filter((bound) => this.#byBound[bound].length > 0);
    if (wanted.length === 0) return [];
    const rows = await readProgress(db, origin);
    const outcomes: Outcome[] = [];
    const changed: ProgressRow[] = [];
    for (const bound of wanted) {
      const lane = await this.#lane(db, origin, bound, rows.get(bound));
      const made = [
        ...lane.correlator.advance(this.#clock.now().getTime()).outcomes,
        ...work(lane.correlator, bound),
      ];
      outcomes.push(...made);
      if (!counting && made.length === 0) continue;
      lane.state = randomUUID();
      changed.push({ bound, state: lane.state, progress: lane.correlator.progress() });
    }
    if (changed.length > 0) await writeProgress(db, origin, changed);
    return outcomes;
  }

  async #lane(db: Db, origin: Origin, bound: Bound, row: ProgressRow | undefined): Promise<Lane> {
    const key = `${origin} ${bound}`;
    const known = this.#lanes.get(key);
    if (known && known.state === row?.state) return known;
    const correlations = this.#byBound[bound];
    const options = { lateness: latenessOf[bound], maxEntries };
    let correlator: Correlator;
    if (row) {
      const from = replayFrom(correlations, row.progress);
      const fields = this.#counted[bound];
      const { signals, complete } = await storedSignals(db, {
        origin,
        bound,
        from,
        fields,
        limit: maxEntries,
      });
      if (!complete)
        this.#log.warn(
          { origin, bound, from: new Date(from).toISOString(), read: signals.length },
          'more signals than a correlator holds: the earliest are left out',
        );
      correlator = resumeCorrelator(correlations, row.progress, signals, options);
    } else correlator = createCorrelator(correlations, options);
    const lane = { correlator, state: row?.state ?? '' };
    this.#lanes.set(key, lane);
    return lane;
  }
}

/** By bound and key of a rule: the fields that correlations ask of its signals. */
function countedBy(
  correlations: Readonly<Record<Bound, readonly Correlation[]>>,
): Readonly<Record<Bound, ReadonlyMap<string, ReadonlySet<string>>>> {
  const of = (those: readonly Correlation[]): ReadonlyMap<string, ReadonlySet<string>> => {
    const asked = signalFields(those);
    const own = new Set(those.map(({ id }) => id));
    return new Map(
      those
        .flatMap(({ rules }) => rules.map(({ id }) => id))
        .filter((id) => !own.has(id))
        .map((id) => [id, new Set(asked.get(id) ?? [])]),
    );
  };
  return { patient: of(correlations.patient), prompt: of(correlations.prompt) };
}
