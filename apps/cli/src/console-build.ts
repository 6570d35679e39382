import { spawn } from 'node:child_process';
import { existsSync, globSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../../..', import.meta.url));
const sources = [
  'apps/console/{src,public}/**/*',
  'apps/console/*.{html,ts,json}',
  'packages/api/src/**/*.ts',
];

/** Whether the console in `apps/console/dist` is missing, or older than what it is made from. */
export function consoleIsStale(checkout: string = root): boolean {
  const built = join(checkout, 'apps/console/dist/index.html');
  if (!existsSync(built)) return true;
  const { mtimeMs } = statSync(built);
  return globSync(sources, { cwd: checkout }).some((file) => {
    const found = statSync(join(checkout, file));
    return found.isFile() && found.mtimeMs > mtimeMs;
  });
}

/** Builds the console with Vite, as `npm ci` does. Throws when that fails; its own words are on standard error. */
export async function buildConsole(): Promise<void> {
  const vite = join(
    dirname(createRequire(join(root, 'apps/console/package.json')).resolve('vite/package.json')),
    'bin/vite.js',
  );
  const child = spawn(process.execPath, [vite, 'build', 'apps/console', '--logLevel', 'warn'], {
    cwd: root,
    stdio: ['ignore', 2, 2],
  });
  const code = await new Promise<number | null>((resolve, reject) => {
    child.on('error', reject);
    child.on('exit', resolve);
  });
  if (code !== 0) throw new Error(`vite build apps/console: expected exit code 0, found ${code}`);
}
