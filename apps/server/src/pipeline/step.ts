import type { Db } from '../control/index.ts';
import type { ObservationRecord, SignalRecord } from '../events/envelope.ts';
import {
  addActivity,
  addDeadLetters,
  addQuarantined,
  type Consumer,
  moveCursors,
  noteHeard,
  readCursors,
} from './store.ts';
import type { Seen, TaskResult } from './task.ts';

/** What the areas behind the pipeline do with what it finds, each within the pipeline's transaction. */
export interface Effects {
  readonly signals: (db: Db, signals: readonly SignalRecord[]) => Promise<unknown>;
  readonly sightings: (db: Db, seen: readonly Seen[]) => Promise<unknown>;
  readonly observations: (db: Db, observations: readonly ObservationRecord[]) => Promise<unknown>;
  /** Sources that had been silent are heard again. */
  readonly heard: (db: Db, sourceIds: readonly string[]) => Promise<unknown>;
}

/** Results of journal entries through `through`, not yet applied. */
export interface Step {
  readonly results: readonly TaskResult[];
  readonly through: number;
}

/**
 * Applies a step and moves the cursors of the consumers that had not passed it, in one transaction: after a crash
 * either both happened or neither.
 */
export async function applyStep(db: Db, step: Step, effects: Effects): Promise<void> {
  // Asked here and not remembered: when the answer to a commit was lost, only the database knows what happened.
  const cursors = await readCursors(db);
  const moved: Consumer[] = [];
  const gather = <T>(of: (result: TaskResult) => readonly T[]): T[] => step.results.flatMap(of);
  if (cursors.observe < step.through) {
    const activity = gather((result) => result.activity);
    // Every writer takes sources in the order of their ids, then sightings: no two can wait for each other.
    const heard = new Map<string, number>();
    for (const each of activity) {
      heard.set(each.sourceId, Math.max(heard.get(each.sourceId) ?? 0, each.minute));
    }
    await addActivity(db, activity);
    const back = await noteHeard(db, heard);
    if (back.length > 0) await effects.heard(db, back);
    await addDeadLetters(
      db,
      gather((result) => result.deadLetters),
    );
    await addQuarantined(
      db,
      gather((result) => result.quarantined),
    );
    const seen = merged(gather((result) => result.seen));
    if (seen.length > 0) await effects.sightings(db, seen);
    const observations = gather((result) => result.observations);
    if (observations.length > 0) await effects.observations(db, observations);
    moved.push('observe');
  }
  if (cursors.detect < step.through) {
    const signals = gather((result) => result.signals);
    if (signals.length > 0) await effects.signals(db, signals);
    moved.push('detect');
  }
  await moveCursors(db, moved, step.through);
}

/** One row a sighting, whichever task saw it. */
function merged(all: readonly Seen[]): Seen[] {
  const byKey = new Map<string, Seen>();
  for (const seen of all) {
    const known = byKey.get(seen.sighting.key);
    if (!known) {
      byKey.set(seen.sighting.key, { ...seen, addresses: [...seen.addresses] });
      continue;
    }
    known.first = Math.min(known.first, seen.first);
    known.last = Math.max(known.last, seen.last);
    known.count += seen.count;
    for (const address of seen.addresses)
      if (!known.addresses.includes(address)) known.addresses.push(address);
  }
  return [...byKey.values()].sort((left, right) => (left.sighting.key < right.sighting.key ? -1 : 1));
}
