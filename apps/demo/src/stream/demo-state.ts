import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** What a demonstration has to know when it is started again on the same data. */
export interface DemoState {
  readonly seed: number;
  /** Ingest tokens by source key. */
  readonly tokens: Readonly<Record<string, string>>;
  readonly seeded: boolean;
  readonly historySent: boolean;
  readonly outbreakOver: boolean;
}

const fileOf = (dataDir: string): string => join(dataDir, 'demo-state.json');

export function readState(dataDir: string): DemoState | undefined {
  const file = fileOf(dataDir);
  return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as DemoState) : undefined;
}

/** Holds secrets: readable by its owner only. Replaced as a whole, so that a crash leaves the old or the new one. */
export function writeState(dataDir: string, state: DemoState): void {
  const file = fileOf(dataDir);
  writeFileSync(`${file}.new`, `${JSON.stringify(state, undefined, 1)}\n`, { mode: 0o600 });
  renameSync(`${file}.new`, file);
}
