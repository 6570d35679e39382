import { parentPort, workerData } from 'node:worker_threads';
import { createEngine } from '@cordon/sigma';
import { readImage } from '@cordon/sigma/image';
import { scanFile } from './file-scanner.ts';
import type { WorkerAnswer, WorkerQuestion, WorkerTask } from './pool.ts';

/** Thread of `cordon scan`: takes a path, answers how far it is and then its result. The rules are shared. */
const { rules, query } = workerData as WorkerTask;
const { set, tables } = readImage(new Uint8Array(rules));
const engine = createEngine(set.rules, { tables });

/** Bytes that are worth a message. */
const toldBytes = 1024 * 1024;
let untold = 0;

const answer = (message: WorkerAnswer): void => parentPort?.postMessage(message);

/** Tables that the image has not. */
function news() {
  const built = engine.built();
  const known = new Set(tables.keys);
  return { ...built, groups: new Map([...built.groups].filter(([key]) => !known.has(key))) };
}

parentPort?.on('message', async (question: WorkerQuestion) => {
  if (question.kind === 'end') {
    answer({ kind: 'built', tables: news() });
    return;
  }
  const result = await scanFile(question.path, engine, query, (bytes) => {
    untold += bytes;
    if (untold < toldBytes) return;
    answer({ kind: 'read', bytes: untold });
    untold = 0;
  });
  answer({ kind: 'result', result });
});
