/**
 * What the engine asks of an event. EVTX records, EVT records and parsed JSON events each implement it, so
 * that detection never depends on how a log was stored.
 *
 * Every value is its canonical text (see the value table in `packages/eventlog/README.md`); `null` is a field
 * that is present without a value, `undefined` a field that is absent. An array holds the values of a name
 * that occurs more than once; a rule matches when any of them does.
 */
export type FieldValue = string | null | readonly (string | null)[];

/** The identity of a layout: all events that share it hold the same field names in the same slots. */
export interface EventLayout {
  /** Slot of a field name, or -1. Asked once per layout and field, so it need not be quick. */
  slotOf(field: string): number;
}

export interface EventView {
  /** Windows log, for example `Security`; empty when the event has none. */
  readonly channel: string;
  /** Windows provider (source), for example `Microsoft-Windows-Sysmon`; empty when the event has none. */
  readonly provider: string;
  /** Event id in today's numbering, or -1 when the event has none. */
  readonly eventId: number;
  /** Log source of an event that is not from Windows; absent means `product: windows`. */
  readonly logsource?: { readonly product?: string; readonly category?: string; readonly service?: string };
  /**
   * Field by its Sigma name (exact case; `Data` for unnamed values; System fields such as `Level` too, after
   * those of the payload). The engine asks for `EventID`, `Channel` and `Provider_Name` only where the event's
   * own, above, are empty.
   */
  get(field: string): FieldValue | undefined;
  /** Text of every payload value (not of keys or System metadata): the scope of keyword searches. */
  texts(): Iterable<string>;
  /** Set together with `at` when fields can be read by slot without a look-up by name. */
  readonly layout?: EventLayout;
  /** Value in a slot of `layout`. */
  at?(slot: number): FieldValue | undefined;
}
