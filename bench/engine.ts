import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { type Figure, figures } from './engine/figures.ts';
import { windowsTexts } from './engine/rules.ts';
import { writeStreams } from './engine/stream-files.ts';
import type { Taken } from './engine/taken.ts';
import { mustBePositive } from './measure.ts';

/**
 * `npm run bench:engine [-- --json FILE] [NAME...]`: what the detection engine reaches with all SigmaHQ rules for
 * Windows, each figure in a process of its own. Fails where a figure stands on no records, rules or hits.
 */
const { values, positionals } = parseArgs({ options: { json: { type: 'string' } }, allowPositionals: true });
const names = positionals.length > 0 ? positionals : Object.keys(figures);
const folder = mkdtempSync(join(tmpdir(), 'cordon-bench-'));
const reached: Record<string, number> = {};
try {
  writeStreams(folder, await windowsTexts());
  for (const name of names) {
    const figure = figures[name];
    if (figure === undefined)
      throw new Error(`expected one of ${Object.keys(figures).join(', ')}, found "${name}"`);
    const taken = take(name);
    mustBePositive({ value: taken.value, records: taken.records, rules: taken.rules, hits: taken.hits });
    reached[name] = round(taken.value);
    console.log(line(name, figure, taken));
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}
if (values.json !== undefined) writeFileSync(values.json, `${JSON.stringify(reached, null, 2)}\n`);

function take(name: string): Taken {
  const answer = join(folder, 'answer.json');
  const script = fileURLToPath(new URL('./engine/figure.ts', import.meta.url));
  const { status } = spawnSync(process.execPath, [script, name, folder, answer], {
    stdio: ['ignore', 'inherit', 'inherit'],
    // As the launcher does: sources that were translated once are not translated in every thread.
    env: { ...process.env, NODE_COMPILE_CACHE: join(folder, 'compiled') },
  });
  if (status !== 0) throw new Error(`${name}: expected exit code 0, found ${status}`);
  return JSON.parse(readFileSync(answer, 'utf8')) as Taken;
}

function line(name: string, { what, unit, goal }: Figure, taken: Taken): string {
  const wanted =
    goal === undefined ? '' : 'atLeast' in goal ? `goal ${goal.atLeast}` : `goal at most ${goal.atMost}`;
  const beside = Object.entries(taken.beside ?? {}).map(([key, value]) => `, ${key} ${value}`);
  return `${name.padEnd(17)}${String(round(taken.value)).padStart(9)} ${unit.padEnd(9)}${wanted.padEnd(18)}${what}: ${taken.records} records, ${taken.rules} rules, ${taken.hits} hits${beside.join('')}`;
}

function round(value: number): number {
  return value < 100 ? Math.round(value * 100) / 100 : Math.round(value);
}
