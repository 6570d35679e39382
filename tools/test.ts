import { spawnSync } from 'node:child_process';
import { globSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { sharedData } from './shared-data.ts';

/**
 * Everything that must hold, in one command: types, lint, import direction, then all tests by group.
 * `npm test -- NAME...` runs only the groups named. With `--no-skips` (CI) a skipped test is a failure.
 * Ends with a line `N passed, N failed`; skips are printed and counted before it.
 */
const root = fileURLToPath(new URL('..', import.meta.url));
const words = process.argv.slice(2);
const noSkips = words.includes('--no-skips');
const chosen = words.filter((word) => !word.startsWith('--'));

const checks: readonly { name: string; command: readonly string[] }[] = [
  { name: 'types', command: ['tsc', '-p', '.'] },
  {
    name: 'lint',
    command: ['biome', 'ci', '--colors=off', '--diagnostic-level=warn', '--error-on-warnings', '.'],
  },
  { name: 'imports', command: ['node', 'tools/imports.ts'] },
];
/** Later groups leave out what an earlier one took. */
const groups: readonly { name: string; pattern: RegExp; parallel: number }[] = [
  { name: 'browser', pattern: /\.browser\.test\.ts$/, parallel: 1 },
  { name: 'end-to-end', pattern: /\.e2e\.test\.ts$/, parallel: 1 },
  { name: 'integration', pattern: /\.int\.test\.ts$/, parallel: 2 },
  { name: 'unit', pattern: /\.test\.ts$/, parallel: 2 },
];

interface Tally {
  passed: number;
  failed: number;
  skipped: number;
}
const total: Tally = { passed: 0, failed: 0, skipped: 0 };
const notes: string[] = [];

function run(command: readonly string[], env: NodeJS.ProcessEnv = {}): boolean {
  const [program = '', ...rest] = command;
  const path = `${join(root, 'node_modules/.bin')}${process.platform === 'win32' ? ';' : ':'}${process.env.PATH}`;
  const result = spawnSync(program, rest, {
    cwd: root,
    stdio: 'inherit',
    env: { ...process.env, ...env, PATH: path },
    shell: process.platform === 'win32',
  });
  return result.status === 0;
}

for (const { name, command } of checks) {
  if (chosen.length > 0 && !chosen.includes(name)) continue;
  console.log(`\n== ${name}`);
  if (run(command)) total.passed += 1;
  else {
    total.failed += 1;
    notes.push(`failed: ${name}`);
  }
}

const testFiles = globSync(
  [
    'packages/*/{src,test}/**/*.test.ts',
    'apps/*/{src,test}/**/*.test.ts',
    '{rules,tools,test,bench}/**/*.test.ts',
  ],
  { cwd: root, exclude: (path) => path.includes('node_modules') },
).sort();
const taken = new Set<string>();
const byGroup = groups.map((group) => {
  const files = testFiles.filter((file) => !taken.has(file) && group.pattern.test(file));
  for (const file of files) taken.add(file);
  return { ...group, files };
});
const folder = mkdtempSync(join(tmpdir(), 'cordon-tests-'));
// Cheap groups first: a mistake shows early.
for (const { name, files, parallel } of byGroup.reverse()) {
  if (files.length === 0 || (chosen.length > 0 && !chosen.includes(name))) continue;
  console.log(`\n== ${name}: ${files.length} files`);
  const lines = join(folder, `${name}.jsonl`);
  const ok = run([
    'node',
    '--test',
    `--test-concurrency=${parallel}`,
    '--test-timeout=900000',
    '--test-reporter=dot',
    '--test-reporter-destination=stdout',
    '--test-reporter=./tools/count-reporter.ts',
    `--test-reporter-destination=${lines}`,
    ...files,
  ]);
  const before = total.failed;
  count(lines);
  if (!ok && total.failed === before) {
    total.failed += 1;
    notes.push(`failed: group ${name} ended badly without a failed test`);
  }
}
rmSync(folder, { recursive: true, force: true });

function count(file: string): void {
  for (const line of readFileSync(file, 'utf8').split('\n')) {
    if (!line) continue;
    const {
      name,
      file: where,
      outcome,
      reason,
    } = JSON.parse(line) as { name: string; file?: string; outcome: keyof Tally; reason?: string };
    total[outcome] += 1;
    if (outcome !== 'passed')
      notes.push(`${outcome}: ${where?.replace(root, '') ?? ''} ${name}${reason ? ` (${reason})` : ''}`);
  }
}

console.log('');
for (const note of notes) console.log(note);
if (!sharedData()) console.log('skipped: no shared data');
if (noSkips && total.skipped > 0) {
  console.log(`${total.skipped} skipped tests count as failed here`);
  total.failed += total.skipped;
  total.skipped = 0;
}
if (total.skipped > 0) console.log(`${total.skipped} skipped`);
console.log(`${total.passed} passed, ${total.failed} failed`);
process.exitCode = total.failed === 0 && total.passed > 0 ? 0 : 1;
