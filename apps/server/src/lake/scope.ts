/** A live segment as far as a scope may see it. */
export interface SegmentInScope {
  readonly id: string;
  readonly day: string;
  /** Rows of the organisations in scope. */
  readonly rows: number;
  readonly minHappened: number;
  readonly maxHappened: number;
}

/**
 * The root of every question to the lake: organisations and segments that the control store's row-level security
 * returned for a caller. Made by `Lake.scope` alone; a query cannot be written without one, so none can forget it.
 */
export interface LakeScope {
  readonly organisations: ReadonlyMap<string, { readonly name: string }>;
  /** Latest events first. */
  readonly segments: readonly SegmentInScope[];
}

/** Which part of what a caller may see a question is about. Milliseconds since 1970, `to` exclusive. */
export interface ScopeBounds {
  readonly from?: number;
  readonly to?: number;
  /** Leaves out all others; names out of the caller's reach add nothing. */
  readonly organisationIds?: readonly string[];
}
