import { fulfils } from '../comparison.ts';
import type { Comparison } from '../correlation.ts';
import { toNumber } from '../decimal.ts';
import type { Window } from './window.ts';

/** Value by nearest rank: the smallest that at least `percentile` per cent of the values do not exceed. */
export function createPercentile(comparisons: readonly Comparison[], percentile: number): Window {
  return ranked(comparisons, (values) => {
    const rank = Math.max(1, Math.ceil((percentile * values.length) / 100));
    return { sum: values[rank - 1] ?? 0n, count: 1 };
  });
}

/** The value in the middle; of an even number of values the mean of both. */
export function createMedian(comparisons: readonly Comparison[]): Window {
  return ranked(comparisons, (values) => {
    const upper = values[values.length >> 1] ?? 0n;
    const lower = values[(values.length - 1) >> 1] ?? 0n;
    return { sum: upper + lower, count: 2 };
  });
}

function ranked(
  comparisons: readonly Comparison[],
  pick: (values: readonly bigint[]) => { readonly sum: bigint; readonly count: number },
): Window {
  const values: bigint[] = [];
  const placeOf = (amount: bigint): number => {
    let low = 0;
    let high = values.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((values[middle] ?? 0n) < amount) low = middle + 1;
      else high = middle;
    }
    return low;
  };
  return {
    push: ({ amount }) => {
      values.splice(placeOf(amount), 0, amount);
    },
    pop: ({ amount }) => {
      values.splice(placeOf(amount), 1);
    },
    holds: () => {
      if (values.length === 0) return false;
      const { sum, count } = pick(values);
      return fulfils(sum, count, comparisons);
    },
    measure: () => {
      const { sum, count } = pick(values);
      return toNumber(sum) / count;
    },
  };
}
