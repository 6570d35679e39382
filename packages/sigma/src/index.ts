export { signalFields } from './correlation/compile-correlation.ts';
export {
  type Comparison,
  type CorrelatedRule,
  type Correlation,
  type CorrelationCondition,
  type CorrelationScope,
  type CorrelationType,
  correlationScopes,
  correlationTypes,
  type Operator,
} from './correlation/correlation.ts';
export type {
  CorrelationLosses,
  Correlator,
  CorrelatorOptions,
  CorrelatorProgress,
  CorrelatorResult,
  CorrelatorStatistics,
} from './correlation/correlator.ts';
export { createCorrelator, resumeCorrelator } from './correlation/create-correlator.ts';
export { isFalsifiable } from './correlation/falsifiable.ts';
export { type OrganisationPart, partOf } from './correlation/part-of.ts';
export { replayFrom } from './correlation/replay-from.ts';
export type { Contribution, Finding, Outcome, RefusedSignal, Signal } from './correlation/signal.ts';
export type { Engine, EngineStatistics, Hit, MatchedValue } from './engine.ts';
export type { EventLayout, EventView, FieldValue } from './event-view.ts';
export type { Filter, FilterReading, UnfilteredRule } from './filter/filter.ts';
export { createInterpreter } from './interpret/interpreter.ts';
export {
  type LoadOptions,
  type LoadReport,
  loadRules,
  type RuleSet,
  type RuleText,
} from './load/load-rules.ts';
export { type CompilingEngine, createEngine, type EngineOptions } from './match/create-engine.ts';
export type { BuiltTables, EngineTables } from './match/tables.ts';
export type { Level, Metadata, RelatedRule, Status } from './parse/metadata.ts';
export { levels } from './parse/metadata.ts';
export type { LogSource, Rule, RuleSource } from './parse/rule.ts';
export { type Rejection, type RejectionCode, rejectionCodes } from './rejection.ts';
