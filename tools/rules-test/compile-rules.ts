import { createEngine, loadRules } from '@cordon/sigma';
import { caseEventOf } from '@cordon/sigma/explain';
import type { CaseEvent, RuleDocument } from './rule-files.ts';

/** Tells which of a set of rules an event hits, by the keys they were given. */
export type Matcher = (event: CaseEvent) => ReadonlySet<string>;

/**
 * Compiles rules for the engine under keys of the caller's choice.
 *
 * @throws Error that names the key and the reason when the engine rejects a rule.
 */
export function compileRules(rules: Iterable<readonly [key: string, rule: RuleDocument]>): Matcher {
  const keyOf = new Map<string, string>();
  const sources = [...rules].map(([key, rule], index) => {
    const id = `00000000-0000-4000-8000-${String(index).padStart(12, '0')}`;
    keyOf.set(id, key);
    // JSON is YAML; numbers and texts keep their form.
    return { name: key, text: JSON.stringify({ ...rule, id }) };
  });
  const { rules: loaded, report } = loadRules(sources);
  const [rejection] = report.rejected;
  if (rejection) throw new Error(`${rejection.file}: ${rejection.code}: ${rejection.reason}`);
  const engine = createEngine(loaded);
  return (event) => {
    // Read as `cordon rules test` reads it: there is one way to show a case to a rule.
    const view = caseEventOf(JSON.stringify(event));
    if (!view) throw new Error(`expected an event with event_id and fields, found ${JSON.stringify(event)}`);
    return new Set(engine.match(view).map((hit) => keyOf.get(hit.rule.id) ?? hit.rule.id));
  };
}
