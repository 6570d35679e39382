/** Bounds on what one event may be. What is over them goes to the dead letters, with its beginning as text. */
export const eventLimits = {
  /** Bytes of one line. Compressed at worst it still fits a journal entry. */
  lineBytes: 1_000_000,
  /** Nesting of JSON. Real events have five levels or so. */
  jsonDepth: 64,
  /** Fields of one event. */
  fields: 2_000,
} as const;
