import { accessSync, chmodSync, constants, mkdirSync, rmSync, statSync } from 'node:fs';
import { connect, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { Area } from './kernel/area.ts';
import { digestId } from './kernel/ids.ts';
import { RefusedStartError } from './kernel/refused-start.ts';

/** Parts that hold events and files: nobody else on the machine may look into them. */
const privateParts = ['lake', 'blobs'];

/**
 * Makes a data directory that is ours alone (the database's user may walk through it, see `control`), and closes the
 * parts of one that an earlier version left open. Throws a RefusedStartError where a server could not keep anything.
 */
export function makeDataDirectory(dataDir: string): void {
  try {
    mkdirSync(dataDir, { recursive: true, mode: 0o700 });
    accessSync(dataDir, constants.R_OK | constants.W_OK | constants.X_OK);
    for (const part of privateParts) {
      const folder = join(dataDir, part);
      mkdirSync(folder, { recursive: true, mode: 0o700 });
      const { mode, uid } = statSync(folder);
      if ((mode & 0o077) !== 0 && uid === process.getuid?.()) chmodSync(folder, 0o700);
    }
  } catch (cause) {
    const { message } = cause as Error;
    throw new RefusedStartError(`${dataDir} cannot be the data directory: ${message}`, { cause });
  }
}

/**
 * Sees to it that a data directory is served by one process at a time: a second one would take the first one's
 * database for a leftover and stop it. A socket holds the claim, since it goes with the process, however that ends.
 */
export async function claimDataDirectory(dataDir: string): Promise<Area> {
  const name = `cordon-${digestId('serve', resolve(dataDir)).slice(0, 12)}`;
  const path = process.platform === 'win32' ? `\\\\.\\pipe\\${name}` : join(tmpdir(), `${name}.sock`);
  if (await answers(path))
    throw new RefusedStartError(
      `${dataDir} is in use by a server that runs: stop that one, or name another directory`,
    );
  if (process.platform !== 'win32') rmSync(path, { force: true });
  const claim = createServer((socket) => socket.destroy());
  await new Promise<void>((done, failed) => {
    claim.once('error', failed);
    claim.listen(path, done);
  });
  claim.unref();
  return { stop: () => new Promise((done) => claim.close(() => done())) };
}

function answers(path: string): Promise<boolean> {
  return new Promise((resolveAnswer) => {
    const socket = connect(path);
    socket.once('connect', () => {
      socket.destroy();
      resolveAnswer(true);
    });
    socket.once('error', () => resolveAnswer(false));
  });
}
