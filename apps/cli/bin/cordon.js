#!/usr/bin/env node
/**
 * Starts Cordon on the Node that the project pins, whichever Node runs this file. Plain JavaScript, so that an
 * old Node can read it; everything else is TypeScript that the pinned one runs as it is.
 */
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
// As a whole: an old Node has no enableCompileCache, and naming it would keep this file from being read at all.
import * as nodeModule from 'node:module';
import { constants } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const main = fileURLToPath(new URL('../src/main.ts', import.meta.url));
const pinned = pinnedRuntime();

if (pinned && pinned !== process.execPath && !sameVersion()) runOn(pinned);
else if (runsTypeScript()) {
  nodeModule.enableCompileCache?.(join(dirname(main), '../../../node_modules/.cache/cordon'));
  await import('../src/main.ts');
} else {
  process.stderr.write(
    `cordon needs Node 24 or later: expected the pinned runtime in node_modules (run "npm ci"), found ${process.version}\n`,
  );
  process.exitCode = 1;
}

function pinnedRuntime() {
  const system = process.platform === 'win32' ? 'win' : process.platform;
  try {
    const folder = dirname(
      nodeModule.createRequire(import.meta.url).resolve(`node-${system}-${process.arch}/package.json`),
    );
    const file = join(folder, 'bin', system === 'win' ? 'node.exe' : 'node');
    return existsSync(file) ? file : undefined;
  } catch {
    return undefined;
  }
}

function sameVersion() {
  const { version } = nodeModule.createRequire(pinned)(join(dirname(pinned), '..', 'package.json'));
  return `v${version}` === process.version;
}

function runsTypeScript() {
  return Number(process.versions.node.split('.')[0]) >= 24;
}

function runOn(runtime) {
  const command = [fileURLToPath(import.meta.url), ...process.argv.slice(2)];
  const child = spawn(runtime, command, { stdio: 'inherit' });
  // Passed on and waited for. Ctrl-C at a terminal reaches the whole group, and so the child twice: it takes that as once.
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
  child.on('error', (error) => {
    process.stderr.write(`cordon: ${runtime}: ${error.message}\n`);
    process.exitCode = 1;
  });
  child.on('exit', (code, signal) => {
    process.exitCode = signal ? 128 + (constants.signals[signal] ?? 0) : (code ?? 1);
  });
}
