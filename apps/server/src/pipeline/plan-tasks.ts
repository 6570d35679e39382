import type { JournalEntry } from '../journal/index.ts';

export interface TaskLimits {
  readonly expandedBytes: number;
  readonly actions: number;
}

/**
 * Groups entries that follow one another into tasks of a size that is worth a message to a worker. No task goes
 * across a cursor: what one consumer has passed and another has not must be told apart.
 */
export function planTasks(
  entries: readonly JournalEntry[],
  cursors: readonly number[],
  limits: TaskLimits,
): JournalEntry[][] {
  const tasks: JournalEntry[][] = [];
  let bytes = 0;
  let actions = 0;
  let last: JournalEntry | undefined;
  for (const entry of entries) {
    const before = last;
    const crosses =
      before !== undefined && cursors.some((cursor) => before.seq <= cursor && entry.seq > cursor);
    const full =
      bytes + entry.expandedBytes > limits.expandedBytes || actions + entry.actions > limits.actions;
    const current = tasks.at(-1);
    if (!current || crosses || full) {
      tasks.push([entry]);
      bytes = 0;
      actions = 0;
    } else current.push(entry);
    bytes += entry.expandedBytes;
    actions += entry.actions;
    last = entry;
  }
  return tasks;
}
