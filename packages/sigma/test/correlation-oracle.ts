import type { Correlation, Signal } from '../src/index.ts';

/** A finding as the oracle sees it. */
export interface Expected {
  readonly group: string;
  readonly instant: number;
  readonly first: string;
  readonly last: string;
}

interface Item {
  readonly signal: Signal;
  readonly step: number;
}

type Conditioned = (items: readonly Item[]) => boolean;

/**
 * What a correlation finds in signals that are all there, by going through every window of the sorted list and asking
 * the condition of all that is in it. Knows one field to group by (`User`) and one value (`Value`), and of orders
 * only whether some choice of events stands in order. For tests.
 */
export function expectedFindings(correlation: Correlation, signals: readonly Signal[]): Expected[] {
  const steps = correlation.rules.map(({ id }) => id);
  const items = signals
    .map((signal): Item => ({ signal, step: steps.indexOf(signal.rule) }))
    .filter(({ step }) => step >= 0)
    .sort(compareItems);
  const groups = Map.groupBy(items, ({ signal }) => String(signal.fields.User));
  return [...groups].flatMap(([group, all]) =>
    findInGroup(correlation, uniqueItems(correlation, all)).map((found) => ({ group, ...found })),
  );
}

function compareItems(a: Item, b: Item): number {
  return a.signal.time - b.signal.time || a.step - b.step || (a.signal.event < b.signal.event ? -1 : 1);
}

function uniqueItems({ type }: Correlation, items: readonly Item[]): Item[] {
  const seen = new Set<string>();
  return items.filter(({ signal, step }) => {
    const name = type.startsWith('temporal') ? `${step} ${signal.event}` : signal.event;
    return !seen.has(name) && seen.add(name);
  });
}

function findInGroup(correlation: Correlation, items: readonly Item[]): Omit<Expected, 'group'>[] {
  const { timespan, condition, type } = correlation;
  const holds = conditionOf(correlation);
  const later =
    (condition.kind === 'expression' && condition.text.includes('not')) ||
    (condition.kind === 'compare' &&
      condition.comparisons.some(({ operator }) => !operator.startsWith('g'))) ||
    ['value_avg', 'value_percentile', 'value_median'].includes(type);
  const found: Omit<Expected, 'group'>[] = [];
  let previous: { time: number; holds: boolean } | undefined;
  const windows = items.map((item, index) =>
    later
      ? items.filter(
          ({ signal }) => signal.time >= item.signal.time && signal.time <= item.signal.time + timespan,
        )
      : items.slice(0, index + 1).filter(({ signal }) => signal.time >= item.signal.time - timespan),
  );
  for (const [index, window] of windows.entries()) {
    const item = items[index] as Item;
    const within = windows.slice(0, index).some((other) => window.every((each) => other.includes(each)));
    if (later && within) continue;
    const now = holds(window);
    const time = item.signal.time;
    if (now && !(previous?.holds && time - previous.time <= timespan)) {
      // The shortest window is the one that is reported where order matters.
      const from =
        type === 'temporal_ordered'
          ? window.findLastIndex((_, start) => holds(window.slice(start)) && startsChain(window, start))
          : 0;
      found.push({
        instant: later ? time + timespan : time,
        first: window[Math.max(0, from)]?.signal.event ?? '',
        last: window.at(-1)?.signal.event ?? '',
      });
    }
    previous = { time, holds: now };
  }
  return found;
}

function startsChain(window: readonly Item[], start: number): boolean {
  return window[start]?.step === 0;
}

function conditionOf(correlation: Correlation): Conditioned {
  const { type, condition, rules, percentile } = correlation;
  if (condition.kind === 'expression') {
    // Only "a and not b" is asked.
    const has = (items: readonly Item[], step: number): boolean => items.some((item) => item.step === step);
    return (items) => has(items, 0) && !has(items, 1);
  }
  const compare = (value: number): boolean =>
    condition.comparisons.every(({ operator, value: bound }) => {
      const wanted = Number(bound) / 1e9;
      switch (operator) {
        case 'gt':
          return value > wanted;
        case 'gte':
          return value >= wanted;
        case 'lt':
          return value < wanted;
        case 'lte':
          return value <= wanted;
        case 'eq':
          return value === wanted;
        case 'neq':
          return value !== wanted;
      }
      return false;
    });
  const numbers = (items: readonly Item[]): number[] =>
    items.map(({ signal }) => Number(signal.fields.Value));
  const sum = (values: readonly number[]): number => values.reduce((a, b) => a + b, 0);
  switch (type) {
    case 'event_count':
      return (items) => compare(items.length);
    case 'value_count':
      return (items) => compare(new Set(numbers(items)).size);
    case 'value_sum':
      return (items) => compare(sum(numbers(items)));
    case 'value_avg':
      return (items) => compare(sum(numbers(items)) / items.length);
    case 'value_percentile':
      return (items) => {
        const sorted = numbers(items).sort((a, b) => a - b);
        const value = sorted.find(
          (each) => sorted.filter((other) => other <= each).length * 100 >= percentile * sorted.length,
        );
        return compare(value ?? Number.NaN);
      };
    case 'value_median':
      return (items) => {
        const sorted = numbers(items).sort((a, b) => a - b);
        const half = sorted.length / 2;
        return compare(((sorted[Math.ceil(half) - 1] ?? 0) + (sorted[Math.floor(half)] ?? 0)) / 2);
      };
    case 'temporal':
      return (items) => compare(new Set(items.map(({ step }) => step)).size);
    case 'temporal_ordered':
      return (items) => hasOrder(items, 0, rules.length);
  }
}

/** Whether every step from `step` on can be chosen among the items, each behind the one before. */
function hasOrder(items: readonly Item[], step: number, steps: number): boolean {
  if (step === steps) return true;
  return items.some((item, index) => item.step === step && hasOrder(items.slice(index + 1), step + 1, steps));
}
