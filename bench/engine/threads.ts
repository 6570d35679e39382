import { setFlagsFromString } from 'node:v8';
import { Worker } from 'node:worker_threads';
import { loadCachedRules } from '@cordon/sigma/image';
import { measure } from '../measure.ts';
import { cachePath, readTexts } from './stream-files.ts';
import type { Count } from './streams.ts';
import type { Taken } from './taken.ts';

interface Ready {
  readonly rules: number;
}

/** Events a second of threads that each detect in a part of the mixed log, passes begun and ended together. */
export async function inThreads(folder: string, threads: number): Promise<Taken> {
  // As the scan's own pool does.
  setFlagsFromString('--heap-growing-percent=35');
  const image = loadCachedRules(readTexts(folder), {}, cachePath(folder)).share();
  const workers = Array.from(
    { length: threads },
    (_, part) =>
      new Worker(new URL('./thread.ts', import.meta.url), {
        workerData: { image, folder, part, threads },
        resourceLimits: { maxYoungGenerationSizeMb: 24 },
      }),
  );
  try {
    const [first] = await Promise.all(workers.map((worker) => answer<Ready>(worker)));
    const pass = async (): Promise<Count> => {
      const answers = workers.map((worker) => answer<Count>(worker));
      for (const worker of workers) worker.postMessage('pass');
      const counts = await Promise.all(answers);
      return {
        records: counts.reduce((sum, { records }) => sum + records, 0),
        hits: counts.reduce((sum, { hits }) => sum + hits, 0),
      };
    };
    const count = await pass();
    const { seconds } = await measure(pass, 5, 3);
    return { value: count.records / seconds, ...count, rules: first?.rules ?? 0 };
  } finally {
    await Promise.all(workers.map((worker) => worker.terminate()));
  }
}

function answer<T>(worker: Worker): Promise<T> {
  return new Promise((resolve, reject) => {
    worker.once('message', resolve);
    worker.once('error', reject);
  });
}
