import type { RuleFilter } from '@cordon/api';
import type { Filter, UnfilteredRule } from '@cordon/sigma';
import { ruleKey } from './loaded-rule.ts';

/** A filter (Sigma's meta rule that narrows others) as the server knows it. Its condition is in its rules already. */
export interface LoadedFilter {
  readonly id: string;
  readonly title: string;
  readonly description: string;
  readonly origin: string;
  readonly file: string;
  readonly text: string;
  /** Ids of the rules that it changed, as `LoadedRule` has them. */
  readonly rules: readonly string[];
  /** What it names and did not change. */
  readonly unfiltered: readonly UnfilteredRule[];
}

export function loadedFilter(filter: Filter): LoadedFilter {
  const [origin = '', ...path] = filter.source.file.split('/');
  return {
    id: filter.id,
    title: filter.title,
    description: filter.description ?? '',
    origin,
    file: path.join('/'),
    text: filter.source.text,
    rules: filter.filtered.map(ruleKey),
    unfiltered: filter.unfiltered,
  };
}

/** As it is shown. */
export function filterView({ rules, unfiltered, ...filter }: LoadedFilter): RuleFilter {
  return {
    ...filter,
    rules: rules.length,
    unfiltered: unfiltered.map(({ reference, why, line }) => ({ reference, why, line })),
  };
}
