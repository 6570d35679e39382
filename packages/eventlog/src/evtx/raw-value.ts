import type { Field } from './layout.ts';

/** A record's value before it is decoded: its type and where it lies in the chunk. */
export interface RawValue {
  readonly type: number;
  readonly offset: number;
  readonly size: number;
}

/** What a record needs of the chunk it stands in. */
export interface RecordChunk {
  /** Offset of the chunk in its file. */
  readonly origin: number;
  readonly bytes: Buffer;
  /** Per record and part: the number of values, where their descriptors begin, and the offset of each. */
  readonly table: Int32Array;
  /** Text of a value that seldom changes from record to record: decoded once per chunk. */
  repeated(field: Field, value: RawValue): string;
}
