import { parentPort, workerData } from 'node:worker_threads';
import { createEngine, loadRules } from '@cordon/sigma';
import { scanFile } from './file-scanner.ts';
import type { WorkerAnswer, WorkerTask } from './pool.ts';

/** Thread of `cordon scan`: takes a path, answers how far it is and then its result. */
const { rules, query } = workerData as WorkerTask;
const engine = createEngine(loadRules(rules).rules);

/** Bytes that are worth a message. */
const toldBytes = 1024 * 1024;
let untold = 0;

const answer = (message: WorkerAnswer): void => parentPort?.postMessage(message);

parentPort?.on('message', async (path: string) => {
  const result = await scanFile(path, engine, query, (bytes) => {
    untold += bytes;
    if (untold < toldBytes) return;
    answer({ kind: 'read', bytes: untold });
    untold = 0;
  });
  answer({ kind: 'result', result });
});
