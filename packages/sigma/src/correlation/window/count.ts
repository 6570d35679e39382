import { countTest } from '../comparison.ts';
import type { Comparison } from '../correlation.ts';
import type { Window } from './window.ts';

/** Number of events. */
export function createEventCount(comparisons: readonly Comparison[]): Window {
  const test = countTest(comparisons);
  let count = 0;
  return {
    push: () => {
      count++;
    },
    pop: () => {
      count--;
    },
    holds: () => test(count),
    measure: () => count,
  };
}

/** Number of different values, by counting how often each is in the window. */
export function createValueCount(comparisons: readonly Comparison[]): Window {
  const test = countTest(comparisons);
  const counts = new Map<string, number>();
  return {
    push: ({ value }) => {
      counts.set(value, (counts.get(value) ?? 0) + 1);
    },
    pop: ({ value }) => {
      const count = (counts.get(value) ?? 0) - 1;
      if (count > 0) counts.set(value, count);
      else counts.delete(value);
    },
    holds: () => test(counts.size),
    measure: () => counts.size,
  };
}
