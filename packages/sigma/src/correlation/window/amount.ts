import { fulfils } from '../comparison.ts';
import type { Comparison } from '../correlation.ts';
import { toNumber } from '../decimal.ts';
import type { Window } from './window.ts';

/** Sum of the values, exact. */
export function createSum(comparisons: readonly Comparison[]): Window {
  let sum = 0n;
  return {
    push: ({ amount }) => {
      sum += amount;
    },
    pop: ({ amount }) => {
      sum -= amount;
    },
    holds: () => fulfils(sum, 1, comparisons),
    measure: () => toNumber(sum),
  };
}

/** Mean of the values; of none it is nothing, and fulfils nothing. */
export function createAverage(comparisons: readonly Comparison[]): Window {
  let sum = 0n;
  let count = 0;
  return {
    push: ({ amount }) => {
      sum += amount;
      count++;
    },
    pop: ({ amount }) => {
      sum -= amount;
      count--;
    },
    holds: () => count > 0 && fulfils(sum, count, comparisons),
    measure: () => (count === 0 ? 0 : toNumber(sum) / count),
  };
}
