import { Worker } from 'node:worker_threads';
import { createEngine, type Rule, type RuleText } from '@cordon/sigma';
import { type FileResult, type ScanQuery, scanFile } from './file-scanner.ts';
import type { Input } from './inputs.ts';

/** What a worker is started with. */
export interface WorkerTask {
  readonly rules: readonly RuleText[];
  readonly query: ScanQuery;
}

/** What a worker answers: bytes that it read meanwhile, and at last what became of the file. */
export type WorkerAnswer =
  | { readonly kind: 'read'; readonly bytes: number }
  | { readonly kind: 'result'; readonly result: FileResult };

/**
 * Results in the order of the inputs, whatever the number of workers. `onRead` hears bytes as they are read. One
 * worker means this thread and the rules that are loaded already; several load the texts again, each for itself.
 */
export async function scanFiles(
  inputs: readonly Input[],
  task: WorkerTask,
  loaded: readonly Rule[],
  workers: number,
  onRead: (bytes: number) => void,
): Promise<FileResult[]> {
  const results: FileResult[] = new Array<FileResult>(inputs.length);
  if (workers <= 1 || inputs.length <= 1) {
    const engine = createEngine(loaded);
    for (const [index, input] of inputs.entries()) {
      results[index] = await scanFile(input.path, engine, task.query, onRead);
    }
    return results;
  }
  // Largest files first, so that no worker is left alone with a big one at the end.
  const waiting = [...inputs.keys()].sort((a, b) => (inputs[b]?.bytes ?? 0) - (inputs[a]?.bytes ?? 0));
  await Promise.all(
    Array.from({ length: Math.min(workers, inputs.length) }, () =>
      serve(waiting, inputs, task, results, onRead),
    ),
  );
  return results;
}

function serve(
  waiting: number[],
  inputs: readonly Input[],
  task: WorkerTask,
  results: FileResult[],
  onRead: (bytes: number) => void,
): Promise<void> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(new URL('./worker.ts', import.meta.url), { workerData: task });
    let current: number | undefined;
    const next = (): void => {
      current = waiting.shift();
      const input = current === undefined ? undefined : inputs[current];
      if (input) worker.postMessage(input.path);
      else worker.terminate().then(() => resolve(), reject);
    };
    worker.on('message', (answer: WorkerAnswer) => {
      if (answer.kind === 'read') {
        onRead(answer.bytes);
        return;
      }
      if (current !== undefined) results[current] = answer.result;
      next();
    });
    worker.on('error', reject);
    next();
  });
}
