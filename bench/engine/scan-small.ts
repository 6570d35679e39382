import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { corpora } from '../corpus.ts';
import { summarise } from '../measure.ts';
import { ruleFolders } from './rules.ts';
import { cachePath, streamPath } from './stream-files.ts';
import type { Taken } from './taken.ts';

const launcher = fileURLToPath(new URL('../../apps/cli/bin/cordon.js', import.meta.url));

/** Milliseconds of the launcher itself from start to end; the first run fills what is cached. */
export async function scanSmall(folder: string): Promise<Taken> {
  const file = join(folder, 'small-summary.json');
  const rules = ruleFolders.flatMap((name) => ['--rules', join(corpora(), '09-sigma', name)]);
  const words = [launcher, 'scan', streamPath(folder, 'small'), ...rules, '--summary', file];
  const env = { ...process.env, CORDON_CACHE: cachePath(folder) };
  const seconds: number[] = [];
  for (let run = 0; run < 6; run += 1) {
    const started = performance.now();
    const { status } = spawnSync(process.execPath, words, { stdio: 'ignore', env });
    if (status !== 0) throw new Error(`cordon scan: expected exit code 0, found ${status}`);
    if (run > 0) seconds.push((performance.now() - started) / 1000);
  }
  const summary = JSON.parse(readFileSync(file, 'utf8')) as {
    records: number;
    detections: number;
    rulesLoaded: number;
  };
  return {
    value: summarise(seconds).seconds * 1000,
    records: summary.records,
    hits: summary.detections,
    rules: summary.rulesLoaded,
  };
}
