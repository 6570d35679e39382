import type { SegmentLevel } from './tables.ts';

/** What a segment holds of one organisation. */
export interface OrganisationPart {
  readonly organisationId: string;
  readonly rows: number;
  /** Milliseconds since 1970, floor and ceiling of the exact times. */
  readonly minHappened: number;
  readonly maxHappened: number;
  readonly minReceived: Date;
  readonly maxReceived: Date;
}

/** A Parquet file that is durable under its final name; the manifest may or may not list it yet. */
export interface SealedSegment {
  readonly id: string;
  /** UTC day of the first receipt within, `YYYY-MM-DD`. */
  readonly day: string;
  readonly level: SegmentLevel;
  readonly rows: number;
  readonly bytes: number;
  readonly sha256: Buffer;
  readonly organisations: readonly OrganisationPart[];
}
