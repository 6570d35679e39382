import type { ObservationRecord, Origin, Sighting, SignalRecord } from '../events/envelope.ts';
import type { JournalEntry } from '../journal/index.ts';

/** A line of a shared source's approved map. */
export interface MapLine {
  readonly by: 'network' | 'domain' | 'directory-branch';
  readonly value: string;
  readonly organisationId: string;
}

/** What the platform knows of a source; its events are told nothing else about where they belong. */
export interface SourceFacts {
  readonly sourceId: string;
  /** Null for a shared source: `map` decides then. */
  readonly organisationId: string | null;
  readonly map: readonly MapLine[];
  readonly origin: Origin;
  readonly timeZone: string;
}

/** Entries to work on, with the facts about their sources. */
export interface Task {
  readonly entries: readonly TaskEntry[];
  readonly sources: Readonly<Record<string, SourceFacts>>;
}

export interface TaskEntry extends JournalEntry {
  /** Only the events from one ordinal to below another: how an entry that kills workers is narrowed down. */
  readonly only?: { readonly from: number; readonly below: number };
}

/** An aggregate of what one task saw of a sighting. */
export interface Seen {
  readonly organisationId: string;
  readonly sourceId: string;
  readonly sighting: Sighting;
  first: number;
  last: number;
  count: number;
  readonly addresses: string[];
}

export interface DeadLetter {
  readonly id: string;
  readonly sourceId: string;
  readonly organisationId: string | null;
  readonly received: number;
  readonly code: string;
  readonly reason: string;
  readonly raw: Uint8Array;
  readonly rawBytes: number;
}

export interface Quarantined {
  readonly id: string;
  readonly sourceId: string;
  readonly received: number;
  readonly host: string;
  readonly address: string | null;
  readonly eventId: string;
  readonly verb: 'index' | 'create' | 'update' | 'record';
  readonly raw: Uint8Array;
}

/** What a source brought within one minute of receipt. */
export interface Activity {
  readonly sourceId: string;
  readonly organisationId: string | null;
  readonly minute: number;
  events: number;
  deadLetters: number;
  bytes: number;
}

/** Everything that a task's events lead to. Plain data, so that it can pass between threads. */
export interface TaskResult {
  /** Lake rows, one JSON object a line. */
  readonly lake: Uint8Array;
  /** End offset of each row in `lake`. */
  readonly rowEnds: Uint32Array;
  /** 16 bytes of event id a row. */
  readonly ids: Uint8Array;
  readonly signals: readonly SignalRecord[];
  readonly seen: readonly Seen[];
  readonly observations: readonly ObservationRecord[];
  readonly deadLetters: readonly DeadLetter[];
  readonly quarantined: readonly Quarantined[];
  readonly activity: readonly Activity[];
}
