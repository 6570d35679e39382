import { type ConditionNode, resolveCondition } from '../../condition/index.ts';

/** One way to fulfil an expression of rules, as steps in order. */
export interface Alternative {
  readonly wanted: readonly number[];
  readonly excluded: readonly number[];
}

/** More ways to fulfil an expression than this are taken for a mistake. */
export const mostAlternatives = 64;

/** Ways to fulfil and ways not to; only those that are asked for are put together. */
interface Sides {
  yes(): readonly Alternative[];
  no(): readonly Alternative[];
}

const NONE: Alternative = { wanted: [], excluded: [] };

/** All ways to fulfil an expression; throws `RangeError` when there are more than `mostAlternatives`. */
export function alternativesOf(
  node: ConditionNode,
  steps: ReadonlyMap<string, number>,
): readonly Alternative[] {
  const leaves = new Map(
    [...steps].map(([name, step]): [string, Sides] => [
      name,
      { yes: () => [{ wanted: [step], excluded: [] }], no: () => [{ wanted: [], excluded: [step] }] },
    ]),
  );
  const sides = resolveCondition<Sides>(node, leaves, {
    and: (children) => ({
      yes: () => all(children.map(({ yes }) => yes())),
      no: () => any(children.map(({ no }) => no())),
    }),
    or: (children) => ({
      yes: () => any(children.map(({ yes }) => yes())),
      no: () => all(children.map(({ no }) => no())),
    }),
    not: ({ yes, no }) => ({ yes: no, no: yes }),
  });
  const alternatives = sides.yes();
  return alternatives.filter(({ wanted, excluded }) => !wanted.some((step) => excluded.includes(step)));
}

/** One way of each side at once, for every choice of ways. */
function all(sides: readonly (readonly Alternative[])[]): readonly Alternative[] {
  return sides.reduce<readonly Alternative[]>(
    (left, right) => {
      if (left.length * right.length > mostAlternatives) throw tooMany();
      return left.flatMap((a) =>
        right.map((b) => ({
          wanted: union(a.wanted, b.wanted),
          excluded: union(a.excluded, b.excluded),
        })),
      );
    },
    [NONE],
  );
}

function any(sides: readonly (readonly Alternative[])[]): readonly Alternative[] {
  const alternatives = sides.flat();
  if (alternatives.length > mostAlternatives) throw tooMany();
  return alternatives;
}

function tooMany(): RangeError {
  return new RangeError(`condition: more than ${mostAlternatives} ways to fulfil it`);
}

function union(a: readonly number[], b: readonly number[]): readonly number[] {
  return [...new Set([...a, ...b])].sort((left, right) => left - right);
}
