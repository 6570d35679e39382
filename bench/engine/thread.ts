import { parentPort, workerData } from 'node:worker_threads';
import { createEngine } from '@cordon/sigma';
import { chunksOf, logOf } from '../corpus.ts';
import { windowsRules } from './rules.ts';
import { readStream } from './stream-files.ts';
import { detectEvtx } from './streams.ts';

/** A thread of `inThreads`: takes every n-th chunk of the mixed log, answers each "pass" with its count. */
const { folder, part, threads } = workerData as { folder: string; part: number; threads: number };
const { rules } = await windowsRules();
const engine = createEngine(rules);
const log = logOf(chunksOf(readStream(folder, 'mixed')).filter((_, at) => at % threads === part));

parentPort?.on('message', () => parentPort?.postMessage(detectEvtx(log, engine)));
parentPort?.postMessage({ rules: rules.length });
