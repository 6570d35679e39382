import assert from 'node:assert/strict';
import {
  createEngine,
  createInterpreter,
  type EventView,
  type FieldValue,
  loadRules,
  type Rule,
} from '../src/index.ts';

export interface EventParts {
  readonly channel?: string;
  readonly provider?: string;
  readonly eventId?: number;
  readonly logsource?: EventView['logsource'];
}

export type Fields = Readonly<Record<string, FieldValue>>;

/** An event with these payload fields; a process creation of Sysmon unless `parts` says otherwise. */
export function event(fields: Fields, parts: EventParts = {}): EventView {
  return {
    channel: parts.channel ?? 'Microsoft-Windows-Sysmon/Operational',
    provider: parts.provider ?? 'Microsoft-Windows-Sysmon',
    eventId: parts.eventId ?? 1,
    ...(parts.logsource ? { logsource: parts.logsource } : {}),
    get: (field) => (Object.hasOwn(fields, field) ? fields[field] : undefined),
    texts: () =>
      Object.values(fields)
        .flatMap((value) => (typeof value === 'string' || value === null ? [value] : value))
        .filter((value) => value !== null),
  };
}

/** A rule on process creation with this `detection` section, its lines as they would be indented by two. */
export function ruleText(
  detection: string,
  logsource = '{product: windows, category: process_creation}',
): string {
  const lines = detection.split('\n').map((line) => `  ${line}`);
  return `title: Under test\nid: 6c0a3b0e-0000-4000-8000-000000000001\nlogsource: ${logsource}\ndetection:\n${lines.join('\n')}\n`;
}

/** Loads a rule that must load. */
export function loadOne(text: string): Rule {
  const { rules, report } = loadRules([{ name: 'test.yml', text }]);
  assert.deepEqual(report.rejected, []);
  const [rule] = rules;
  assert.ok(rule);
  return rule;
}

/** A rule with the one selection given. */
export function selection(lines: string, logsource?: string): Rule {
  const indented = lines.split('\n').map((line) => `  ${line}`);
  return loadOne(ruleText(`selection:\n${indented.join('\n')}\ncondition: selection`, logsource));
}

/** Whether a rule matches; engine and interpreter must agree. */
export function matches(rule: Rule, view: EventView): boolean {
  const fast = createEngine([rule]).match(view).length;
  const plain = createInterpreter([rule]).match(view).length;
  assert.equal(fast, plain, 'engine and interpreter disagree');
  return fast > 0;
}

/** Whether a selection (YAML of a map or list) matches fields of a process creation. */
export function selects(lines: string, fields: Fields): boolean {
  return matches(selection(lines), event(fields));
}

/** Code of the only rejection of a source. */
export function rejectionOf(text: string): string {
  const { rules, report } = loadRules([{ name: 'test.yml', text }]);
  assert.equal(rules.length, 0, 'the rule was loaded');
  assert.equal(report.rejected.length, 1);
  return report.rejected[0]?.code ?? '';
}

/** Code of the rejection of a rule with the one selection given. */
export function refuses(lines: string): string {
  const indented = lines.split('\n').map((line) => `    ${line}`);
  return rejectionOf(ruleText(`selection:\n${indented.join('\n')}\ncondition: selection`));
}
