import { setImmediate as turn } from 'node:timers/promises';
import { gzipSync } from 'node:zlib';
import { recordFromJson } from '@cordon/eventlog';
import { createEngine } from '@cordon/sigma';
import type { Control } from '../control/index.ts';
import { type Journal, type JournalPart, maxEntryBytes } from '../journal/index.ts';
import type { Clock } from '../kernel/clock.ts';
import { digestId } from '../kernel/ids.ts';
import { indicatorMatching, noIndicators } from './indicator-signals.ts';
import { processTask } from './process-task.ts';
import { releasedLine } from './released-line.ts';
import { deleteQuarantined, quarantinedAfter, quarantinedSources } from './store.ts';
import type { Quarantined, SourceFacts } from './task.ts';

export interface ReleaseOptions {
  readonly control: Control;
  readonly journal: Journal;
  readonly clock: Clock;
  readonly sourceFacts: (sourceId: string) => Promise<SourceFacts | undefined>;
}

/** Work that began under the map before may put events into quarantine this long after the next was approved. */
const stragglersMs = 60_000;
const perTurn = 200;
const nothingMatches = {
  matching: { engine: createEngine([]), groupBy: {}, asked: {} },
  indicators: indicatorMatching(noIndicators),
};

/**
 * Gives quarantined events that the approved map claims by now back to the journal, as the events that they were.
 * Appended first and deleted then: after a crash between the two the journal knows the batch again.
 */
export class QuarantineRelease {
  readonly #options: ReleaseOptions;
  /** The map that a source's events were last held against, and when. In memory: a restart looks once more. */
  readonly #tried = new Map<string, { readonly version: number; readonly at: number }>();

  constructor(options: ReleaseOptions) {
    this.#options = options;
  }

  /** Looks at the sources whose map is new since the last time; answers how many events were released. */
  async run(): Promise<number> {
    const { control, clock } = this.#options;
    let released = 0;
    for (const { sourceId, version, approved } of await control.as('pipeline', quarantinedSources)) {
      const tried = this.#tried.get(sourceId);
      if (tried?.version === version && tried.at >= approved.getTime() + stragglersMs) continue;
      const at = clock.now().getTime();
      released += await this.#releaseOf(sourceId);
      this.#tried.set(sourceId, { version, at });
    }
    return released;
  }

  async #releaseOf(sourceId: string): Promise<number> {
    const { control, journal, sourceFacts } = this.#options;
    const facts = await sourceFacts(sourceId);
    if (!facts) return 0;
    let released = 0;
    for (let after = ''; ; ) {
      const page = await control.as('pipeline', (db) => quarantinedAfter(db, sourceId, after, perTurn));
      const last = page.at(-1);
      if (!last) return released;
      after = last.id;
      const claimed = page.filter((event) => isClaimed(event, facts));
      for (const [received, events] of Map.groupBy(claimed, (event) => event.received)) {
        const ids = events.map((event) => event.id);
        await journal.append({
          sourceId,
          batch: digestId('release', sourceId, ...ids),
          format: 'released',
          received: new Date(received),
          parts: events.map(partOf),
        });
        await control.as('pipeline', (db) => deleteQuarantined(db, ids));
        released += ids.length;
      }
      await turn();
    }
  }
}

/** Whether the map gives the event to somebody; one that stays unreadable or too large for an entry stays where it is. */
function isClaimed(event: Quarantined, facts: SourceFacts): boolean {
  const part = partOf(event, 0);
  if (part.body.byteLength > maxEntryBytes) return false;
  const entry = {
    ...part,
    seq: 0,
    sourceId: facts.sourceId,
    batch: event.id,
    format: 'released' as const,
    received: new Date(event.received),
  };
  const task = { entries: [entry], sources: { [facts.sourceId]: facts } };
  return processTask(task, { readShipper: recordFromJson, ...nothingMatches }).rowEnds.length === 1;
}

function partOf(event: Quarantined, place: number): JournalPart {
  const line = Buffer.from(releasedLine(event));
  return {
    part: place,
    firstOrdinal: place,
    actions: 1,
    encoding: 'gzip',
    body: gzipSync(line),
    expandedBytes: line.byteLength,
  };
}
