import { countTest } from '../comparison.ts';
import type { Comparison, Correlation } from '../correlation.ts';
import type { Entry } from '../entry.ts';
import { alternativesOf } from './alternatives.ts';
import type { Window } from './window.ts';

/**
 * Rules in their order. Of every beginning of a chain the latest first event is remembered, so that the shortest
 * window is known at once and nothing has to be searched for again.
 */
export function createChain(correlation: Correlation): Window {
  const { rules, condition } = correlation;
  return condition.kind === 'compare'
    ? createLongestChain(rules.length, condition.comparisons)
    : createExpressionChain(correlation);
}

/** Compares how many different rules follow each other in order. */
function createLongestChain(steps: number, comparisons: readonly Comparison[]): Window {
  const test = countTest(comparisons);
  /** By length less one, then by last step: first event of the latest such chain. */
  const starts: (Entry | undefined)[][] = Array.from({ length: steps }, () =>
    new Array(steps).fill(undefined),
  );
  /** By length less one: the latest first event over all last steps. */
  const latest: (Entry | undefined)[] = new Array(steps).fill(undefined);
  const lengthFrom = (from: number): number => {
    let length = steps;
    while (length > 0 && !begins(latest[length - 1], from)) length--;
    return length;
  };
  return {
    push: (entry) => {
      const { step } = entry;
      for (let length = step; length >= 0; length--) {
        const start = length === 0 ? entry : latestOf(starts[length - 1], step);
        const row = starts[length];
        if (!start || !row) continue;
        row[step] = start;
        if (!later(latest[length], start)) latest[length] = start;
      }
    },
    pop: () => {},
    holds: (from) => test(lengthFrom(from)),
    measure: lengthFrom,
    start: (from) => latest[lengthFrom(from) - 1],
  };
}

/** The rules that an alternative of the expression wants follow each other in order; those it excludes are absent. */
function createExpressionChain({ rules, condition }: Correlation): Window {
  const steps = new Map(rules.map(({ reference }, step) => [reference, step]));
  const alternatives = condition.kind === 'expression' ? alternativesOf(condition.node, steps) : [];
  const chains = alternatives.map(({ wanted }) => ({
    place: new Map(wanted.map((step, index) => [step, index])),
    starts: new Array<Entry | undefined>(wanted.length).fill(undefined),
  }));
  const counts = rules.map(() => 0);
  const isFulfilled = (index: number, from: number): boolean => {
    const chain = chains[index];
    const absent = alternatives[index]?.excluded.every((step) => counts[step] === 0) ?? false;
    return absent && chain !== undefined && (chain.starts.length === 0 || begins(chain.starts.at(-1), from));
  };
  const fulfilled = (from: number): number => alternatives.findIndex((_, index) => isFulfilled(index, from));
  return {
    push: (entry) => {
      counts[entry.step] = (counts[entry.step] ?? 0) + 1;
      for (const { place, starts } of chains) {
        const index = place.get(entry.step);
        if (index === undefined) continue;
        const start = index === 0 ? entry : starts[index - 1];
        if (start) starts[index] = start;
      }
    },
    pop: ({ step }) => {
      counts[step] = (counts[step] ?? 0) - 1;
    },
    holds: (from) => fulfilled(from) >= 0,
    measure: (from) => {
      const index = fulfilled(from);
      return index < 0 ? 0 : (alternatives[index]?.wanted.length ?? 0);
    },
    start: (from) => chains[fulfilled(from)]?.starts.at(-1),
  };
}

function begins(start: Entry | undefined, from: number): boolean {
  return start !== undefined && start.time >= from;
}

/** Whether `a` is there and not before `b`. Chains begin with entries in order, so time is enough. */
function later(a: Entry | undefined, b: Entry): boolean {
  return a !== undefined && a.time > b.time;
}

function latestOf(row: readonly (Entry | undefined)[] | undefined, below: number): Entry | undefined {
  let best: Entry | undefined;
  for (let step = 0; step < below; step++) {
    const start = row?.[step];
    if (start && !later(best, start)) best = start;
  }
  return best;
}
