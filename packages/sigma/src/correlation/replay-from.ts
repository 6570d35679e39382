import type { Correlation } from './correlation.ts';
import type { CorrelatorProgress } from './correlator.ts';
import { isFalsifiable } from './falsifiable.ts';

/**
 * The time, in milliseconds since 1970, from which on signals have to be given again to a correlator that goes on
 * where another one stopped (`resumeCorrelator`); -Infinity for all that there are.
 *
 * A window alone is not enough. Something is found where a condition begins to hold, so what came before has to be
 * known to hold or not, which takes a window more; where windows are decided when they are over, whether another
 * one contains them takes a third. Correlations that are counted have to be right over all of that.
 */
export function replayFrom(correlations: readonly Correlation[], { final }: CorrelatorProgress): number {
  if (final === null) return Number.NEGATIVE_INFINITY;
  /** By id: the time from which on the findings of a correlation have to be right. */
  const rightFrom = new Map<string, number>();
  let from = final;
  for (const correlation of correlations.toReversed()) {
    const right = rightFrom.get(correlation.id) ?? final;
    const first = right - correlation.timespan * (isFalsifiable(correlation) ? 3 : 2);
    from = Math.min(from, first);
    for (const { id } of correlation.rules) rightFrom.set(id, Math.min(rightFrom.get(id) ?? final, first));
  }
  return from;
}
