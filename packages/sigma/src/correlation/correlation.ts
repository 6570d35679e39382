import type { ConditionNode } from '../condition/index.ts';
import type { Metadata } from '../parse/metadata.ts';
import type { RuleSource } from '../parse/rule.ts';

export const correlationTypes = [
  'event_count',
  'value_count',
  'temporal',
  'temporal_ordered',
  'value_sum',
  'value_avg',
  'value_percentile',
  'value_median',
] as const;

export type CorrelationType = (typeof correlationTypes)[number];

/**
 * What signals are counted together: those of one device, of one organisation (the default), or of all. Written as
 * `scope` in the custom attribute `cordon`, which other Sigma tools pass over.
 */
export const correlationScopes = ['device', 'organisation', 'federation'] as const;

export type CorrelationScope = (typeof correlationScopes)[number];

export const operators = ['gt', 'gte', 'lt', 'lte', 'eq', 'neq'] as const;

export type Operator = (typeof operators)[number];

/** One comparison; `value` in billionths, exact (see `decimal.ts`). */
export interface Comparison {
  readonly operator: Operator;
  readonly value: bigint;
}

export type CorrelationCondition =
  /** All comparisons must be true: several make a range. */
  | { readonly kind: 'compare'; readonly comparisons: readonly Comparison[] }
  /** `and`, `or` and `not` of rules as they are named in `rules`; only for the temporal types. */
  | { readonly kind: 'expression'; readonly text: string; readonly node: ConditionNode };

/** A rule or correlation that a correlation counts. */
export interface CorrelatedRule {
  readonly id: string;
  /** How the correlation names it, by id or name. */
  readonly reference: string;
}

/** A correlation rule, read and checked, its references looked up; immutable. */
export interface Correlation extends Metadata {
  readonly id: string;
  readonly type: CorrelationType;
  /** In the order written, which is that of `temporal_ordered`. */
  readonly rules: readonly CorrelatedRule[];
  readonly groupBy: readonly string[];
  /** Length of the sliding window in milliseconds; events exactly this far apart are within it. */
  readonly timespan: number;
  readonly condition: CorrelationCondition;
  /** Fields whose values are counted, or the one that is calculated with; empty for the other types. */
  readonly fields: readonly string[];
  /** Of `value_percentile`, 0 to 100; 50 where the rule does not say. */
  readonly percentile: number;
  /** By alias and id of a correlated rule: the field that is meant. */
  readonly aliases: ReadonlyMap<string, ReadonlyMap<string, string>>;
  /** Whether the correlated rules raise alerts of their own too. */
  readonly generate: boolean;
  readonly correlationScope: CorrelationScope;
  readonly source: RuleSource;
}
