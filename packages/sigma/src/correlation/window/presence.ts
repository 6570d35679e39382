import { resolveCondition } from '../../condition/index.ts';
import { countTest } from '../comparison.ts';
import type { Correlation } from '../correlation.ts';
import type { Window } from './window.ts';

/** Which of the rules have events in the window: as many as compared, or as an expression wants them. */
export function createPresence({ rules, condition }: Correlation): Window {
  const counts = rules.map(() => 0);
  let present = 0;
  const holds = ((): (() => boolean) => {
    if (condition.kind === 'compare') {
      const test = countTest(condition.comparisons);
      return () => test(present);
    }
    const names = rules.map(({ reference }, step) => [reference, () => (counts[step] ?? 0) > 0] as const);
    return resolveCondition<() => boolean>(condition.node, new Map(names), {
      and: (children) => () => children.every((child) => child()),
      or: (children) => () => children.some((child) => child()),
      not: (child) => () => !child(),
    });
  })();
  return {
    push: ({ step }) => {
      const count = counts[step] ?? 0;
      counts[step] = count + 1;
      if (count === 0) present++;
    },
    pop: ({ step }) => {
      const count = counts[step] ?? 0;
      counts[step] = count - 1;
      if (count === 1) present--;
    },
    holds,
    measure: () => present,
  };
}
