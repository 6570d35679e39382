export { type CompactionSettings, defaultCompaction } from './compaction-plan.ts';
export type { RunLimits } from './engine.ts';
export type {
  Expiry,
  Forgotten,
  HistogramRequest,
  Inventory,
  InventorySegment,
  Lake,
  LakeHealth,
  LakePage,
  PageRequest,
  Scanned,
} from './lake.ts';
export { startLakeMaintenance } from './maintenance.ts';
export { type LakeOptions, openLake } from './parquet-lake.ts';
export { lakeProblem } from './problems.ts';
export * from './query-tree.ts';
export { fromLakeRow, type LakeRow, toLakeRow } from './row.ts';
export { maxRowBytes } from './schema.ts';
export type { LakeScope, ScopeBounds, SegmentInScope } from './scope.ts';
export type { OrganisationPart, SealedSegment } from './segment.ts';
export { recordSegment } from './store.ts';
export type { LakeBatch, LakeWriter } from './writer.ts';
