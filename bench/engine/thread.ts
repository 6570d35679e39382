import { readFileSync } from 'node:fs';
import { parentPort, workerData } from 'node:worker_threads';
import { createEngine } from '@cordon/sigma';
import { readImage } from '@cordon/sigma/image';
import { partPath } from './stream-files.ts';
import { detectEvtx } from './streams.ts';

/** A thread of `inThreads`: takes every n-th chunk of the mixed log, answers each "pass" with its count. */
const { image, folder, part, threads } = workerData as {
  image: SharedArrayBuffer;
  folder: string;
  part: number;
  threads: number;
};
const { set, tables } = readImage(new Uint8Array(image));
const engine = createEngine(set.rules, { tables });
const log = readFileSync(partPath(folder, part, threads));

parentPort?.on('message', () => parentPort?.postMessage(detectEvtx(log, engine)));
parentPort?.postMessage({ rules: set.rules.length });
