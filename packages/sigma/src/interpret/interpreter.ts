import type { Engine, EngineStatistics, Hit, MatchedValue } from '../engine.ts';
import type { EventView } from '../event-view.ts';
import type { IrNode } from '../ir/node.ts';
import { admits, routesOf, sameLogSource } from '../logsource/index.ts';
import type { Rule } from '../parse/rule.ts';
import { describePredicate } from '../predicate/predicate.ts';
import { foldText } from '../value/fold.ts';
import { evaluate, matchingValue } from './evaluate.ts';

/** Field names in force for a rule on an event, once for each way in which its log source means the event. */
function variantsOf(rule: Rule, view: EventView): readonly ReadonlyMap<string, string>[] {
  if (view.logsource) return sameLogSource(rule.logsource, view.logsource) ? [new Map()] : [];
  const channel = foldText(view.channel);
  return routesOf(rule.logsource)
    .filter((route) => admits(route, channel, view.eventId))
    .filter(({ where }) => {
      if (!where) return true;
      const value = view.get(where[0]);
      return typeof value === 'string' && foldText(value) === foldText(where[1]);
    })
    .map((route) => route.fields);
}

/** Whether a rule matches an event, by the plain reading of both. */
export function ruleMatches(rule: Rule, view: EventView): boolean {
  return variantsOf(rule, view).some((fields) => evaluate(rule.detection, view, fields));
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
  let records = 0;
  let hits = 0;
  return {
    rules,
    match(view: EventView): readonly Hit[] {
      records++;
      const found = rules.filter((rule) => ruleMatches(rule, view)).map((rule) => ({ rule }));
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
