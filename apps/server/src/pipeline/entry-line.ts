/** One accepted event, before anything in it was read. */
export interface EntryLine {
  /** Its place in the batch. */
  readonly ordinal: number;
  readonly verb: 'index' | 'create' | 'update' | 'record';
  readonly givenId: string | undefined;
  /** The event's id where it was worked out before; else it follows from what the line says and where it stood. */
  readonly eventId: string | undefined;
  readonly source: Buffer;
  /** The length as received, when `source` is only its beginning. */
  readonly cut: number | undefined;
}
