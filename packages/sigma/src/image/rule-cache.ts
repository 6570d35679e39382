import { createHash, randomUUID } from 'node:crypto';
import {
  closeSync,
  fstatSync,
  globSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  readSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type LoadOptions, loadRules, type RuleSet, type RuleText } from '../load/load-rules.ts';
import { createEngine } from '../match/create-engine.ts';
import type { BuiltTables, EngineTables } from '../match/tables.ts';
import { isImageOf, type RuleImage, readImage, writeImage } from './rule-image.ts';

/** Images kept; a folder of them does not grow beyond that. */
const MOST_IMAGES = 4;
/** Longest image that is read or written. */
const MOST_BYTES = 512 * 1024 * 1024;

export interface CachedRules {
  readonly set: RuleSet;
  /** For an engine of `set.rules`; undefined when the rules were read from their texts. */
  readonly tables: EngineTables | undefined;
  /** The image for other threads, see `readImage`; where there was none, one without tables. */
  share(): SharedArrayBuffer;
  /**
   * Keeps the rules together with the tables that an engine of `set.rules` has built. Does nothing where all of
   * them are kept already. A cache that cannot be written is no error: the next start just takes longer.
   */
  keep(built: BuiltTables): void;
}

/**
 * Rules from the image in `folder` that was made from these very texts and options by this very engine; from the
 * texts where there is none. Rules, report and hits are the same either way.
 */
export function loadCachedRules(
  texts: readonly RuleText[],
  options: LoadOptions,
  folder: string,
): CachedRules {
  const key = keyOf(texts, options);
  const file = join(folder, `rules-${key.toString('hex').slice(0, 32)}.image`);
  const shared = readShared(file);
  const image = shared && open(key, shared, texts);
  const set = image?.set ?? loadRules(texts, options);
  return {
    set,
    tables: image?.tables,
    share: () => (image && shared) ?? copyOf(writeImage(key, texts, set, createEngine(set.rules).built())),
    keep: (built) => {
      const kept = new Set(image?.tables.keys ?? []);
      if (image && [...built.groups.keys()].every((group) => kept.has(group))) return;
      const groups = new Map(built.groups);
      for (const group of kept) {
        const tables = image?.tables.group(group);
        if (tables && !groups.has(group)) groups.set(group, tables);
      }
      write(folder, file, writeImage(key, texts, set, { ...built, groups }));
    },
  };
}

function copyOf(bytes: Uint8Array): SharedArrayBuffer {
  const shared = new SharedArrayBuffer(bytes.length);
  new Uint8Array(shared).set(bytes);
  return shared;
}

/** Where images are kept: `CORDON_CACHE`, or the user's own folder for what can be made again. */
export function cacheFolder(environment: Readonly<Record<string, string | undefined>> = process.env): string {
  const { CORDON_CACHE, XDG_CACHE_HOME, LOCALAPPDATA } = environment;
  if (CORDON_CACHE) return CORDON_CACHE;
  if (process.platform === 'win32' && LOCALAPPDATA) return join(LOCALAPPDATA, 'Cordon', 'cache');
  if (process.platform === 'darwin') return join(homedir(), 'Library', 'Caches', 'cordon');
  return join(XDG_CACHE_HOME || join(homedir(), '.cache'), 'cordon');
}

/** What an image depends on: the engine's own sources, what they run on, the options and the texts. */
function keyOf(texts: readonly RuleText[], options: LoadOptions): Buffer {
  const hash = createHash('sha256');
  const add = (part: string): void => {
    hash.update(`${Buffer.byteLength(part)}\n`).update(part);
  };
  add(engineDigest());
  add(process.version);
  add(JSON.stringify(options));
  for (const { name, text } of texts) {
    add(name);
    add(text);
  }
  return hash.digest();
}

let engine: string | undefined;

/** Digest of the engine's sources, so that no change to them is ever run with the tables of another. */
function engineDigest(): string {
  if (engine !== undefined) return engine;
  const root = fileURLToPath(new URL('../..', import.meta.url));
  const hash = createHash('sha256');
  for (const name of ['package.json', ...globSync('src/**/*.ts', { cwd: root }).sort()])
    if (!name.endsWith('.test.ts')) hash.update(`${name}\n`).update(readFileSync(join(root, name)));
  engine = hash.digest('hex');
  return engine;
}

function open(key: Buffer, shared: SharedArrayBuffer, texts: readonly RuleText[]): RuleImage | undefined {
  const bytes = new Uint8Array(shared);
  try {
    return isImageOf(key, bytes) ? readImage(bytes, texts) : undefined;
  } catch {
    return undefined;
  }
}

function readShared(file: string): SharedArrayBuffer | undefined {
  let descriptor: number;
  try {
    descriptor = openSync(file, 'r');
  } catch {
    return undefined;
  }
  try {
    const { size } = fstatSync(descriptor);
    if (size > MOST_BYTES) return undefined;
    const shared = new SharedArrayBuffer(size);
    const bytes = new Uint8Array(shared);
    for (let at = 0; at < size; ) {
      const count = readSync(descriptor, bytes, { offset: at, position: at });
      if (count === 0) return undefined;
      at += count;
    }
    return shared;
  } catch {
    return undefined;
  } finally {
    closeSync(descriptor);
  }
}

/** Whole or not at all: written beside and moved into place. Older images make room. */
function write(folder: string, file: string, image: Uint8Array): void {
  if (image.length > MOST_BYTES) return;
  const temporary = `${file}.${randomUUID()}.tmp`;
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    writeFileSync(temporary, image, { mode: 0o600 });
    renameSync(temporary, file);
    const written = readdirSync(folder)
      .filter((name) => /^rules-[0-9a-f]+\.image$/.test(name))
      .map((name) => join(folder, name))
      .map((path) => ({ path, at: statSync(path).mtimeMs }))
      .sort((a, b) => b.at - a.at);
    for (const { path } of written.slice(MOST_IMAGES)) removeIfThere(path);
  } catch {
    removeIfThere(temporary);
  }
}

function removeIfThere(file: string): void {
  try {
    rmSync(file, { force: true });
  } catch {
    // Its folder is none, or is not ours: there is nothing of ours in it.
  }
}
