import type { Comparison, Operator } from './correlation.ts';
import { ONE } from './decimal.ts';

function holds(left: bigint, operator: Operator, right: bigint): boolean {
  switch (operator) {
    case 'gt':
      return left > right;
    case 'gte':
      return left >= right;
    case 'lt':
      return left < right;
    case 'lte':
      return left <= right;
    case 'eq':
      return left === right;
    case 'neq':
      return left !== right;
  }
}

/** Whether `sum / count`, in billionths, fulfils all comparisons; exact, without dividing. */
export function fulfils(sum: bigint, count: number, comparisons: readonly Comparison[]): boolean {
  const divisor = BigInt(count);
  return comparisons.every(({ operator, value }) => holds(sum, operator, value * divisor));
}

/** A test of counts for comparisons that are asked often: a few tests of small integers become one range. */
export function countTest(comparisons: readonly Comparison[]): (count: number) => boolean {
  let least = 0;
  let most = Number.POSITIVE_INFINITY;
  for (const { operator, value } of comparisons) {
    if (operator === 'gte') least = Math.max(least, ceil(value));
    else if (operator === 'gt') least = Math.max(least, floor(value) + 1);
    else if (operator === 'lte') most = Math.min(most, floor(value));
    else if (operator === 'lt') most = Math.min(most, ceil(value) - 1);
    else return (count) => fulfils(BigInt(count) * ONE, 1, comparisons);
  }
  return (count) => count >= least && count <= most;
}

function floor(value: bigint): number {
  return Number(value / ONE) - (value % ONE < 0n ? 1 : 0);
}

function ceil(value: bigint): number {
  return Number(value / ONE) + (value % ONE > 0n ? 1 : 0);
}
