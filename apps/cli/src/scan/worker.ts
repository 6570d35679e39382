import { parentPort, workerData } from 'node:worker_threads';
import { createEngine, loadRules } from '@cordon/sigma';
import { scanFile } from './file-scanner.ts';
import type { WorkerTask } from './pool.ts';

/** Thread of `cordon scan`: takes a path, answers its result. */
const { rules, query } = workerData as WorkerTask;
const engine = createEngine(loadRules(rules).rules);

parentPort?.on('message', async (path: string) => {
  parentPort?.postMessage(await scanFile(path, engine, query));
});
