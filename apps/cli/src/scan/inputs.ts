import { opendirSync, type Stats, statSync } from 'node:fs';
import { join } from 'node:path';
import { UsageError } from '../exit-code.ts';

/** A file to read. */
export interface Input {
  readonly path: string;
  readonly bytes: number;
}

/**
 * The files that the paths stand for, folders taken recursively, each once and sorted by path. Fixed before any
 * output opens, so that an output inside a scanned folder is not read. Links inside folders are not followed;
 * what a folder holds besides files (sockets, devices) is passed over.
 */
export function listInputs(paths: readonly string[]): Input[] {
  const found = new Map<string, Input>();
  for (const path of paths) {
    const info = stat(path);
    if (info.isDirectory()) walk(path, found);
    else found.set(path, { path, bytes: info.size });
  }
  return [...found.values()].sort((a, b) => (a.path < b.path ? -1 : a.path > b.path ? 1 : 0));
}

function stat(path: string): Stats {
  try {
    return statSync(path);
  } catch (error) {
    throw new UsageError(
      `${path}: ${(error as NodeJS.ErrnoException).code === 'ENOENT' ? 'no such file or folder' : (error as Error).message}`,
    );
  }
}

function walk(folder: string, found: Map<string, Input>): void {
  const directory = opendirSync(folder);
  try {
    for (let entry = directory.readSync(); entry; entry = directory.readSync()) {
      const path = join(folder, entry.name);
      if (entry.isDirectory()) walk(path, found);
      else if (entry.isFile()) found.set(path, { path, bytes: statSync(path).size });
    }
  } finally {
    directory.closeSync();
  }
}
