import type { EventView, FieldValue } from '../event-view.ts';
import { createInterpreter } from '../interpret/interpreter.ts';
import type { RuleText } from '../load/load-rules.ts';
import type { Rule } from '../parse/rule.ts';
import { entryOf, LineIndex, readDocuments, type YamlMap, type YamlNode } from '../yaml/index.ts';
import { type Explanation, explain } from './explain.ts';

/** An event that pins a rule down; the format is described in `rules/README.md`. */
export interface RuleCase {
  readonly name: string;
  /** Whether the rule must match. */
  readonly positive: boolean;
  readonly event: EventView;
  /** Line of the case, from 1. */
  readonly line: number;
}

export interface CaseFault {
  readonly line: number;
  readonly message: string;
}

export interface RuleCases {
  readonly cases: readonly RuleCase[];
  /** What could not be read. */
  readonly faults: readonly CaseFault[];
}

/** A case that went the other way than it states, with the reason. */
export interface FailedCase {
  readonly name: string;
  readonly positive: boolean;
  readonly line: number;
  readonly explanation: Explanation;
}

/** Reads the cases beside a rule (`x.cases.yml`). Never throws for what is in the text. */
export function readCases({ text }: RuleText): RuleCases {
  const lines = new LineIndex(text);
  const cases: RuleCase[] = [];
  const faults: CaseFault[] = [];
  const fault = (offset: number, message: string): void => {
    faults.push({ line: lines.positionOf(offset).line, message });
  };
  for (const document of readDocuments(text)) {
    if ('error' in document) fault(document.error.offset ?? document.start, document.error.message);
    else if (document.root.kind !== 'map')
      fault(document.root.offset, 'cases: expected a map with positive and negative, found none');
    else
      for (const kind of ['positive', 'negative']) {
        const list = entryOf(document.root, kind)?.value;
        for (const node of list?.kind === 'seq' ? list.items : []) {
          const { line } = lines.positionOf(node.offset);
          const event = node.kind === 'map' ? entryOf(node, 'event')?.value : undefined;
          const name = node.kind === 'map' ? textOf(node, 'name') : undefined;
          if (event?.kind !== 'map') fault(node.offset, `${kind}: expected a case with an event, found none`);
          else cases.push({ name: name ?? '', positive: kind === 'positive', event: caseEvent(event), line });
        }
      }
  }
  if (cases.length === 0 && faults.length === 0) fault(0, 'cases: expected at least one, found none');
  return { cases, faults };
}

/** The event that a map with channel, provider, event_id, computer and fields describes. */
export function caseEvent(map: YamlMap): EventView {
  const list = entryOf(map, 'fields')?.value;
  const fields = new Map(
    (list?.kind === 'map' ? list.entries : []).map(({ key, value }) => [key, textsOf(value)]),
  );
  const channel = textOf(map, 'channel') ?? '';
  const provider = textOf(map, 'provider') ?? '';
  const id = Number(textOf(map, 'event_id') ?? '-1');
  const computer = textOf(map, 'computer');
  return {
    channel,
    provider,
    eventId: Number.isInteger(id) ? id : -1,
    get: (field) => (fields.has(field) ? fields.get(field) : field === 'Computer' ? computer : undefined),
    texts: () => [...fields.values()].flat().filter((value) => value !== null),
  };
}

/**
 * Runs cases against the rules of a file: a positive case must hit at least one of them, a negative one none.
 *
 * @returns The cases that failed; each explained by the rule that hit, or else by the first.
 */
export function runCases(rules: readonly Rule[], cases: readonly RuleCase[]): FailedCase[] {
  const interpreter = createInterpreter(rules);
  return cases.flatMap(({ name, positive, event, line }) => {
    const [hit] = interpreter.match(event);
    if ((hit !== undefined) === positive) return [];
    const rule = hit?.rule ?? rules[0];
    return rule ? [{ name, positive, line, explanation: explain(rule, event) }] : [];
  });
}

function textOf(map: YamlMap, key: string): string | undefined {
  const value = entryOf(map, key)?.value;
  return value?.kind === 'scalar' ? value.text : undefined;
}

/** Values are texts as the readers give them, so a plain 22 is the text "22". */
function textsOf(node: YamlNode): FieldValue {
  if (node.kind === 'scalar') return node.text;
  if (node.kind === 'seq') return node.items.map((item) => (item.kind === 'scalar' ? item.text : null));
  return null;
}

/** The event of a case written alone, as YAML or JSON with `event_id` and `fields`; undefined for anything else. */
export function caseEventOf(text: string): EventView | undefined {
  const [document] = readDocuments(text);
  if (!document || 'error' in document || document.root.kind !== 'map') return undefined;
  const { root } = document;
  return entryOf(root, 'event_id') && entryOf(root, 'fields') ? caseEvent(root) : undefined;
}
