import { type Dirent, globSync, readdirSync, type Stats, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { UsageError } from '../exit-code.ts';

/** A file to read. */
export interface Input {
  readonly path: string;
  readonly bytes: number;
}

/**
 * The files that the paths stand for, folders taken recursively, each once and sorted by path. Fixed before any
 * output opens, so that an output inside a scanned folder is not read. Links inside folders are not followed;
 * what a folder holds besides files (sockets, devices) is passed over. A folder that may not be listed stands for
 * itself, so that reading it tells why.
 */
export function listInputs(paths: readonly string[]): Input[] {
  const found = new Map<string, Input>();
  for (const path of paths.flatMap(expanded)) {
    const info = stat(path);
    if (info.isDirectory()) walk(path, found);
    else if (info.isFile()) add(found, path, info.size);
    else throw new UsageError(`${path}: expected a file or folder, found a pipe, socket or device`);
  }
  return [...found.values()].sort((a, b) => (a.path < b.path ? -1 : a.path > b.path ? 1 : 0));
}

/** The shells of Windows leave `*.evtx` to the program. A name that is there is taken as it is. */
function expanded(path: string): string[] {
  if (!/[*?]/.test(path) || statSync(path, { throwIfNoEntry: false })) return [path];
  const matches = globSync(path).sort();
  return matches.length > 0 ? matches : [path];
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
  let entries: Dirent[];
  try {
    entries = readdirSync(folder, { withFileTypes: true });
  } catch {
    add(found, folder, 0);
    return;
  }
  for (const entry of entries) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) walk(path, found);
    else if (entry.isFile()) add(found, path, sizeOf(path));
  }
}

/** Bytes of a file; 0 where it is gone or out of reach by now, which reading it tells. */
function sizeOf(path: string): number {
  try {
    return statSync(path).size;
  } catch {
    return 0;
  }
}

/** The same file under two names (`logs/a.evtx`, `./logs/a.evtx`) is one. */
function add(found: Map<string, Input>, path: string, bytes: number): void {
  const key = resolve(path);
  if (!found.has(key)) found.set(key, { path, bytes });
}
