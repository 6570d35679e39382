import assert from 'node:assert/strict';
import { it } from 'node:test';
import { mutants } from './mutate.ts';
import type { RuleDocument, Selection } from './rule-files.ts';

const rule = (detection: Record<string, Selection | string>): RuleDocument => ({
  title: 'x',
  id: 'x',
  status: 'test',
  description: '',
  date: '',
  tags: [],
  logsource: { product: 'windows', service: 'system' },
  detection,
  falsepositives: [],
  level: 'low',
  cordon: {
    group_by: [],
    confidence: 'low',
    confidence_reason: '',
    advice: { meaning: '', do: [], do_not: [] },
  },
});

const ids = (detection: Record<string, Selection | string>): string[] =>
  mutants(rule(detection)).map(({ id }) => id);

it('forces each condition and widens and narrows a text comparison', () => {
  assert.deepEqual(ids({ a: { 'Image|endswith': ['\\x.exe', '\\y.exe'] }, condition: 'a' }), [
    'a.Image|endswith: always holds',
    'a.Image|endswith: never holds',
    'a.Image|endswith: without "\\\\x.exe"',
    'a.Image|endswith: without "\\\\y.exe"',
    'a.Image|endswith: contains',
    'a.Image|endswith: startswith',
    'a.Image|endswith: whole value',
    'a.Image|endswith: edges trimmed',
    'logsource: any Windows log',
  ]);
});

it('leaves numbers as they are but for being there or not', () => {
  assert.deepEqual(ids({ a: { EventID: 7045 }, condition: 'a' }), [
    'a.EventID: always holds',
    'a.EventID: never holds',
    'logsource: any Windows log',
  ]);
});

it('swaps and removes the operators of the condition', () => {
  const conditions = mutants(rule({ a: {}, b: {}, condition: 'a and not (b or 1 of c*)' }))
    .filter(({ id }) => id.startsWith('condition'))
    .map((mutant) => mutant.rule.detection.condition);
  assert.deepEqual(conditions, [
    'a or not ( b or 1 of c* )',
    'a and ( b or 1 of c* )',
    'a and not ( b and 1 of c* )',
    'a and not ( b or all of c* )',
  ]);
});

it('drops modifiers that change the meaning, and the anchors of a pattern', () => {
  const found = mutants(
    rule({ a: { 'x|contains|all|windash': ['-a', '-b'], 'y|re': '(?i)^z$' }, condition: 'a' }),
  ).map((mutant) =>
    Object.entries(mutant.rule.detection.a as Selection).map(([key, value]) => `${key}=${value}`),
  );
  const all = found.flat();
  for (const expected of [
    'x|contains|windash=-a,-b',
    'x|contains|all=-a,-b',
    'y|re=(?i)z$',
    'y|re=(?i)^z',
    'y|re=^z$',
  ]) {
    assert.ok(all.includes(expected), expected);
  }
});

it('changes one thing at a time', () => {
  const original = rule({ a: { p: 'x', q: 'y' }, condition: 'a' });
  for (const mutant of mutants(original).filter(({ id }) => id.startsWith('a.p'))) {
    assert.equal((mutant.rule.detection.a as Selection).q, 'y', mutant.id);
  }
});

it('drops alternatives and options of a pattern', () => {
  const patterns = mutants(rule({ a: { 'y|re': '^(www\\.)?(a|b)\\}?$' }, condition: 'a' }))
    .map((mutant) => (mutant.rule.detection.a as Selection)['y|re'])
    .filter((value) => value !== undefined);
  assert.deepEqual(patterns, [
    '(www\\.)?(a|b)\\}?$',
    '^(www\\.)?(a|b)\\}?',
    '^(www\\.)?(b)\\}?$',
    '^(www\\.)?(a)\\}?$',
    '^(www\\.)(a|b)\\}?$',
    '^(a|b)\\}?$',
    '^(www\\.)?(a|b)\\}$',
    '^(www\\.)?(a|b)$',
    '^(www\\.)?(a|b)\\}?$',
  ]);
});
