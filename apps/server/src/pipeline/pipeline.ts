import { setTimeout as sleep } from 'node:timers/promises';
import type { Control } from '../control/index.ts';
import type { Journal, JournalEntry } from '../journal/index.ts';
import type { Area } from '../kernel/area.ts';
import type { Clock } from '../kernel/clock.ts';
import { crashPoint } from '../kernel/crash-point.ts';
import type { Logger } from '../kernel/log.ts';
import { type LakeWriter, recordSegment } from '../lake/index.ts';
import type { WorkerIndicators } from './indicator-signals.ts';
import { runIsolated } from './isolate.ts';
import { LakeFeed } from './lake-feed.ts';
import { Meter, type PipelineStatus } from './meter.ts';
import { planTasks } from './plan-tasks.ts';
import { applyStep, type Effects, type Step } from './step.ts';
import { type Cursors, moveCursors, readCursors } from './store.ts';
import type { SourceFacts, TaskResult } from './task.ts';
import type { WorkerRuleTexts } from './worker-messages.ts';
import { WorkerPool } from './worker-pool.ts';

export interface PipelineOptions {
  readonly control: Control;
  readonly journal: Journal;
  readonly lake: Pick<LakeWriter, 'add' | 'pending' | 'seal'>;
  readonly effects: Effects;
  readonly clock: Clock;
  readonly log: Logger;
  readonly rules: WorkerRuleTexts;
  readonly indicators: WorkerIndicators;
  /** What the federation knows of a source; asked for every task, so it remembers. */
  readonly sourceFacts: (sourceId: string) => Promise<SourceFacts | undefined>;
  /** Event ids that the lake got last, oldest first, 16 bytes each. */
  readonly recentIds?: (limit: number) => Promise<Uint8Array>;
  readonly workers: number;
  readonly sealMs?: number;
  readonly sealRows?: number;
  readonly workerScript?: URL;
  readonly workerTaskMs?: number;
  readonly workerHeapMiB?: number;
}

export interface Pipeline extends Area {
  setRules(rules: WorkerRuleTexts): void;
  /** Matches what is handed to workers from now on by these indicators. */
  setIndicators(indicators: WorkerIndicators): void;
  /**
   * Whether every event that may have been matched without a version of the indicators lies in the lake: whoever looks
   * there now, and relies on the matching of what comes, misses nothing.
   */
  sealedBefore(indicatorVersion: number): boolean;
  status(): PipelineStatus;
  /** Resolves when everything that the journal held at the call is processed and sealed. */
  settled(): Promise<void>;
}

const readLimit = { entries: 256, bytes: 8 * 1024 * 1024 };
const taskLimits = { expandedBytes: 6 * 1024 * 1024, actions: 4000 };
const rememberedIds = 1_000_000;
/** The least time between two transactions; the first event after a pause does not wait. */
const applyMs = 500;
/** Steps that one transaction may take; beyond, workers wait for the database. */
const mostHeld = 16;
const noRows = { lake: new Uint8Array(), ids: new Uint8Array() };
/** How long to wait before work that failed is tried again; grows to the last. */
const retryMs = [200, 1000, 5000, 15_000];

/** Starts reading the journal where the consumers are. */
export async function startPipeline(options: PipelineOptions): Promise<Pipeline> {
  const { control, rules, indicators, workers } = options;
  const cursors = await control.as('pipeline', readCursors);
  const pool = new WorkerPool({
    size: workers,
    rules,
    indicators,
    ...(options.workerScript ? { script: options.workerScript } : {}),
    ...(options.workerTaskMs ? { taskMs: options.workerTaskMs } : {}),
    ...(options.workerHeapMiB ? { heapMiB: options.workerHeapMiB } : {}),
  });
  const coordinator = new Coordinator(options, pool, cursors);
  await coordinator.start();
  return coordinator;
}

interface Flight {
  readonly through: number;
  readonly results: Promise<readonly TaskResult[]>;
}

/**
 * Reads entries in order, keeps every worker busy a little ahead, and applies results in the order of the journal,
 * what comes within half a second at once: a device that speaks often is written once. Nothing leaves the journal
 * before every consumer has passed it.
 */
class Coordinator implements Pipeline {
  readonly #options: PipelineOptions;
  readonly #pool: WorkerPool;
  readonly #feed: LakeFeed;
  readonly #meter: Meter;
  readonly #flights: Flight[] = [];
  readonly #stopping = new AbortController();
  /** Tasks that were read and wait for a worker. */
  #planned: JournalEntry[][] = [];
  /** What waits to be applied, in order, without rows of the lake. */
  #held: Step[] = [];
  /** When something was applied last, by the monotonic clock. */
  #applied = Number.NEGATIVE_INFINITY;
  #cursors: Cursors;
  #read: number;
  /** The indicators that are matched, and the last entry that an earlier version may have been matched with. */
  #indicators: { readonly version: number; readonly behind: number };
  /** Something came since the journal was read last. */
  #appended = false;
  #released = 0;
  #wake: () => void = () => undefined;
  #running: Promise<void> = Promise.resolve();
  #sealing: Promise<void> = Promise.resolve();
  #unlisten: () => void = () => undefined;

  constructor(options: PipelineOptions, pool: WorkerPool, cursors: Cursors) {
    this.#options = options;
    this.#pool = pool;
    this.#cursors = cursors;
    this.#read = Math.min(cursors.detect, cursors.observe, cursors.lake);
    // What is read again is matched again, but signals are kept only behind the cursor.
    this.#indicators = { version: options.indicators.version, behind: cursors.detect };
    this.#meter = new Meter(options.clock);
    this.#feed = new LakeFeed(
      {
        writer: options.lake,
        commit: async (segment, through) => {
          await options.control.as('pipeline', async (db) => {
            if (segment) await recordSegment(db, segment, { throughSeq: through });
            await moveCursors(db, ['lake'], through);
          });
        },
        sealMs: options.sealMs ?? 5000,
        sealRows: options.sealRows ?? 60_000,
        remembered: rememberedIds,
      },
      cursors.lake,
    );
  }

  async start(): Promise<void> {
    const ids = await this.#options.recentIds?.(rememberedIds);
    if (ids) this.#feed.remember(ids);
    this.#unlisten = this.#options.journal.onAppend(() => {
      this.#appended = true;
      this.#wake();
    });
    this.#running = this.#loop(() => this.#turn());
    this.#sealing = this.#loop(async () => {
      await this.#pause(Math.min(this.#options.sealMs ?? 5000, 500));
      await this.#seal(false);
    });
  }

  setRules(rules: WorkerRuleTexts): void {
    this.#pool.setRules(rules);
  }

  setIndicators(indicators: WorkerIndicators): void {
    this.#pool.setIndicators(indicators);
    const behind = Math.max(this.#cursors.detect, this.#read);
    this.#indicators = { version: indicators.version, behind };
  }

  sealedBefore(indicatorVersion: number): boolean {
    const { version, behind } = this.#indicators;
    return version >= indicatorVersion && this.#feed.committed >= behind;
  }

  status(): PipelineStatus {
    return this.#meter.status(this.#options.journal.backlog(), this.#feed.duplicates);
  }

  async settled(): Promise<void> {
    while (!this.#stopping.signal.aborted) {
      const waiting = await this.#options.journal.read(this.#passed, { entries: 1, bytes: 1 });
      if (waiting.length === 0) return;
      if (this.#flights.length === 0) {
        this.#applied = Number.NEGATIVE_INFINITY;
        this.#wake();
        await this.#seal(true);
      }
      await sleep(20);
    }
  }

  async stop(): Promise<void> {
    this.#unlisten();
    this.#stopping.abort();
    this.#wake();
    await this.#running;
    await this.#sealing;
    await this.#finish().catch((error: unknown) => {
      this.#options.log.warn({ err: error }, 'the last events stay in the journal');
    });
    await this.#pool.stop();
    await Promise.allSettled(this.#flights.map((flight) => flight.results));
  }

  async #finish(): Promise<void> {
    while (this.#held.length > 0) await this.#apply();
    await this.#seal(true);
  }

  /** Runs `work` until the stop; what fails is tried again, later and later. */
  async #loop(work: () => Promise<void>): Promise<void> {
    let failures = 0;
    while (!this.#stopping.signal.aborted) {
      try {
        await work();
        failures = 0;
      } catch (error) {
        if (this.#stopping.signal.aborted) return;
        this.#options.log.error({ err: error, failures }, 'the pipeline could not go on and tries again');
        await this.#pause(retryMs[Math.min(failures, retryMs.length - 1)] ?? 1000);
        failures += 1;
      }
    }
  }

  /** One round: send work out, lead rows of what is done to the lake, and apply the rest when it is due. */
  async #turn(): Promise<void> {
    await this.#dispatch();
    const first = this.#flights[0];
    if (first && this.#held.length < mostHeld) await this.#take(first);
    const wait = this.#held.length < mostHeld ? applyMs - (performance.now() - this.#applied) : 0;
    if (this.#held.length > 0 && wait <= 0) await this.#apply();
    else if (!first) await this.#untilWoken(this.#held.length > 0 ? wait : 1000);
  }

  /** Takes the results at the front: their rows leave memory at once, the rest gathers for one transaction. */
  async #take(flight: Flight): Promise<void> {
    let results: readonly TaskResult[];
    try {
      results = await flight.results;
    } catch (error) {
      await this.#beginAgain();
      throw error;
    }
    const { through } = flight;
    if (this.#feed.committed < through) await this.#feed.add(results, through);
    this.#flights.shift();
    this.#held.push({ through, results: results.map((result) => ({ ...result, ...noRows })) });
    this.#meter.processed(results);
  }

  /** Applies what is held. A transaction lies on one side of every cursor: what crosses one is applied apart. */
  async #apply(): Promise<void> {
    const { control, effects } = this.#options;
    const first = this.#held[0];
    if (!first) return;
    const { detect, observe } = this.#cursors;
    const side = (step: Step): string => `${step.through <= detect} ${step.through <= observe}`;
    const other = this.#held.findIndex((step) => side(step) !== side(first));
    const group = other < 0 ? [...this.#held] : this.#held.slice(0, other);
    const through = group.at(-1)?.through ?? first.through;
    if (detect < through || observe < through) {
      const step = { results: group.flatMap((each) => each.results), through };
      crashPoint('pipeline.before-apply');
      await control.as('pipeline', async (db) => {
        await applyStep(db, step, effects);
        crashPoint('pipeline.before-commit');
      });
      crashPoint('pipeline.after-commit');
      this.#cursors = {
        ...this.#cursors,
        detect: Math.max(detect, through),
        observe: Math.max(observe, through),
      };
    }
    this.#held.splice(0, group.length);
    this.#applied = performance.now();
  }

  async #dispatch(): Promise<void> {
    if (this.#stopping.signal.aborted) return;
    while (this.#flights.length < this.#pool.size * 2 + 1) {
      if (this.#planned.length === 0) await this.#plan();
      const task = this.#planned[0];
      const last = task?.at(-1);
      if (!task || !last) return;
      const sources = await this.#facts(task);
      const results = runIsolated(
        (each) => this.#pool.run(each),
        { entries: task, sources },
        (entry, ordinal) => {
          const { sourceId, batch } = entry;
          this.#options.log.error(
            { sourceId, batch, ordinal },
            'a line killed its worker: it goes to the dead letters',
          );
        },
      );
      // Whoever takes the flight hears of a failure; until then it is not unhandled.
      results.catch(() => undefined);
      this.#planned.shift();
      this.#flights.push({ through: last.seq, results });
    }
  }

  /** Reads on in the journal. What was read waits for a worker and is not read twice. */
  async #plan(): Promise<void> {
    this.#appended = false;
    const entries = await this.#options.journal.read(this.#read, readLimit);
    const { detect, observe } = this.#cursors;
    this.#planned = planTasks(entries, [detect, observe, this.#feed.committed], taskLimits);
    this.#read = entries.at(-1)?.seq ?? this.#read;
  }

  async #facts(entries: readonly JournalEntry[]): Promise<Record<string, SourceFacts>> {
    const facts: Record<string, SourceFacts> = {};
    for (const sourceId of new Set(entries.map((entry) => entry.sourceId))) {
      const found = await this.#options.sourceFacts(sourceId);
      if (!found) throw new Error(`the journal holds events of source ${sourceId}, which is unknown`);
      facts[sourceId] = found;
    }
    return facts;
  }

  /** Everything that was read and not applied is still in the journal: begins again from there. */
  async #beginAgain(): Promise<void> {
    const flights = this.#flights.splice(0);
    this.#planned = [];
    this.#held = [];
    this.#read = this.#passed;
    await Promise.allSettled(flights.map((flight) => flight.results));
  }

  /** What every consumer has passed. */
  get #passed(): number {
    return Math.min(this.#cursors.detect, this.#cursors.observe, this.#feed.committed);
  }

  async #seal(now: boolean): Promise<void> {
    await this.#feed.seal(now);
    const passed = this.#passed;
    if (passed <= this.#released) return;
    crashPoint('journal.before-release');
    await this.#options.journal.release(passed);
    this.#released = passed;
  }

  async #pause(ms: number): Promise<void> {
    await sleep(ms, undefined, { signal: this.#stopping.signal }).catch(() => undefined);
  }

  async #untilWoken(ms: number): Promise<void> {
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, ms);
      this.#wake = () => {
        clearTimeout(timer);
        resolve();
      };
      if (this.#stopping.signal.aborted || this.#appended) this.#wake();
    });
    this.#wake = () => undefined;
  }
}
