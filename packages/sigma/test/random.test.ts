import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { createEngine, createInterpreter, type EventView, type FieldValue, loadRules } from '../src/index.ts';
import { event } from './support.ts';

/** Few names and texts, so that random events nearly match random rules. */
const FIELDS = ['Image', 'ParentImage', 'CommandLine', 'ProcessId', 'EventID', 'Provider_Name'] as const;
const WORDS = [
  'cmd',
  '\\cmd.exe',
  'power shell',
  '-enc',
  '/c',
  'a*b',
  'x?z',
  '\\\\*',
  '7',
  '0x10',
  '10.0.0.1',
  'ÄÖ',
  'k',
  '',
  'é*',
] as const;
const TEXTS = [
  'cmd',
  'C:\\cmd.exe',
  'POWER SHELL /enc',
  'x –enc',
  '/C a b',
  'axxb',
  'x😀z',
  '\\q',
  '7',
  '0x10',
  '16',
  '10.0.0.1',
  'äö',
  '\u212a',
  '',
  'éa',
  'cmd\n-enc',
] as const;
const MODIFIERS = [
  '',
  '|contains',
  '|startswith',
  '|endswith',
  '|cased',
  '|contains|cased',
  '|windash|contains',
  '|neq',
  '|base64offset|contains',
  '|gte',
  '|cidr',
  '|re',
  '|re|i',
  '|fieldref',
  '|exists',
  '|endswith|fieldref',
] as const;
const EXPRESSIONS = ['c.d', '^x.z$', '(?:enc|shell)', '\\d+', '[ck]', 'a.*b', '\\s-enc$'] as const;

const item = fc.tuple(
  fc.constantFrom(...FIELDS),
  fc.constantFrom(...MODIFIERS),
  fc.array(fc.nat(1000), { minLength: 1, maxLength: 3 }),
);

/** One line of a selection, with values that the modifier accepts. */
function lineOf([field, modifier, numbers]: readonly [string, string, readonly number[]]): string {
  const pick = (texts: readonly string[]): string[] =>
    numbers.map((number) => texts[number % texts.length] ?? '');
  const quote = (texts: readonly string[]): string => `[${texts.map((text) => `'${text}'`).join(', ')}]`;
  if (modifier.includes('exists')) return `${field}|exists: ${(numbers[0] ?? 0) % 2 === 0}`;
  if (modifier.includes('fieldref')) return `${field}${modifier}: ${quote(pick(FIELDS))}`;
  if (modifier.includes('cidr')) return `${field}|cidr: ${quote(pick(['10.0.0.0/8', '0.0.0.0/0', '::1']))}`;
  if (modifier.includes('gte')) return `${field}|gte: ${quote(pick(['7', '0x10', '11']))}`;
  if (modifier.includes('re')) return `${field}${modifier}: ${quote(pick(EXPRESSIONS))}`;
  if (modifier.includes('base64')) return `${field}${modifier}: ${quote(pick(['cmd', 'enc']))}`;
  if (modifier === '' && (numbers[0] ?? 0) % 7 === 0) return `${field}: null`;
  return `${field}${modifier}: ${quote(pick(WORDS))}`;
}

const selection = fc.oneof(
  {
    weight: 5,
    arbitrary: fc
      .uniqueArray(item, { minLength: 1, maxLength: 3, selector: ([field, modifier]) => field + modifier })
      .map((items) => items.map((each) => `    ${lineOf(each)}`).join('\n')),
  },
  {
    weight: 1,
    arbitrary: fc
      .array(fc.constantFrom('cmd', 'sh*l', '-enc', 'äö'), { minLength: 1, maxLength: 3 })
      .map((words) => words.map((word) => `    - '${word}'`).join('\n')),
  },
);
const condition = fc.constantFrom(
  'a',
  'a and b',
  'a or b',
  'a and not b',
  'not a',
  '1 of them',
  'all of them and not (b or not a)',
  'not (a and b)',
);
const logsource = fc.constantFrom(
  '{product: windows, category: process_creation}',
  '{product: windows, service: security}',
  '{product: windows}',
  '{category: registry_delete}',
);

const rule = fc
  .tuple(selection, selection, condition, logsource)
  .map(
    ([a, b, text, source]) =>
      `title: t\nlogsource: ${source}\ndetection:\n  a:\n${a}\n  b:\n${b}\n  condition: ${text}\n`,
  );

const fieldValue: fc.Arbitrary<FieldValue> = fc.oneof(
  { weight: 8, arbitrary: fc.constantFrom(...TEXTS) },
  { weight: 1, arbitrary: fc.constant(null) },
  { weight: 1, arbitrary: fc.array(fc.option(fc.constantFrom(...TEXTS), { nil: null }), { maxLength: 3 }) },
);
const names = [...FIELDS, 'NewProcessName', 'ParentProcessName', 'NewProcessId', 'EventType'];
const view: fc.Arbitrary<EventView> = fc
  .tuple(
    fc.dictionary(fc.constantFrom(...names), fieldValue, { maxKeys: 6 }),
    fc.constantFrom('Microsoft-Windows-Sysmon/Operational', 'security', 'System', ''),
    fc.constantFrom(1, 12, 4688, 7, 16, -1),
    fc.constantFrom('Microsoft-Windows-Sysmon', 'CMD', 'x', ''),
    fc.boolean(),
  )
  .map(([fields, channel, eventId, provider, byLayout]) => {
    const plain = event(
      { ...fields, ...(byLayout ? {} : { EventType: 'DeleteKey' }) },
      { channel, eventId, provider },
    );
    if (!byLayout) return plain;
    const slots = Object.keys(fields);
    const layout = { slotOf: (field: string) => slots.indexOf(field) };
    return { ...plain, layout, at: (slot: number) => fields[slots[slot] ?? ''] };
  });

describe('engine and interpreter on random rules and events', () => {
  it('find the same', () => {
    let hits = 0;
    let loaded = 0;
    let offered = 0;
    fc.assert(
      fc.property(
        fc.array(rule, { minLength: 1, maxLength: 12 }),
        fc.array(view, { minLength: 1, maxLength: 12 }),
        (texts, views) => {
          const { rules } = loadRules(
            texts.map((text, index) => ({
              name: `${index}.yml`,
              text: text.replace('title: t', `title: t${index}`),
            })),
          );
          loaded += rules.length;
          offered += texts.length;
          const engine = createEngine(rules);
          const interpreter = createInterpreter(rules);
          for (const each of views) {
            const found = engine.match(each).map((hit) => hit.rule.title);
            hits += found.length;
            assert.deepEqual(
              found,
              interpreter.match(each).map((hit) => hit.rule.title),
            );
          }
          // A second look finds the same: nothing of an event is left behind.
          for (const each of views) {
            assert.equal(engine.match(each).length, interpreter.match(each).length);
          }
        },
      ),
      { numRuns: 600 },
    );
    assert.ok(hits > 1000, `only ${hits} hits`);
    assert.ok(loaded > offered * 0.8, `only ${loaded} of ${offered} rules were loaded`);
  });
});
