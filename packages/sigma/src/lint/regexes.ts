import type { IrNode } from '../ir/node.ts';
import { parsedRegex, type RegexNode, requiredLiterals } from '../regex/index.ts';
import { type Check, detectionOf, fieldOfKey, itemsOf, selectionEntries } from './document.ts';
import type { LintCode } from './finding.ts';

/**
 * What an expression costs. All are linear in the value; they differ in how often the automaton runs and how
 * many states each character may visit:
 * `literal` is a fixed text that `contains` would find by index alone; `guarded` runs only on values that hold
 * one of its required texts; `open` has none and runs on every value of its field; `heavy` has more states than
 * most rules together.
 */
export type RegexCost = 'literal' | 'guarded' | 'open' | 'heavy';

/** States from which an expression counts as heavy. */
const HEAVY = 1000;

/** Cost class of an expression that the loader accepted, with what it rests on. */
export function regexCost(source: string, flags: string): { cost: RegexCost; states: number; guard: string } {
  const node = parsedRegex(source, flags);
  const states = statesOf(node);
  const guard = (requiredLiterals(node)[0] ?? [])
    .slice(0, 3)
    .map((text) => JSON.stringify(text))
    .join(' or ');
  if (states >= HEAVY) return { cost: 'heavy', states, guard };
  if (isLiteral(node)) return { cost: 'literal', states, guard };
  return { cost: guard === '' ? 'open' : 'guarded', states, guard };
}

const CODES: Readonly<Record<RegexCost, LintCode>> = {
  literal: 'regex-literal',
  guarded: 'regex-guarded',
  open: 'regex-open',
  heavy: 'regex-heavy',
};

/** The cost class of every expression of a rule. */
export const checkRegexes: Check = ({ root, rule }, note) => {
  const detection = detectionOf(root);
  if (!rule || !detection) return;
  for (const { key, keyOffset, value } of selectionEntries(detection)) {
    const node = rule.selections.get(key);
    if (!node) continue;
    const places = new Map(
      [...itemsOf(value)].flatMap((item) => {
        const values = item.value.kind === 'seq' ? item.value.items : [item.value];
        const field = fieldOfKey(item.key);
        return values
          .filter((each) => each.kind === 'scalar')
          .map((each): [string, number] => [placeKey(field, each.text), each.offset]);
      }),
    );
    for (const { field = '', source, flags } of expressionsOf(node)) {
      const offset = places.get(placeKey(field, source)) ?? keyOffset;
      note(CODES[regexCost(source, flags).cost], offset, `${key}: ${describe(source, flags)}`);
    }
  }
};

function placeKey(field: string, source: string): string {
  return `${field}\u0000${source}`;
}

function describe(source: string, flags: string): string {
  const { cost, states, guard } = regexCost(source, flags);
  const shown = source.length > 60 ? `${source.slice(0, 57)}...` : source;
  switch (cost) {
    case 'literal':
      return `expected "contains" for a fixed text, found the expression "${shown}"`;
    case 'guarded':
      return `expression "${shown}" of ${states} states runs only where ${guard} is found`;
    case 'open':
      return `expected an expression with a text of its own, found "${shown}", which runs on every value of its field`;
    case 'heavy':
      return `expected an expression of fewer than ${HEAVY} states, found "${shown}" with ${states}`;
  }
}

interface Expression {
  readonly field: string | undefined;
  readonly source: string;
  readonly flags: string;
}

function expressionsOf(node: IrNode): readonly Expression[] {
  switch (node.kind) {
    case 'const':
      return [];
    case 'leaf':
      return node.predicate.op === 'regex' ? [{ field: node.field, ...node.predicate }] : [];
    case 'not':
      return expressionsOf(node.child);
    case 'and':
    case 'or':
      return node.children.flatMap(expressionsOf);
  }
}

function statesOf(node: RegexNode): number {
  switch (node.kind) {
    case 'set':
    case 'assert':
      return 1;
    case 'repeat':
      return 1 + statesOf(node.child) * Math.max(1, Number.isFinite(node.max) ? node.max : node.min);
    case 'seq':
    case 'alt':
      return node.children.reduce((sum, child) => sum + statesOf(child), 1);
  }
}

/** Whether an expression is a text and nothing else. */
function isLiteral(node: RegexNode): boolean {
  if (node.kind === 'seq') return node.children.length > 0 && node.children.every(isLiteral);
  return node.kind === 'set' && node.ranges.length === 1 && node.ranges[0]?.[0] === node.ranges[0]?.[1];
}
