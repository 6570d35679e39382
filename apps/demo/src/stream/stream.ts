import { appendFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import type { Generator, Truth } from '../generator/index.ts';
import type { createSender } from './sender.ts';

/** File in the data directory that says what really happened, a JSON object a line. */
export const truthFile = 'demo-truth.ndjson';
/** Behind by more than this the machine has slept: what nobody saw is left out. */
const slept = 300_000;

export interface StreamOptions {
  readonly generator: Generator;
  readonly sender: ReturnType<typeof createSender>;
  readonly dataDir: string;
  /** When the stream begins, ms since 1970. */
  readonly start: number;
  readonly signal: AbortSignal;
}

/** Sends the day before. Resolves when it is acknowledged. */
export async function sendHistory({ generator, sender, dataDir, signal }: StreamOptions): Promise<void> {
  for (const { lines, truth } of generator.history()) {
    if (signal.aborted) return;
    await sender.send(lines);
    writeTruth(dataDir, truth);
    // Everybody else on this thread gets a turn.
    await wait(1);
  }
}

/** Sends second after second until the signal comes. `each` is told after each. */
export async function sendStream(options: StreamOptions, each: (second: number) => void): Promise<void> {
  const { generator, sender, dataDir, start, signal } = options;
  for (let second = 0; !signal.aborted; second++) {
    const due = start + (second + 1) * 1000;
    const { lines, truth } = generator.second(second);
    const early = due - Date.now();
    if (early < -slept) continue;
    if (early > 0) await wait(early, undefined, { signal }).catch(() => undefined);
    if (signal.aborted) return;
    // The truth first: what is found without having happened is then a mistake, not a race.
    writeTruth(dataDir, truth);
    await sender.send(lines);
    each(second);
  }
}

function writeTruth(dataDir: string, truth: readonly Truth[]): void {
  if (truth.length === 0) return;
  appendFileSync(join(dataDir, truthFile), truth.map((entry) => `${JSON.stringify(entry)}\n`).join(''));
}
