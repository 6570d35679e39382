import { type ChildProcess, spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const workspace = fileURLToPath(new URL('../../../../', import.meta.url));

/** Where the code of the readers lies; nothing else of this machine is readable to them but the file itself. */
const code = [
  'packages/eventlog/',
  'apps/server/src/',
  'apps/server/package.json',
  'node_modules/',
  'package.json',
];

/**
 * Runs a script of ours on a hostile file: in a process of its own under Node's permission model. It can read the
 * code and that one file, write to its standard output, and nothing else: no other files, no network, no
 * processes, no native add-ons, and a bounded heap.
 */
export function spawnSandboxed(script: URL, file: string, args: readonly string[]): ChildProcess {
  return spawn(
    process.execPath,
    [
      '--permission',
      ...code.map((path) => `--allow-fs-read=${workspace}${path}`),
      `--allow-fs-read=${file}`,
      '--max-old-space-size=768',
      '--no-warnings',
      fileURLToPath(script),
      file,
      ...args,
    ],
    { stdio: ['ignore', 'pipe', 'pipe'], env: {}, cwd: workspace },
  );
}
