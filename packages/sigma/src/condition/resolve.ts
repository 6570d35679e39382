import { RuleError } from '../rejection.ts';
import type { ConditionNode } from './ast.ts';

/** What a condition is built into: the interner, or anything else with and, or, not. */
export interface Algebra<T> {
  and(children: readonly T[]): T;
  or(children: readonly T[]): T;
  not(child: T): T;
}

/**
 * Looks identifiers up and puts the condition together. Selectors leave out identifiers that begin with `_`
 * unless the pattern does; a selector that selects nothing is an error, not true or false.
 */
export function resolveCondition<T>(
  node: ConditionNode,
  selections: ReadonlyMap<string, T>,
  algebra: Algebra<T>,
): T {
  switch (node.kind) {
    case 'identifier': {
      const found = selections.get(node.name);
      if (found !== undefined) return found;
      const names = [...selections.keys()].slice(0, 10).join(', ');
      const reason = `condition: "${node.name}" is not a selection of this rule; there are: ${names}`;
      throw new RuleError('condition-unknown-identifier', reason, node.offset);
    }
    case 'selector': {
      const chosen = selectNames(node.pattern, selections.keys()).map((name) => selections.get(name) as T);
      if (chosen.length === 0) {
        const what = node.pattern === undefined ? 'them' : `"${node.pattern}"`;
        const reason = `condition: no selection for ${what} (names that begin with "_" are left out)`;
        throw new RuleError('condition-empty-selector', reason, node.offset);
      }
      return node.all ? algebra.and(chosen) : algebra.or(chosen);
    }
    case 'not':
      return algebra.not(resolveCondition(node.child, selections, algebra));
    case 'and':
      return algebra.and(node.children.map((child) => resolveCondition(child, selections, algebra)));
    case 'or':
      return algebra.or(node.children.map((child) => resolveCondition(child, selections, algebra)));
  }
}

/** Names that a selector means: all for `undefined` (them), else those that fit a pattern with `*`. */
export function selectNames(pattern: string | undefined, names: Iterable<string>): string[] {
  const hidden = pattern?.startsWith('_') ?? false;
  return [...names].filter(
    (name) => (hidden || !name.startsWith('_')) && (pattern === undefined || fits(pattern, name)),
  );
}

/** Pattern with `*` against a whole name, by the leftmost place of each piece. */
function fits(pattern: string, name: string): boolean {
  const pieces = pattern.split('*');
  const first = pieces[0] ?? '';
  if (pieces.length === 1) return name === pattern;
  const last = pieces.at(-1) ?? '';
  if (!name.startsWith(first)) return false;
  let at = first.length;
  for (const piece of pieces.slice(1, -1)) {
    const found = name.indexOf(piece, at);
    if (found < 0) return false;
    at = found + piece.length;
  }
  return name.length - last.length >= at && name.endsWith(last);
}
