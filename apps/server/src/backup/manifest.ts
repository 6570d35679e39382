import { createHash } from 'node:crypto';
import { createReadStream, existsSync, readFileSync } from 'node:fs';
import { stat } from 'node:fs/promises';
import { isAbsolute, join } from 'node:path';

/** A table of the control store in a backup: one row of JSON a line, gzipped. */
export interface TableEntry {
  readonly schema: string;
  readonly name: string;
  /** Columns that are written back: generated ones are computed anew. */
  readonly columns: readonly string[];
  readonly rows: number;
}

/** A partition that was made while running, which the migrations do not make. */
export interface PartitionEntry {
  readonly name: string;
  readonly parent: string;
  /** As PostgreSQL writes it: `FOR VALUES FROM (...) TO (...)`. */
  readonly bound: string;
  readonly comment: string | null;
}

export interface FileEntry {
  /** Below the backup's folder, with forward slashes. */
  readonly path: string;
  readonly bytes: number;
  readonly sha256: string;
}

export interface BackupManifest {
  readonly format: 1;
  readonly made: string;
  readonly migrations: readonly { readonly name: string; readonly sha256: string }[];
  readonly tables: readonly TableEntry[];
  readonly partitions: readonly PartitionEntry[];
  readonly sequences: readonly { readonly name: string; readonly value: string }[];
  readonly files: readonly FileEntry[];
}

export const manifestName = 'manifest.json';

/** Reads a backup's manifest and checks every file against it. Throws with the first that differs. */
export async function verifyBackup(folder: string): Promise<BackupManifest> {
  if (!existsSync(join(folder, manifestName)))
    throw new Error(`${folder}: expected a backup, found no ${manifestName}`);
  const manifest = JSON.parse(readFileSync(join(folder, manifestName), 'utf8')) as BackupManifest;
  if (manifest.format !== 1)
    throw new Error(`${join(folder, manifestName)}: expected format 1, found ${String(manifest.format)}`);
  for (const file of manifest.files) {
    // A manifest from elsewhere must not lead out of its folder.
    if (isAbsolute(file.path) || file.path.split(/[\\/]/).includes('..'))
      throw new Error(`${manifestName}: ${JSON.stringify(file.path)} leads out of the backup`);
    const found = await describeFile(folder, file.path);
    if (found.sha256 !== file.sha256)
      throw new Error(
        `${file.path}: expected ${file.bytes} bytes with SHA-256 ${file.sha256}, found ${found.bytes} bytes with ${found.sha256}`,
      );
  }
  return manifest;
}

export async function describeFile(folder: string, path: string): Promise<FileEntry> {
  const file = join(folder, path);
  const hash = createHash('sha256');
  for await (const chunk of createReadStream(file)) hash.update(chunk as Buffer);
  return { path, bytes: (await stat(file)).size, sha256: hash.digest('hex') };
}
