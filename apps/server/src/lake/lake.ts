import type { Db } from '../control/index.ts';
import type { RunLimits } from './engine.ts';
import type { Condition, Keyset } from './query-tree.ts';
import type { LakeRow } from './row.ts';
import type { LakeScope, ScopeBounds } from './scope.ts';
import type { LakeWriter } from './writer.ts';

/** What an answer cost: segments opened and rows (of the organisations in scope) they hold. */
export interface Scanned {
  readonly segments: number;
  readonly rows: number;
}

export interface PageRequest {
  readonly where: Condition;
  readonly after?: Keyset | undefined;
  readonly limit: number;
  readonly oldestFirst?: boolean | undefined;
}

export interface LakePage {
  /** Each event once, however often it was delivered. */
  readonly rows: readonly LakeRow[];
  /** Whether more follow. */
  readonly more: boolean;
  readonly scanned: Scanned;
}

export interface HistogramRequest {
  readonly where: Condition;
  /** Milliseconds since 1970; a bucket holds from <= time < from + width. */
  readonly from: number;
  readonly bucketMs: number;
  readonly buckets: number;
}

export interface InventorySegment {
  readonly id: string;
  readonly day: string;
  readonly rows: number;
}
export interface Inventory {
  readonly segments: readonly InventorySegment[];
  readonly release: () => void;
}
export interface RowsPart {
  readonly organisationIds: readonly string[] | null;
  /** First place, from 0, and how many places. */
  readonly from: number;
  readonly rows: number;
}
export interface SegmentRows {
  readonly found: readonly LakeRow[];
  /** Nothing stands behind these places. */
  readonly end: boolean;
}

/** The events of an organisation that were received before an instant, to be forgotten. */
export interface Expiry {
  readonly organisationId: string;
  readonly before: Date;
}

export interface LakeHealth {
  readonly segments: number;
  readonly rows: number;
  readonly bytes: number;
  /** Segments left out of searches because their file is not what was written. */
  readonly damaged: number;
}

/**
 * The store of events: columnar, append-only, searched by time and a handful of terms. The embedded one keeps
 * Parquet segments that DuckDB reads; any other has to pass the same contract (`testing/contract.ts`).
 */
export interface Lake {
  readonly writer: LakeWriter;
  /** What the caller of a scoped transaction may search. Every question below starts from it. */
  scope(db: Db, bounds: ScopeBounds): Promise<LakeScope>;
  page(scope: LakeScope, request: PageRequest, limits?: RunLimits): Promise<LakePage>;
  histogram(scope: LakeScope, request: HistogramRequest, limits?: RunLimits): Promise<number[]>;
  /**
   * All that the lake holds now of some organisations (null: of all), for the platform's own work over everything.
   * Its files stay until the release, whatever replaces them meanwhile.
   */
  inventory(organisationIds: readonly string[] | null): Promise<Inventory>;
  /** Rows of a segment by their place in it, without the original text and the message. */
  rowsOf(segment: InventorySegment, part: RowsPart, limits?: RunLimits): Promise<SegmentRows | 'damaged'>;
  /** Keeps a scope's segments from being deleted, for work in several steps. Returns the release. */
  hold(scope: LakeScope): () => void;
  /** Merges small segments as planned for now; answers how many were replaced. */
  compact(signal?: AbortSignal): Promise<number>;
  /**
   * Drops or rewrites the segments whose events of an organisation have all expired. What has expired is asked
   * anew for every segment, so that a hold set meanwhile counts at once.
   */
  forget(expired: () => Promise<readonly Expiry[]>, signal?: AbortSignal): Promise<Forgotten>;
  /** Deletes files that were replaced long enough ago and that nobody reads; answers how many. */
  sweep(): Promise<number>;
  health(): Promise<LakeHealth>;
  /** Ids of the events recorded last, at least `limit` where there are as many, oldest first, 16 bytes each. */
  recentIds(limit: number): Promise<Uint8Array>;
  stop(): Promise<void>;
}

export interface Forgotten {
  readonly segmentsDropped: number;
  readonly segmentsRewritten: number;
  /** Rows forgotten, by organisation. */
  readonly rows: ReadonlyMap<string, number>;
}
