import type { FieldValue } from '@cordon/eventlog';

/** Where an event comes from: real sources, the demonstration, or a rehearsal. Never mixed in one alert. */
export type Origin = 'live' | 'demo' | 'exercise';

/**
 * Who reported, as it was reported. Immutable: which device a sighting belongs to is looked up through an
 * alias table that can be undone (ADR: identity), so nothing stored ever names a device that a merge could change.
 */
export interface Sighting {
  /** 32 hex digits of SHA-256 over (organisation, source, name as reported in lower case, SID, MAC). */
  readonly key: string;
  readonly host: string;
  readonly sid: string | null;
  readonly mac: string | null;
}

/**
 * One event as the platform knows it. The lake stores it as one row (see `lake/schema.ts`), detection reads it
 * through `EventView`, and a row read back from the lake gives the same hits as the live event did.
 */
export interface EventEnvelope {
  /** 32 hex digits; from (source, record identity) where the event has one, else (body hash, ordinal). */
  readonly id: string;
  /** When it happened by the device's clock, ms since 1970 UTC; the receipt time when unreadable. */
  readonly happened: number;
  /** How far `happened` can be trusted: written as UTC, with an offset, or local time in an assumed zone. */
  readonly zone: 'utc' | 'offset' | 'assumed';
  /** When the journal had it. */
  readonly received: number;
  readonly organisationId: string;
  readonly sourceId: string;
  readonly sighting: Sighting;
  readonly origin: Origin;
  readonly channel: string;
  readonly provider: string;
  /** Today's numbering; -1 when there is none. */
  readonly eventId: number;
  readonly level: number;
  readonly recordId: string;
  /** Set for events that are not from Windows. */
  readonly logsource: {
    readonly product?: string;
    readonly category?: string;
    readonly service?: string;
  } | null;
  readonly user: string | null;
  readonly userSid: string | null;
  readonly process: string | null;
  readonly commandLine: string | null;
  readonly parentProcess: string | null;
  /** Lower-case hex digests without algorithm name. */
  readonly hashes: readonly string[];
  /** IP addresses in canonical text, loopback and unspecified left out. */
  readonly addresses: readonly string[];
  /** Host and domain names that the event speaks of (queries, URLs), lower case. */
  readonly domains: readonly string[];
  readonly fields: Readonly<Record<string, FieldValue>>;
  readonly legacy: {
    readonly eventId: number;
    readonly source: string;
    readonly strings: readonly string[];
  } | null;
  /** Rendered message where the shipper sent one. */
  readonly message: string | null;
  /** The event as it was received, as text. */
  readonly original: string;
}

/** One rule hit on one event. Carries every field that grouping, joining or aggregating may need. */
export interface SignalRecord {
  /** 32 hex digits of SHA-256 over (event id, rule id): redelivery cannot make a second one. */
  readonly id: string;
  readonly eventId: string;
  readonly ruleId: string;
  readonly organisationId: string;
  readonly sourceId: string;
  readonly sighting: Sighting;
  readonly origin: Origin;
  readonly happened: number;
  readonly received: number;
  /** Values of the rule's `group_by` fields, joined by U+001F; '' when the rule chooses none. */
  readonly key: string;
  readonly matched: readonly { readonly field: string; readonly value: string }[];
  readonly fields: Readonly<Record<string, FieldValue>>;
}

/** Append-only evidence about a sighting: OS build, address, service pack, MAC, time skew. */
export interface ObservationRecord {
  readonly organisationId: string;
  readonly sourceId: string;
  readonly sightingKey: string;
  readonly kind: string;
  readonly value: string;
  readonly eventId: string;
  readonly happened: number;
  readonly received: number;
}
