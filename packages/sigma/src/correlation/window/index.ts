import type { Correlation } from '../correlation.ts';
import { createAverage, createSum } from './amount.ts';
import { createChain } from './chain.ts';
import { createEventCount, createValueCount } from './count.ts';
import { createPresence } from './presence.ts';
import { createMedian, createPercentile } from './rank.ts';
import type { Window } from './window.ts';

export type { Window } from './window.ts';

/** An empty window of a correlation. */
export function createWindow(correlation: Correlation): Window {
  const { type, condition, percentile } = correlation;
  const comparisons = condition.kind === 'compare' ? condition.comparisons : [];
  switch (type) {
    case 'event_count':
      return createEventCount(comparisons);
    case 'value_count':
      return createValueCount(comparisons);
    case 'value_sum':
      return createSum(comparisons);
    case 'value_avg':
      return createAverage(comparisons);
    case 'value_percentile':
      return createPercentile(comparisons, percentile);
    case 'value_median':
      return createMedian(comparisons);
    case 'temporal':
      return createPresence(correlation);
    case 'temporal_ordered':
      return createChain(correlation);
  }
}
