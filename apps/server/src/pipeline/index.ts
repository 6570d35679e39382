export { detectSilence, type HousekeepingOptions, startHousekeeping, tidy } from './housekeeping.ts';
export {
  indicatorMatching,
  indicatorSignals,
  noIndicators,
  type WorkerIndicators,
} from './indicator-signals.ts';
export type { PipelineStatus } from './meter.ts';
export { compileMap } from './organisation-of.ts';
export { type Pipeline, type PipelineOptions, startPipeline } from './pipeline.ts';
export { type PipelineRoutesDeps, pipelineRoutes } from './routes.ts';
export type { Effects } from './step.ts';
export type { OverdueSource } from './store.ts';
export type { MapLine, Seen, SourceFacts } from './task.ts';
