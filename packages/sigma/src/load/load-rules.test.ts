import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { rejectionCodes } from '../rejection.ts';
import { loadRules } from './load-rules.ts';

const GOOD = `title: Good
id: 11111111-1111-4111-8111-111111111111
name: good_rule
status: experimental
level: high
description: Something to see
author: A, B
date: 2026-01-02
modified: 2026-02-03
license: Apache-2.0
references: [https://example.org/a]
related:
  - {id: 22222222-2222-4222-8222-222222222222, type: derived}
tags: [attack.t1059]
fields: [CommandLine]
falsepositives: Unknown
scope: [server]
logsource:
  product: Windows
  category: process_creation
  definition: Switch it on
detection:
  selection:
    Image: x
  condition: selection
cordon:
  group_by: [Image]
  confidence: high
  weight: 5
  quoted: '5'
  off: false
  nothing:
`;

function load(text: string, name = 'a.yml'): ReturnType<typeof loadRules> {
  return loadRules([{ name, text }]);
}

describe('loading rules', () => {
  it('carries everything of a rule through', () => {
    const { rules, report } = load(GOOD);
    assert.deepEqual(report.rejected, []);
    const [rule] = rules;
    assert.ok(rule);
    const { conditions, selections, detection, source, ...rest } = rule;
    assert.deepEqual(rest, {
      id: '11111111-1111-4111-8111-111111111111',
      title: 'Good',
      name: 'good_rule',
      status: 'experimental',
      level: 'high',
      description: 'Something to see',
      license: 'Apache-2.0',
      author: 'A, B',
      date: '2026-01-02',
      modified: '2026-02-03',
      references: ['https://example.org/a'],
      tags: ['attack.t1059'],
      fields: ['CommandLine'],
      falsepositives: ['Unknown'],
      scope: ['server'],
      related: [{ id: '22222222-2222-4222-8222-222222222222', type: 'derived' }],
      logsource: {
        product: 'windows',
        category: 'process_creation',
        service: undefined,
        definition: 'Switch it on',
      },
      custom: {
        cordon: {
          group_by: ['Image'],
          confidence: 'high',
          weight: 5,
          quoted: '5',
          off: false,
          nothing: null,
        },
      },
    });
    assert.deepEqual(
      conditions.map(({ text }) => text),
      ['selection'],
    );
    assert.deepEqual([...selections.keys()], ['selection']);
    assert.equal(detection.kind, 'leaf');
    assert.deepEqual(source, { file: 'a.yml', line: 1, text: GOOD });
  });

  it('gives a rule without an id its name, or one that is the same every time', () => {
    const named = load(GOOD.replace(/^id:.*\n/m, '')).rules[0]?.id;
    assert.equal(named, 'good_rule');
    const text = GOOD.replace(/^(id|name):.*\n/gm, '');
    const first = load(text).rules[0]?.id;
    assert.match(first ?? '', /^sha256:[0-9a-f]{32}$/);
    assert.equal(load(text, 'elsewhere.yml').rules[0]?.id, first);
    assert.notEqual(load(text.replace('Good', 'Other')).rules[0]?.id, first);
  });

  it('reads several documents, each with its own text and place', () => {
    const second = GOOD.replaceAll('1111', '3333').replace('Good', 'Second');
    const { rules, report } = load(`---\n${GOOD}---\n${second}---\n`);
    assert.deepEqual(report.rejected, []);
    assert.deepEqual(
      rules.map(({ title }) => title),
      ['Good', 'Second'],
    );
    assert.deepEqual(
      rules.map(({ source }) => source.line),
      [2, 35],
    );
    assert.ok(rules[1]?.source.text.startsWith('title: Second'));
    assert.ok(!rules[0]?.source.text.includes('Second'));
  });

  it('gives the values of a global document to those that follow', () => {
    const text = `action: global
title: Common
logsource: {product: windows, service: system}
detection:
  condition: selection
---
id: one
detection:
  selection: {EventID: 1}
---
id: two
title: Own
detection:
  selection: {EventID: 2}
---
action: reset
---
id: three
detection:
  selection: {EventID: 3}
`;
    const { rules, report } = load(text);
    assert.deepEqual(
      rules.map(({ id, title }) => [id, title]),
      [
        ['one', 'Common'],
        ['two', 'Own'],
      ],
    );
    assert.deepEqual(
      report.rejected.map(({ code, line }) => [code, line]),
      [['field-missing', 18]],
    );
    assert.equal(report.documents, 3);
  });

  it('tells documents apart that share the id of their global document', () => {
    const text = `action: global
id: shared
title: Common
logsource: {product: windows, service: system}
---
detection: {selection: {EventID: 1}, condition: selection}
---
detection: {selection: {EventID: 2}, condition: selection}
`;
    assert.deepEqual(
      load(text).rules.map(({ id }) => id),
      ['shared', 'shared#2'],
    );
  });

  it('reads Windows line ends and a byte order mark', () => {
    const { rules, report } = load(`\ufeff${GOOD.replaceAll('\n', '\r\n')}`);
    assert.deepEqual(report.rejected, []);
    assert.equal(rules[0]?.description, 'Something to see');
  });

  it('loads the first of two rules with one id and says where it is', () => {
    const { rules, report } = loadRules([
      { name: 'first.yml', text: GOOD },
      { name: 'second.yml', text: GOOD.replace('Good', 'Again') },
    ]);
    assert.deepEqual(
      rules.map(({ title }) => title),
      ['Good'],
    );
    const [rejection] = report.rejected;
    assert.equal(rejection?.code, 'duplicate-id');
    assert.equal(rejection?.file, 'second.yml');
    assert.match(rejection?.reason ?? '', /first\.yml/);
  });

  it('goes on behind a document that it cannot read', () => {
    const { rules, report } = load(`title: [\n---\n${GOOD}`);
    assert.equal(rules.length + report.rejected.length, report.documents);
    assert.ok(report.rejected.length > 0);
  });

  it('lists rules whose log source has no known channel, and loads them', () => {
    const { rules, report } = load(GOOD.replace('Windows', 'linux'));
    assert.equal(rules.length, 1);
    assert.deepEqual(report.withoutLogsource, rules);
    assert.deepEqual(load(GOOD).report.withoutLogsource, []);
  });

  const wrong: readonly [what: string, text: string, code: string, line: number, column: number][] = [
    ['broken YAML', 'title: "x\nid: y', 'yaml-syntax', 2, 6],
    ['a tab as indentation', GOOD.replace('  product', '\tproduct'), 'yaml-syntax', 19, 1],
    ['a key twice', GOOD.replace('level: high', 'title: again'), 'yaml-duplicate-key', 5, 1],
    ['an alias without anchor', GOOD.replace('Image: x', 'Image: *x'), 'yaml-alias-unknown', 24, 12],
    ['a list instead of a rule', '- a\n- b', 'document-not-a-map', 1, 1],
    ['text instead of a rule', 'hello', 'document-not-a-map', 1, 1],
    ['something else', 'version: 3\nservices: {}', 'document-not-a-rule', 1, 1],
    ['nothing', '', 'document-not-a-rule', 1, 1],
    ['comments alone', '# a\n---\n# b\n', 'document-not-a-rule', 1, 1],
    ['directives without a document', '%a\n%b\n', 'document-not-a-rule', 1, 1],
    ['a global document alone', `action: global\n${GOOD}`, 'document-not-a-rule', 1, 1],
    ['no title', GOOD.replace('title: Good\n', ''), 'field-missing', 1, 1],
    ['a title that is a list', GOOD.replace('Good', '[a]'), 'field-type', 1, 8],
    ['an unknown level', GOOD.replace('level: high', 'level: severe'), 'field-value', 5, 8],
    ['an unknown status', GOOD.replace('experimental', 'done'), 'field-value', 4, 9],
    ['another taxonomy', `taxonomy: other\n${GOOD}`, 'field-value', 1, 11],
    ['tags that are maps', GOOD.replace('[attack.t1059]', '[{a: b}]'), 'field-type', 14, 8],
    ['an empty log source', GOOD.replace(/ {2}(product|category).*\n/g, ''), 'logsource-empty', 18, 1],
    [
      'a detection that is text',
      GOOD.replace(/detection:\n(?: {2}.*\n)+/, 'detection: x\n'),
      'field-type',
      22,
      12,
    ],
    ['an unknown modifier', GOOD.replace('Image: x', 'Image|nope: x'), 'modifier-unknown', 24, 5],
    [
      'a condition with an unknown name',
      GOOD.replace('condition: selection', 'condition: sel'),
      'condition-unknown-identifier',
      25,
      14,
    ],
    ['deep nesting', `title: ${'['.repeat(5000)}`, 'yaml-too-deep', 1, 1032],
    ['moderate nesting', `title: ${'['.repeat(200)}x${']'.repeat(200)}`, 'yaml-too-deep', 1, 72],
  ];
  for (const [what, text, code, line, column] of wrong) {
    it(`rejects ${what} with its place`, () => {
      const { rules, report } = load(text);
      assert.deepEqual(rules, []);
      assert.deepEqual(
        report.rejected.map((each) => [each.code, each.line, each.column]),
        [[code, line, column]],
      );
      const [rejection] = report.rejected;
      assert.equal(rejection?.file, 'a.yml');
      assert.ok((rejection?.reason ?? '').length > 10);
    });
  }

  it('says of which rule a rejection is, where that can be read', () => {
    const [rejection] = load(GOOD.replace('Image: x', 'Image|nope: x')).report.rejected;
    assert.equal(rejection?.ruleId, '11111111-1111-4111-8111-111111111111');
    assert.equal(rejection?.title, 'Good');
  });

  it('refuses a source that is too large before it reads it', () => {
    const [rejection] = load(' '.repeat(5 * 1024 * 1024)).report.rejected;
    assert.equal(rejection?.code, 'source-too-large');
  });

  it('expands aliases, but not without bound', () => {
    const aliased = GOOD.replace('Image: x', 'Image: &v [x, y]\n    Other: *v');
    assert.equal(load(aliased).report.loaded, 1);
    const lines = ['a0: &a0 [x, x, x, x, x, x, x, x, x, x]'];
    for (let each = 1; each < 10; each++) {
      lines.push(`a${each}: &a${each} [${new Array(10).fill(`*a${each - 1}`).join(', ')}]`);
    }
    const [rejection] = load(`${GOOD}${lines.join('\n')}\n`).report.rejected;
    assert.equal(rejection?.code, 'yaml-alias-bomb');
  });

  it('takes a merge key as YAML 1.1 loaders do', () => {
    const merged = GOOD.replace(
      '  selection:\n    Image: x',
      '  _base: &b {Image: x}\n  selection:\n    <<: *b\n    Other: y',
    );
    const { rules } = load(merged);
    assert.equal(rules[0]?.selections.get('selection')?.kind, 'and');
  });

  it('never throws, and accounts for every document, whatever the text', () => {
    const lines = GOOD.split('\n');
    const piece = fc.constantFrom(
      ...lines,
      '---',
      '- x',
      '  - [a',
      '&a',
      '*a',
      '\t',
      '{',
      '"',
      "'",
      '|',
      '>',
      '? a',
      'filter: {rules: any, s: {Image: x}, condition: not s}',
      'correlation: {type: event_count, rules: [good_rule], timespan: 1m, condition: {gte: 2}}',
      ': b',
      '!!str x',
      '%YAML 1.2',
      '\u0000',
      '#',
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 25 }), (pieces) => {
        const { report } = load(pieces.join('\n'));
        const { loaded, correlations, filters, rejected } = report;
        assert.equal(loaded + correlations + filters + rejected.length, report.documents);
        for (const { line, column, reason } of report.rejected)
          assert.ok(line >= 1 && column >= 1 && reason !== '');
        for (const { code } of report.rejected) assert.notEqual(code, 'internal');
      }),
      { numRuns: 1500 },
    );
  });

  it('survives a good rule with any bytes changed', () => {
    fc.assert(
      fc.property(
        fc.nat(GOOD.length - 1),
        fc.nat(8),
        fc.string({ unit: 'binary', maxLength: 4 }),
        (at, length, text) => {
          const { report } = load(GOOD.slice(0, at) + text + GOOD.slice(at + length));
          for (const { code } of report.rejected) assert.notEqual(code, 'internal');
        },
      ),
      { numRuns: 1500 },
    );
  });
});

describe('rejection codes', () => {
  it('are those that the README lists', () => {
    const readme = readFileSync(new URL('../../README.md', import.meta.url), 'utf8');
    const listed = [
      ...(readme.split('## Rejections')[1]?.split('\n## ')[0] ?? '').matchAll(/^\| `([a-z0-9-]+)` *\|/gm),
    ].map(([, code]) => code);
    assert.deepEqual(listed, [...rejectionCodes]);
  });
});
