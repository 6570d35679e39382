import { type CompiledCorrelation, compileCorrelation, signalFields } from './compile-correlation.ts';
import type { Correlation } from './correlation.ts';
import type {
  CorrelationLosses,
  Correlator,
  CorrelatorOptions,
  CorrelatorProgress,
  CorrelatorResult,
  CorrelatorStatistics,
} from './correlator.ts';
import { Group } from './group.ts';
import type { Contribution, Finding, Outcome, RefusedSignal, Signal } from './signal.ts';
import type { FieldSource } from './signal-values.ts';
import { Watermark } from './watermark.ts';

const MINUTE = 60_000;

/**
 * Makes a correlator. State is what signals made of it: another one that is given the same signals, in any order
 * within the lateness, has the same and finds the same.
 *
 * @param correlations As the loader gives them: behind those that they count.
 */
export function createCorrelator(
  correlations: readonly Correlation[],
  options: CorrelatorOptions = {},
): Correlator {
  return new StreamCorrelator(correlations, options);
}

/**
 * Makes a correlator that goes on where another one stopped, as if it had never stopped: from the next call on it
 * answers what the other one would have. What was found before is not told again; statistics begin anew. Only what
 * was evicted for lack of room may have come back.
 *
 * @param correlations The same as those of the other one.
 * @param signals Those that the other one took, not those that it refused, as far back as `replayFrom` says; in any
 * order, earlier ones do no harm.
 */
export function resumeCorrelator(
  correlations: readonly Correlation[],
  progress: CorrelatorProgress,
  signals: Iterable<Signal>,
  options: CorrelatorOptions = {},
): Correlator {
  const correlator = new StreamCorrelator(correlations, options);
  correlator.resume(progress, signals);
  return correlator;
}

/** A correlation with its groups. */
interface Lane {
  readonly compiled: CompiledCorrelation;
  readonly groups: Map<string, Group>;
  /** Groups that changed since they were last looked at. */
  readonly changed: Set<Group>;
  readonly losses: { -readonly [name in keyof CorrelationLosses]: number };
  /** What inserts and removals brought about at once. */
  outcomes: Outcome[];
  /** When the next window of a falsifiable condition is over. */
  nextEnd: number;
  prunedTo: number;
}

interface Consumer {
  readonly lane: Lane;
  readonly step: number;
}

class StreamCorrelator implements Correlator {
  readonly #lanes: readonly Lane[];
  readonly #consumers = new Map<string, Consumer[]>();
  readonly #watermark: Watermark;
  readonly #ahead: number;
  readonly #maxEntries: number;
  /** All groups, those that saw nothing for longest first. */
  readonly #byUse = new Map<Group, Lane>();
  readonly #refused = { late: 0, ahead: 0, time: 0 };
  #now: number | undefined;
  #entries = 0;
  #signals = 0;

  constructor(correlations: readonly Correlation[], options: CorrelatorOptions) {
    this.#watermark = new Watermark(options.lateness ?? 10 * MINUTE);
    this.#ahead = options.ahead ?? 10 * MINUTE;
    this.#maxEntries = options.maxEntries ?? 1_000_000;
    const asked = signalFields(correlations);
    this.#lanes = correlations.map((correlation) => ({
      compiled: compileCorrelation(correlation, [...(asked.get(correlation.id) ?? [])]),
      groups: new Map(),
      changed: new Set(),
      losses: { ungrouped: 0, valueless: 0, evictedGroups: 0, evictedEntries: 0 },
      outcomes: [],
      nextEnd: Number.POSITIVE_INFINITY,
      prunedTo: Number.NEGATIVE_INFINITY,
    }));
    for (const lane of this.#lanes) {
      for (const [step, { id }] of lane.compiled.correlation.rules.entries()) {
        this.#consumers.set(id, [...(this.#consumers.get(id) ?? []), { lane, step }]);
      }
    }
  }

  add(signals: readonly Signal[]): CorrelatorResult {
    const refused: RefusedSignal[] = [];
    for (const signal of signals) {
      this.#signals++;
      const why = this.#refusal(signal.time);
      if (why) {
        this.#refused[why]++;
        refused.push({ signal, why });
        continue;
      }
      this.#watermark.see(signal.source, signal.time);
      this.#take(signal);
    }
    return { outcomes: this.#settle(this.#watermark.settle()), refused };
  }

  resume({ final, latest, now, sources }: CorrelatorProgress, signals: Iterable<Signal>): void {
    for (const signal of signals) this.#take(signal);
    this.#now = now ?? undefined;
    const known = final ?? Number.NEGATIVE_INFINITY;
    this.#watermark.restore(known, latest ?? Number.NEGATIVE_INFINITY, sources);
    this.#settle(known);
    for (const { losses } of this.#lanes) {
      losses.ungrouped = 0;
      losses.valueless = 0;
    }
  }

  progress(): CorrelatorProgress {
    const { final, latest, sources } = this.#watermark;
    return {
      final: Number.isFinite(final) ? final : null,
      latest: Number.isFinite(latest) ? latest : null,
      now: this.#now ?? null,
      sources: Object.fromEntries(sources),
    };
  }

  #take({ event, rule, time, organisation, device, source, fields }: Signal): void {
    const contribution: Contribution = { event, rule, time, organisation, device, source };
    for (const { lane, step } of this.#consumers.get(rule) ?? []) {
      this.#insert(lane, step, { organisation, device, source, fields }, contribution);
    }
  }

  #refusal(time: number): RefusedSignal['why'] | undefined {
    if (!Number.isFinite(time)) return 'time';
    if (this.#now !== undefined && time > this.#now + this.#ahead) return 'ahead';
    return time < this.#watermark.final ? 'late' : undefined;
  }

  observe(source: string, time: number): void {
    if (!this.#refusal(time)) this.#watermark.see(source, time);
  }

  advance(now: number): CorrelatorResult {
    this.#now = Math.max(this.#now ?? now, now);
    this.#watermark.reach(now);
    return { outcomes: this.#settle(this.#watermark.settle()), refused: [] };
  }

  finish(): CorrelatorResult {
    this.#watermark.reach(Number.POSITIVE_INFINITY);
    return { outcomes: this.#settle(this.#watermark.settle()), refused: [] };
  }

  #insert(
    lane: Lane,
    step: number,
    from: FieldSource,
    contribution: Contribution,
    organisations?: ReadonlyMap<string, number>,
  ): void {
    const placed = lane.compiled.place(step, from, contribution, organisations);
    if (typeof placed === 'string') {
      lane.losses[placed]++;
      return;
    }
    const group = lane.groups.get(placed.key.text) ?? new Group(lane.compiled, placed.key);
    lane.groups.set(placed.key.text, group);
    this.#change(lane, group, () => group.insert(placed.entry));
    lane.nextEnd = Math.min(lane.nextEnd, placed.entry.time + lane.compiled.correlation.timespan);
  }

  #change(lane: Lane, group: Group, change: () => readonly Outcome[]): void {
    const size = group.size;
    lane.outcomes.push(...change());
    this.#entries += group.size - size;
    lane.changed.add(group);
    this.#byUse.delete(group);
    this.#byUse.set(group, lane);
  }

  /** Looks at what changed, correlation after correlation, so that what one finds is counted by the next. */
  #settle(final: number): Outcome[] {
    const all: Outcome[] = [];
    for (const lane of this.#lanes) {
      const outcomes = lane.outcomes;
      lane.outcomes = [];
      if (lane.compiled.falsifiable) outcomes.push(...this.#decide(lane, final));
      else for (const group of lane.changed) outcomes.push(...group.refresh());
      lane.changed.clear();
      outcomes.sort(compareOutcomes);
      for (const outcome of outcomes) this.#passOn(outcome);
      all.push(...outcomes);
    }
    for (const lane of this.#lanes) this.#prune(lane, final);
    this.#evict();
    return all;
  }

  #decide(lane: Lane, final: number): Outcome[] {
    if (lane.nextEnd >= final) return [];
    const outcomes: Outcome[] = [];
    lane.nextEnd = Number.POSITIVE_INFINITY;
    for (const group of lane.groups.values()) {
      outcomes.push(...group.decide(final));
      lane.nextEnd = Math.min(lane.nextEnd, group.nextEnd);
    }
    return outcomes;
  }

  #passOn({ kind, finding }: Outcome): void {
    for (const { lane, step } of this.#consumers.get(finding.correlation) ?? []) {
      const from = { ...finding, source: undefined };
      const contribution = contributionOf(finding);
      if (kind === 'fired') {
        this.#insert(lane, step, from, contribution, finding.organisations);
        continue;
      }
      const placed = lane.compiled.place(step, from, contribution, finding.organisations);
      const group = typeof placed === 'string' ? undefined : lane.groups.get(placed.key.text);
      if (group && typeof placed !== 'string') this.#change(lane, group, () => group.remove(placed.entry));
    }
  }

  /** Half a timespan at a time, so that looking through all groups costs little an event. */
  #prune(lane: Lane, final: number): void {
    const { timespan } = lane.compiled.correlation;
    if (final - timespan < lane.prunedTo + timespan / 2) return;
    lane.prunedTo = final - timespan;
    for (const group of lane.groups.values()) {
      this.#entries -= group.prune(lane.prunedTo);
      if (group.size === 0) this.#forget(lane, group);
    }
  }

  #evict(): void {
    for (const [group, lane] of this.#byUse) {
      if (this.#entries <= this.#maxEntries) return;
      lane.losses.evictedGroups++;
      lane.losses.evictedEntries += group.size;
      this.#entries -= group.size;
      this.#forget(lane, group);
    }
  }

  #forget(lane: Lane, group: Group): void {
    lane.groups.delete(group.key.text);
    this.#byUse.delete(group);
  }

  statistics(): CorrelatorStatistics {
    const losses = this.#lanes
      .filter((lane) => Object.values(lane.losses).some((count) => count > 0))
      .map((lane): [string, CorrelationLosses] => [lane.compiled.correlation.id, { ...lane.losses }]);
    return {
      signals: this.#signals,
      refused: { ...this.#refused },
      groups: this.#byUse.size,
      entries: this.#entries,
      losses: new Map(losses),
      final: this.#watermark.final,
    };
  }
}

function contributionOf({ id, correlation, instant, organisation, device }: Finding): Contribution {
  return { event: id, rule: correlation, time: instant, organisation, device, source: undefined };
}

/** By time, then by id; what is withdrawn comes before what is found anew. */
function compareOutcomes(a: Outcome, b: Outcome): number {
  if (a.finding.instant !== b.finding.instant) return a.finding.instant - b.finding.instant;
  if (a.finding.id !== b.finding.id) return a.finding.id < b.finding.id ? -1 : 1;
  return a.kind === b.kind ? 0 : a.kind === 'withdrawn' ? -1 : 1;
}
