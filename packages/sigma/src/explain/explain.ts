import type { ConditionNode } from '../condition/index.ts';
import { selectNames } from '../condition/index.ts';
import type { EventView, FieldValue } from '../event-view.ts';
import { evaluate, matchingValue } from '../interpret/evaluate.ts';
import { variantsOf } from '../interpret/interpreter.ts';
import type { IrLeaf, IrNode } from '../ir/node.ts';
import { type Route, routesOf } from '../logsource/index.ts';
import type { Rule } from '../parse/rule.ts';
import { fieldValue } from '../predicate/field-value.ts';
import { describePredicate } from '../predicate/predicate.ts';

/** A part of a rule's condition with what became of it on one event. */
export type ExplainNode =
  | {
      readonly kind: 'and' | 'or' | 'not';
      /** As the rule names it (`selection`, `1 of filter_*`); empty for what has no name. */
      readonly label: string;
      readonly holds: boolean;
      readonly children: readonly ExplainNode[];
    }
  | TestNode;

/** Tests of one field of which one must hold. */
export interface TestNode {
  readonly kind: 'test';
  readonly label: string;
  readonly holds: boolean;
  /** Name in the event, after the log source's mapping; undefined for keywords. */
  readonly field: string | undefined;
  /** The tests in readable form. */
  readonly tests: readonly string[];
  /** Those that hold, with the value for which they do; null where the lack of a value was asked for. */
  readonly matched: readonly { readonly test: string; readonly value: string | null }[];
  /** What the event has there; undefined when it has no such field, and for keywords. */
  readonly found: FieldValue | undefined;
}

/** Something that kept a rule from matching. */
export interface Failure {
  /** The names that lead to it, outermost first. */
  readonly path: readonly string[];
  readonly expected: string;
  readonly found: string;
}

export interface Explanation {
  readonly matched: boolean;
  /** Whether the event is of the rule's log source. */
  readonly logsource: { readonly holds: boolean; readonly expected: string; readonly found: string };
  /** What became of the condition; undefined when the event is of another log source. */
  readonly tree: ExplainNode | undefined;
  /** The first thing that did not hold; undefined when the rule matches. */
  readonly failure: Failure | undefined;
}

/** Explains by the interpreter why a rule matches an event or what kept it from doing so. */
export function explain(rule: Rule, view: EventView): Explanation {
  const variants = variantsOf(rule, view);
  const matching = variants.find((fields) => evaluate(rule.detection, view, fields));
  const fields = matching ?? variants[0];
  const logsource = {
    holds: fields !== undefined,
    expected: expectedSource(rule),
    found: foundSource(view),
  };
  if (!fields) {
    const { expected, found } = logsource;
    return { matched: false, logsource, tree: undefined, failure: { path: ['logsource'], expected, found } };
  }
  const matched = matching !== undefined;
  const teller = new Teller(rule, view, fields);
  const named = teller.conditions();
  // Conditions that were changed after the rule was read (by a filter) are told without their names.
  const tree = named.holds === matched ? named : teller.node(rule.detection, '');
  return { matched, logsource, tree, failure: matched ? undefined : failureOf(tree, []) };
}

class Teller {
  readonly #rule: Rule;
  readonly #view: EventView;
  readonly #fields: ReadonlyMap<string, string>;

  constructor(rule: Rule, view: EventView, fields: ReadonlyMap<string, string>) {
    this.#rule = rule;
    this.#view = view;
    this.#fields = fields;
  }

  conditions(): ExplainNode {
    const children = this.#rule.conditions.map(({ node }) => this.#condition(node));
    const [only] = children;
    return children.length === 1 && only ? only : join('or', 'any condition', children);
  }

  #condition(node: ConditionNode): ExplainNode {
    switch (node.kind) {
      case 'identifier':
        return this.#selection(node.name);
      case 'selector': {
        const names = selectNames(node.pattern, this.#rule.selections.keys());
        const label = `${node.all ? 'all' : '1'} of ${node.pattern ?? 'them'}`;
        return join(
          node.all ? 'and' : 'or',
          label,
          names.map((name) => this.#selection(name)),
        );
      }
      case 'not':
        return negate(this.#condition(node.child));
      case 'and':
      case 'or':
        return join(
          node.kind,
          '',
          node.children.map((child) => this.#condition(child)),
        );
    }
  }

  #selection(name: string): ExplainNode {
    const node = this.#rule.selections.get(name);
    return node ? this.node(node, name) : join('or', name, []);
  }

  node(node: IrNode, label: string): ExplainNode {
    switch (node.kind) {
      case 'const':
        return { kind: node.value ? 'and' : 'or', label, holds: node.value, children: [] };
      case 'leaf':
        return this.#test([node], label);
      case 'not':
        return { ...negate(this.node(node.child, '')), label };
      case 'and':
      case 'or': {
        const leaves = node.children.filter((child) => child.kind === 'leaf');
        const [first] = leaves;
        const one = first && leaves.length === node.children.length;
        if (node.kind === 'or' && one && leaves.every(({ field }) => field === first.field))
          return this.#test(leaves, label);
        return join(
          node.kind,
          label,
          node.children.map((child) => this.node(child, '')),
        );
      }
    }
  }

  #test(leaves: readonly IrLeaf[], label: string): TestNode {
    const asked = leaves[0]?.field;
    const field = asked === undefined ? undefined : (this.#fields.get(asked) ?? asked);
    const matched = leaves.flatMap((leaf) => {
      const value = matchingValue(leaf, this.#view, this.#fields);
      return value === undefined ? [] : [{ test: describePredicate(leaf.predicate), value }];
    });
    return {
      kind: 'test',
      label,
      holds: matched.length > 0,
      field,
      tests: leaves.map(({ predicate }) => describePredicate(predicate)),
      matched,
      found: field === undefined ? undefined : fieldValue(this.#view, field),
    };
  }
}

function join(kind: 'and' | 'or', label: string, children: readonly ExplainNode[]): ExplainNode {
  const holds = kind === 'and' ? children.every((each) => each.holds) : children.some((each) => each.holds);
  return { kind, label, holds, children };
}

function negate(child: ExplainNode): ExplainNode {
  return { kind: 'not', label: '', holds: !child.holds, children: [child] };
}

/** The first failing part of an "and", the most nearly true one of an "or". */
function failureOf(node: ExplainNode, above: readonly string[]): Failure {
  const path = node.label === '' ? above : [...above, node.label];
  if (node.kind === 'test') {
    const what = node.field === undefined ? 'a value' : node.field;
    const found = node.field === undefined ? 'no such value' : shownValue(node.found);
    return { path, expected: `${what} ${shownTests(node.tests)}`, found };
  }
  if (node.kind === 'not') {
    const [child] = node.children;
    const witness = child && witnessOf(child);
    const name = child?.label === '' || !child ? '' : ` (${child.label})`;
    if (!witness)
      return { path, expected: `not what is ruled out${name}`, found: 'that nothing contradicts it' };
    const [first] = witness.matched;
    const expected = `not: ${witness.field ?? 'a value'} ${first?.test ?? ''}${name}`;
    return { path, expected, found: shownValue(first?.value ?? witness.found) };
  }
  const failing = node.children.filter(({ holds }) => !holds);
  const nearest =
    node.kind === 'and'
      ? failing[0]
      : failing.reduce<ExplainNode | undefined>(
          (best, each) => (best && shareOf(best) >= shareOf(each) ? best : each),
          undefined,
        );
  if (nearest) return failureOf(nearest, path);
  return { path, expected: 'something that can hold', found: 'a condition that never does' };
}

/** How much of a part holds, from 0 to 1. */
function shareOf(node: ExplainNode): number {
  if (node.kind === 'test' || node.kind === 'not' || node.children.length === 0) return node.holds ? 1 : 0;
  const shares = node.children.map(shareOf);
  if (node.kind === 'or') return Math.max(...shares);
  return shares.reduce((sum, share) => sum + share, 0) / shares.length;
}

/** The first test that makes a part hold. */
function witnessOf(node: ExplainNode): TestNode | undefined {
  if (!node.holds) return undefined;
  if (node.kind === 'test') return node;
  if (node.kind === 'not') return undefined;
  for (const child of node.children) {
    const found = witnessOf(child);
    if (found) return found;
  }
  return undefined;
}

/** A value of an event in readable form. */
export function shownValue(value: FieldValue | undefined): string {
  if (value === undefined) return 'no such field';
  if (value === null) return 'no value';
  if (typeof value === 'string') return JSON.stringify(value);
  return value.length === 0 ? 'no value' : value.map((each) => shownValue(each)).join(', ');
}

/** A few tests in readable form. */
export function shownTests(tests: readonly string[]): string {
  const shown = tests.slice(0, 5).join(' or ');
  return tests.length > 5 ? `${shown} or ${tests.length - 5} more` : shown;
}

function expectedSource(rule: Rule): string {
  const { product, category, service } = rule.logsource;
  const named = [product, category, service].filter((part) => part !== undefined).join('/');
  const routes = routesOf(rule.logsource);
  return routes.length === 0 ? named : `${named}: ${routes.map(shownRoute).join('; or ')}`;
}

function shownRoute({ channels, eventIds, where }: Route): string {
  const channel = channels ? `channel ${[...channels].join(' or ')}` : 'any channel';
  const ids = eventIds ? `, event id ${[...eventIds].join(', ')}` : '';
  return `${channel}${ids}${where ? `, ${where[0]} ${where[1]}` : ''}`;
}

function foundSource(view: EventView): string {
  const { logsource } = view;
  if (!logsource) return `channel ${view.channel || '(none)'}, event id ${view.eventId}`;
  return [logsource.product, logsource.category, logsource.service].filter(Boolean).join('/');
}
