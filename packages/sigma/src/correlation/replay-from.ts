import type { Correlation } from './correlation.ts';
import type { CorrelatorProgress } from './correlator.ts';

/**
 * The time, in milliseconds since 1970, from which on signals have to be given again to a correlator that goes on
 * where another one stopped (`resumeCorrelator`); -Infinity for all that there are.
 *
 * A window alone is not enough: something is found where a condition begins to hold, so whether it held before has
 * to be known, and that takes another window. Of a correlation that is counted, the findings have to be right over
 * all of the windows in which they are counted.
 */
export function replayFrom(correlations: readonly Correlation[], { final }: CorrelatorProgress): number {
  if (final === null) return Number.NEGATIVE_INFINITY;
  /** By id: the time from which on the findings of a correlation have to be right. */
  const rightFrom = new Map<string, number>();
  let from = final;
  for (const { id, rules, timespan } of correlations.toReversed()) {
    const first = (rightFrom.get(id) ?? final) - 2 * timespan;
    from = Math.min(from, first);
    for (const rule of rules) rightFrom.set(rule.id, Math.min(rightFrom.get(rule.id) ?? final, first));
  }
  return from;
}
