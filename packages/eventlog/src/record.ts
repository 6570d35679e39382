/**
 * One record of a Windows event log, whatever it was read from (EVTX, EVT, a shipper's JSON).
 *
 * Shape-compatible with the `EventView` of `@cordon/sigma`; the two packages do not import each other.
 */
export type FieldValue = string | null | readonly (string | null)[];

export interface LogRecord {
  readonly format: 'evtx' | 'evt' | 'json';
  /** When the event happened, in milliseconds since 1970-01-01 UTC, with a fraction; NaN when unreadable. */
  readonly timeMs: number;
  /** How far the zone of `timeMs` can be trusted: written as UTC, with an offset, or local and assumed UTC. */
  readonly zone: 'utc' | 'offset' | 'assumed';
  readonly channel: string;
  readonly provider: string;
  /** Event id in today's numbering (4688 for a record written as 592), -1 when there is none. */
  readonly eventId: number;
  /** Record number within its log as decimal text, '' when there is none. */
  readonly recordId: string;
  /** Computer name as reported. */
  readonly computer: string;
  /** SID of the security context, '' when there is none. */
  readonly userSid: string;
  /** Windows level 0-5 (0 also for audit records), -1 when there is none. */
  readonly level: number;
  /** Text that the shipper rendered from the event, where it sent one. */
  readonly message?: string;
  /** As it was written, when a legacy record was mapped to today's names. */
  readonly legacy?: {
    readonly eventId: number;
    readonly source: string;
    readonly strings: readonly string[];
  };
  /** True for a record recovered from space that the log no longer counts as live. */
  readonly recovered?: boolean;
  get(field: string): FieldValue | undefined;
  texts(): Iterable<string>;
  readonly layout?: { slotOf(field: string): number };
  at?(slot: number): FieldValue | undefined;
  /** All payload fields by name, decoded. System metadata is not among them. */
  fields(): Record<string, FieldValue>;
  /** System metadata by name (`EventID`, `Execution_ProcessID`), as `get` reaches it. */
  systemFields(): Record<string, FieldValue>;
}

/** Something wrong with the input. Faults are reported and reading goes on behind them. */
export interface Fault {
  /** Stable code, for example `chunk-magic`. */
  readonly code: string;
  /** The structure and field that was read, for example `chunk header: magic`. */
  readonly what: string;
  /** Byte offset in the input. */
  readonly offset: number;
  readonly expected: string;
  readonly found: string;
}

export type Item =
  | {
      readonly kind: 'record';
      readonly record: LogRecord;
      /** The record as it stood in the input, where that is text. */
      readonly original?: string;
    }
  | { readonly kind: 'fault'; readonly fault: Fault };
