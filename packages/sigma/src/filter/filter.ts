import type { IrNode } from '../ir/node.ts';
import type { Metadata } from '../parse/metadata.ts';
import type { Condition, LogSource, RuleSource } from '../parse/rule.ts';

/**
 * What a filter's condition means. `as-written`, the reading of pySigma, joins it to the rule's by "and", so that
 * filters say `not selection`. `exclude` takes it for what is to be left out, as the specification's example has it.
 */
export type FilterReading = 'as-written' | 'exclude';

/** A rule that a filter names and does not change, and why. */
export interface UnfilteredRule {
  /** Name or id as written. */
  readonly reference: string;
  readonly why: 'not-loaded' | 'ambiguous' | 'correlation' | 'other-log-source';
  /** Place of the reference in the source, both from 1. */
  readonly line: number;
  readonly column: number;
}

/** A filter, read and checked; immutable. Filtered rules hold its condition already. */
export interface Filter extends Metadata {
  readonly id: string;
  /** Only rules whose log source has all that this names are filtered. */
  readonly logsource: LogSource;
  readonly conditions: readonly Condition[];
  /** Ids of the rules it changed. */
  readonly filtered: readonly string[];
  readonly unfiltered: readonly UnfilteredRule[];
  readonly source: RuleSource;
}

/** A filter that has not been applied. */
export interface FilterDraft extends Omit<Filter, 'filtered' | 'unfiltered'> {
  /** Undefined for `any`: every rule of the log source. */
  readonly rules: readonly { readonly text: string; readonly offset: number }[] | undefined;
  readonly detection: IrNode;
}
