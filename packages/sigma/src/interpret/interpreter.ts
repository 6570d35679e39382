import type { Engine, EngineStatistics, Hit, MatchedValue } from '../engine.ts';
import type { EventView, FieldValue } from '../event-view.ts';
import type { IrNode } from '../ir/node.ts';
import { admits, type Route, routesOf, sameLogSource } from '../logsource/index.ts';
import type { Rule } from '../parse/rule.ts';
import { describePredicate } from '../predicate/predicate.ts';
import { foldText } from '../value/fold.ts';
import { evaluate, matchingValue } from './evaluate.ts';

/** Field names in force for a rule on an event, once for each way in which its log source means the event. */
export function variantsOf(
  rule: Rule,
  view: EventView,
  routes: readonly Route[] = routesOf(rule.logsource),
): readonly ReadonlyMap<string, string>[] {
  if (view.logsource) return sameLogSource(rule.logsource, view.logsource) ? [new Map()] : [];
  const channel = foldText(view.channel);
  return routes
    .filter((route) => admits(route, channel, view.eventId))
    .filter(({ where }) => !where || isValue(view.get(where[0]), where[1]))
    .map((route) => route.fields);
}

function isValue(value: FieldValue | undefined, wanted: string): boolean {
  const values = typeof value === 'string' ? [value] : (value ?? []);
  return values.some((each) => each !== null && foldText(each) === foldText(wanted));
}

/** The fields and values that make a rule match, in the order of the rule; empty when it does not. */
export function matchedValues(rule: Rule, view: EventView): readonly MatchedValue[] {
  const found = new Map<string, MatchedValue>();
  for (const fields of variantsOf(rule, view)) {
    if (evaluate(rule.detection, view, fields)) collect(rule.detection, view, fields, found);
  }
  return [...found.values()];
}

function collect(
  node: IrNode,
  view: EventView,
  fields: ReadonlyMap<string, string>,
  found: Map<string, MatchedValue>,
): void {
  if (node.kind === 'leaf') {
    const value = matchingValue(node, view, fields);
    if (value === undefined) return;
    const field = node.field === undefined ? undefined : (fields.get(node.field) ?? node.field);
    const test = describePredicate(node.predicate);
    found.set(`${field ?? ''}\u0000${test}`, { field, value, test });
  } else if (node.kind === 'and' || node.kind === 'or') {
    for (const child of node.children) if (evaluate(child, view, fields)) collect(child, view, fields, found);
  }
}

/** The oracle: an engine that asks every rule about every event. For tests and for single events. */
export function createInterpreter(rules: readonly Rule[]): Engine {
  const hitsByRule = new Map<string, number>();
  const routes = rules.map((rule) => routesOf(rule.logsource));
  const matches = (rule: Rule, view: EventView, index: number): boolean =>
    variantsOf(rule, view, routes[index]).some((fields) => evaluate(rule.detection, view, fields));
  let records = 0;
  let hits = 0;
  return {
    rules,
    match(view: EventView): readonly Hit[] {
      records++;
      const found = rules.filter((rule, index) => matches(rule, view, index)).map((rule) => ({ rule }));
      hits += found.length;
      for (const { rule } of found) hitsByRule.set(rule.id, (hitsByRule.get(rule.id) ?? 0) + 1);
      return found;
    },
    matched: matchedValues,
    statistics: (): EngineStatistics => ({
      records,
      candidates: records * rules.length,
      hits,
      hitsByRule: new Map(hitsByRule),
      groups: 0,
      tableBytes: 0,
    }),
  };
}
