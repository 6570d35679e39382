import { globSync, readFileSync } from 'node:fs';
import { dirname, join, normalize, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

/**
 * Checks which way imports point (ARCHITECTURE.md, "Direction"): packages know nothing of apps and little of each
 * other, an area of the server reaches another only through its door, and no files import each other in a circle.
 * Prints each breach and exits with 1 when there is one.
 */
const root = fileURLToPath(new URL('..', import.meta.url));

/** What the sources of each workspace may import from other workspaces. */
const allowed: Readonly<Record<string, readonly string[]>> = {
  'packages/eventlog': [],
  'packages/sigma': [],
  'packages/indicators': [],
  'packages/api': [],
  'apps/console': ['@cordon/api', '@cordon/indicators'],
  'apps/server': [
    '@cordon/api',
    '@cordon/eventlog',
    '@cordon/indicators',
    '@cordon/indicators/event',
    '@cordon/indicators/table',
    '@cordon/sigma',
    '@cordon/sigma/attack',
    '@cordon/sigma/coverage',
    '@cordon/sigma/explain',
    '@cordon/sigma/files',
    '@cordon/sigma/lint',
  ],
  'apps/demo': ['@cordon/api'],
  'apps/cli': [
    '@cordon/eventlog',
    '@cordon/sigma',
    '@cordon/sigma/attack',
    '@cordon/sigma/coverage',
    '@cordon/sigma/explain',
    '@cordon/sigma/files',
    '@cordon/sigma/image',
    '@cordon/sigma/lint',
    '@cordon/server',
    '@cordon/server/rules',
    '@cordon/demo',
  ],
};
/** Rooms of the server that every area may use file by file. */
const openRooms = new Set(['kernel', 'events']);

const statement =
  /(?:^|[\n;])\s*(?:import|export)\s(?:[^'";]*?\sfrom\s*)?['"]([^'"]+)['"]|\bimport\(\s*['"]([^'"]+)['"]\s*\)/g;

function importsOf(file: string): string[] {
  const text = readFileSync(join(root, file), 'utf8').replace(/\/\*[\s\S]*?\*\//g, '');
  return [...text.matchAll(statement)].map((match) => match[1] ?? match[2] ?? '');
}

const isTest = (file: string): boolean => /\.test\.tsx?$|\/test\/|testing\.ts$|\/testing\//.test(file);
const files = globSync(['packages/*/src/**/*.{ts,tsx}', 'apps/*/src/**/*.{ts,tsx}'], { cwd: root }).sort();
const breaches: string[] = [];
const graph = new Map<string, string[]>();

for (const file of files) {
  const targets: string[] = [];
  for (const specifier of importsOf(file)) {
    const breach = isTest(file) ? undefined : checkOne(file, specifier);
    if (breach) breaches.push(`${file}: ${breach}`);
    if (specifier.startsWith('.')) targets.push(normalize(join(dirname(file), specifier)));
  }
  graph.set(file, targets);
}

function checkOne(file: string, specifier: string): string | undefined {
  const workspace = file.split('/').slice(0, 2).join('/');
  if (specifier.startsWith('@cordon/')) {
    const may = allowed[workspace] ?? [];
    return may.includes(specifier)
      ? undefined
      : `imports ${specifier}; ${workspace} may import ${may.join(', ') || 'no other workspace'}`;
  }
  if (!specifier.startsWith('.')) return undefined;
  const target = normalize(join(dirname(file), specifier));
  if (!target.startsWith(`${workspace}/`))
    return `reaches ${target} by path; other workspaces are imported by name`;
  if (isTest(target)) return `imports the test file ${target}`;
  if (workspace !== 'apps/server') return undefined;
  const [area, ...inside] = relative('apps/server/src', target).split('/');
  const [own, ...deeper] = relative('apps/server/src', file).split('/');
  if (inside.length === 0 || deeper.length === 0 || area === own || openRooms.has(area ?? ''))
    return undefined;
  // A second, lighter door: worker threads must not load an area's engine or store with it.
  if (inside.join('/') === 'index.ts' || inside.join('/') === 'worker.ts') return undefined;
  if (target === 'apps/server/src/control/database.ts' && file.endsWith('/tables.ts')) return undefined;
  return `reaches into ${area}/${inside.join('/')}; an area is used through its index.ts`;
}

/** Files that import each other in a circle, types too: neither can be understood without the other. Found by depth-first search; each circle is told once. */
const state = new Map<string, 'open' | 'closed'>();
function visit(file: string, path: readonly string[]): void {
  state.set(file, 'open');
  for (const target of graph.get(file) ?? []) {
    if (state.get(target) === 'open')
      breaches.push(`circle: ${[...path.slice(path.indexOf(target)), target].join(' -> ')}`);
    else if (!state.has(target) && graph.has(target)) visit(target, [...path, target]);
  }
  state.set(file, 'closed');
}
for (const file of files) if (!state.has(file)) visit(file, [file]);

for (const breach of breaches) console.error(breach);
console.log(`${files.length} files, ${breaches.length} breaches of import direction`);
process.exitCode = files.length > 0 && breaches.length === 0 ? 0 : 1;
