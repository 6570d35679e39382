import { setFlagsFromString } from 'node:v8';
import { type ResourceLimits, Worker } from 'node:worker_threads';
import { type BuiltTables, createEngine } from '@cordon/sigma';
import type { CachedRules } from '@cordon/sigma/image';
import { type FileResult, type ScanQuery, scanFile } from './file-scanner.ts';
import type { Input } from './inputs.ts';

/**
 * Records are garbage soon after they are made. Left to itself, V8 lets each thread's heap grow to several times what
 * is alive before it cleans up: this takes two fifths less memory for about a tenth more work.
 */
const heapGrowth = '--heap-growing-percent=35';
const resourceLimits: ResourceLimits = { maxYoungGenerationSizeMb: 24 };

/** What a worker is started with. */
export interface WorkerTask {
  /** An image of the rules that all workers share. */
  readonly rules: SharedArrayBuffer;
  readonly query: ScanQuery;
}

/** What a worker is asked: to scan a file, or to hand over the tables that it has built and end. */
export type WorkerQuestion = { readonly kind: 'scan'; readonly path: string } | { readonly kind: 'end' };

/** What a worker answers: bytes that it read meanwhile, what became of the file, and at last its tables. */
export type WorkerAnswer =
  | { readonly kind: 'read'; readonly bytes: number }
  | { readonly kind: 'result'; readonly result: FileResult }
  | { readonly kind: 'built'; readonly tables: BuiltTables };

/**
 * Results in the order of the inputs, whatever the number of workers. `onRead` hears bytes as they are read. One
 * worker means this thread. The tables that are built on the way are kept for the next time.
 */
export async function scanFiles(
  inputs: readonly Input[],
  rules: CachedRules,
  query: ScanQuery,
  workers: number,
  onRead: (bytes: number) => void,
): Promise<FileResult[]> {
  const results: FileResult[] = new Array<FileResult>(inputs.length);
  if (workers <= 1 || inputs.length <= 1) {
    const engine = createEngine(rules.set.rules, rules.tables ? { tables: rules.tables } : {});
    for (const [index, input] of inputs.entries()) {
      results[index] = await scanFile(input.path, engine, query, onRead);
    }
    rules.keep(engine.built());
    return results;
  }
  // Largest files first, so that no worker is left alone with a big one at the end.
  const waiting = [...inputs.keys()].sort((a, b) => (inputs[b]?.bytes ?? 0) - (inputs[a]?.bytes ?? 0));
  setFlagsFromString(heapGrowth);
  const task: WorkerTask = { rules: rules.share(), query };
  const built = await Promise.all(
    Array.from({ length: Math.min(workers, inputs.length) }, () =>
      serve(waiting, inputs, task, results, onRead),
    ),
  );
  const [first] = built;
  if (first) rules.keep({ ...first, groups: new Map(built.flatMap(({ groups }) => [...groups])) });
  return results;
}

function serve(
  waiting: number[],
  inputs: readonly Input[],
  task: WorkerTask,
  results: FileResult[],
  onRead: (bytes: number) => void,
): Promise<BuiltTables> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(new URL('./worker.ts', import.meta.url), { workerData: task, resourceLimits });
    const ask = (question: WorkerQuestion): void => worker.postMessage(question);
    let current: number | undefined;
    const next = (): void => {
      current = waiting.shift();
      const input = current === undefined ? undefined : inputs[current];
      ask(input ? { kind: 'scan', path: input.path } : { kind: 'end' });
    };
    worker.on('message', (answer: WorkerAnswer) => {
      if (answer.kind === 'read') {
        onRead(answer.bytes);
        return;
      }
      if (answer.kind === 'built') {
        worker.terminate().then(() => resolve(answer.tables), reject);
        return;
      }
      if (current !== undefined) results[current] = answer.result;
      next();
    });
    worker.on('error', reject);
    next();
  });
}
