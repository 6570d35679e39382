import { digestId } from '../kernel/ids.ts';
import { readEntryLines } from './journal-lines.ts';
import { ResultBuilder } from './result-builder.ts';
import type { Task, TaskEntry, TaskResult } from './task.ts';
import { WorkerDiedError } from './worker-pool.ts';

/**
 * Runs a task to an end whatever is in it. When it kills its worker, its entries are tried alone, then halves of
 * the one that kills, down to the line: that one goes to the dead letters, and all others are processed. An entry
 * of n events with one bad one costs about log2(n) workers; nothing is tried twice in the same form.
 *
 * The results are in the order of the entries.
 */
export async function runIsolated(
  run: (task: Task) => Promise<TaskResult>,
  task: Task,
  onPoison: (entry: TaskEntry, ordinal: number) => void,
): Promise<TaskResult[]> {
  try {
    return [await run(task)];
  } catch (error) {
    if (!(error instanceof WorkerDiedError)) throw error;
  }
  const [entry, ...more] = task.entries;
  if (!entry) return [];
  const parts = more.length > 0 ? task.entries : halves(entry);
  if (parts.length === 0) {
    onPoison(entry, entry.only?.from ?? entry.firstOrdinal);
    return [asDeadLetters(entry, task)];
  }
  const results: TaskResult[] = [];
  for (const part of parts) {
    results.push(...(await runIsolated(run, { ...task, entries: [part] }, onPoison)));
  }
  return results;
}

function halves(entry: TaskEntry): TaskEntry[] {
  const { from, below } = entry.only ?? {
    from: entry.firstOrdinal,
    below: entry.firstOrdinal + entry.actions,
  };
  if (below - from < 2) return [];
  const middle = (from + below) >> 1;
  return [
    { ...entry, only: { from, below: middle } },
    { ...entry, only: { from: middle, below } },
  ];
}

/** Only looks for the line: whatever killed the worker came later than that. */
function asDeadLetters(entry: TaskEntry, task: Task): TaskResult {
  const result = new ResultBuilder();
  const keep = (ordinal: number, raw: Buffer, rawBytes: number): void =>
    result.deadLetter({
      id: digestId('dead', entry.sourceId, entry.batch, String(ordinal)),
      sourceId: entry.sourceId,
      organisationId: task.sources[entry.sourceId]?.organisationId ?? null,
      received: entry.received.getTime(),
      code: 'worker-died',
      reason: 'processing this line ended the worker thread',
      raw,
      rawBytes,
    });
  try {
    readEntryLines(entry, (line) =>
      keep(line.ordinal, Buffer.from(line.source.subarray(0, 64 * 1024)), line.cut ?? line.source.length),
    );
  } catch (error) {
    keep(entry.firstOrdinal, Buffer.from(String(error)), entry.body.byteLength);
  }
  return result.finish();
}
