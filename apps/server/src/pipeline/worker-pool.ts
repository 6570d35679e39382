import { Worker } from 'node:worker_threads';
import type { WorkerIndicators } from './indicator-signals.ts';
import type { Task, TaskResult } from './task.ts';
import type { FromWorker, ToWorker, WorkerRuleTexts, WorkerStart } from './worker-messages.ts';

/** A worker died over its task, or took too long: the task may be what killed it. */
export class WorkerDiedError extends Error {
  override readonly name = 'WorkerDiedError';
}

export interface WorkerPoolOptions {
  readonly size: number;
  readonly rules: WorkerRuleTexts;
  readonly indicators: WorkerIndicators;
  readonly script?: URL;
  /** No task takes this long but one that hangs. */
  readonly taskMs?: number;
  readonly heapMiB?: number;
}

interface Job {
  readonly task: Task;
  readonly resolve: (result: TaskResult) => void;
  readonly reject: (error: Error) => void;
}

interface Slot {
  worker: Worker;
  job: Job | undefined;
  timer: NodeJS.Timeout | undefined;
}

/**
 * A fixed number of threads, each with its own engine, working on one task at a time. A thread that dies is
 * replaced; its task is rejected, for the caller to narrow down.
 */
export class WorkerPool {
  readonly #options: Required<WorkerPoolOptions>;
  readonly #slots: Slot[] = [];
  readonly #waiting: Job[] = [];
  #rules: WorkerRuleTexts;
  #indicators: WorkerIndicators;
  #stopped = false;

  constructor(options: WorkerPoolOptions) {
    this.#options = {
      script: new URL('./worker.ts', import.meta.url),
      taskMs: 120_000,
      heapMiB: 512,
      ...options,
    };
    this.#rules = options.rules;
    this.#indicators = options.indicators;
    for (let index = 0; index < options.size; index += 1) this.#slots.push(this.#open());
  }

  get size(): number {
    return this.#slots.length;
  }

  run(task: Task): Promise<TaskResult> {
    return new Promise((resolve, reject) => {
      this.#waiting.push({ task, resolve, reject });
      this.#next();
    });
  }

  /** Matches by these rules from each worker's next task on. */
  setRules(rules: WorkerRuleTexts): void {
    this.#rules = rules;
    for (const { worker } of this.#slots) worker.postMessage({ kind: 'rules', rules } satisfies ToWorker);
  }

  /** Matches by these indicators from each worker's next task on. */
  setIndicators(indicators: WorkerIndicators): void {
    this.#indicators = indicators;
    for (const { worker } of this.#slots)
      worker.postMessage({ kind: 'indicators', indicators } satisfies ToWorker);
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    await Promise.all(
      this.#slots.map((slot) => {
        clearTimeout(slot.timer);
        return slot.worker.terminate();
      }),
    );
    for (const job of this.#waiting) job.reject(new Error('the workers were stopped'));
  }

  #open(): Slot {
    const slot: Slot = { worker: this.#start(), job: undefined, timer: undefined };
    this.#attend(slot);
    return slot;
  }

  #start(): Worker {
    return new Worker(this.#options.script, {
      workerData: { rules: this.#rules, indicators: this.#indicators } satisfies WorkerStart,
      // Events live as long as their task: with room for a task, few of them are copied by the collector.
      resourceLimits: { maxOldGenerationSizeMb: this.#options.heapMiB, maxYoungGenerationSizeMb: 64 },
    });
  }

  #attend(slot: Slot): void {
    const { worker } = slot;
    let cause: unknown;
    worker.on('message', (message: FromWorker) => {
      if (message.kind !== 'done') return;
      const { job } = slot;
      clearTimeout(slot.timer);
      slot.job = undefined;
      job?.resolve(message.result);
      this.#next();
    });
    worker.on('error', (error) => {
      cause = error;
    });
    worker.on('exit', () => {
      clearTimeout(slot.timer);
      const { job } = slot;
      slot.job = undefined;
      job?.reject(new WorkerDiedError('a worker died over its task', { cause }));
      if (this.#stopped) return;
      slot.worker = this.#start();
      this.#attend(slot);
      this.#next();
    });
  }

  #next(): void {
    if (this.#stopped) return;
    for (const slot of this.#slots) {
      if (slot.job) continue;
      const job = this.#waiting.shift();
      if (!job) return;
      slot.job = job;
      slot.timer = setTimeout(() => void slot.worker.terminate(), this.#options.taskMs);
      slot.worker.postMessage({ kind: 'task', task: job.task } satisfies ToWorker);
    }
  }
}
