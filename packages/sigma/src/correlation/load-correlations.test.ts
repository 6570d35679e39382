import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { loadRules } from '../load/load-rules.ts';

const RULES = ['a', 'b', 'c'].map(
  (name) => `title: Rule ${name}
id: id-${name}
name: ${name}
logsource: {product: windows, category: process_creation}
detection: {s: {Image: x}, condition: s}
`,
);

function load(...correlations: string[]): ReturnType<typeof loadRules> {
  return loadRules(
    [...correlations, ...RULES].map((text, index) => ({ name: `${index}.yml`, text })),
    { correlate: true },
  );
}

const COUNT = `title: Many
id: many
correlation:
  type: event_count
  rules: [a, id-b]
  group-by: [User]
  timespan: 5m
  condition:
    gte: 3
`;
const VALUE = COUNT.replace('event_count', 'value_count').replace('gte: 3', 'gte: 3\n    field: Image');
const TEMPORAL = COUNT.replace('event_count', 'temporal').replace(
  'condition:\n    gte: 3',
  'condition: a and not id-b',
);

describe('reading correlations', () => {
  it('looks rules up by id and by name, whichever comes first', () => {
    const { correlations, report } = load(COUNT);
    assert.deepEqual(report.rejected, []);
    assert.deepEqual(correlations[0]?.rules, [
      { id: 'id-a', reference: 'a' },
      { id: 'id-b', reference: 'id-b' },
    ]);
    assert.equal(correlations[0]?.timespan, 300_000);
    assert.equal(correlations[0]?.correlationScope, 'organisation');
    assert.deepEqual([report.documents, report.loaded, report.correlations, report.filters], [4, 3, 1, 0]);
  });

  it('reads every unit of a timespan', () => {
    const lengths = ['s', 'm', 'h', 'd', 'w', 'M', 'y'].map((unit) => {
      const [correlation] = load(COUNT.replace('5m', `2${unit}`)).correlations;
      return (correlation?.timespan ?? 0) / 1000;
    });
    assert.deepEqual(lengths, [2, 120, 7200, 172_800, 1_209_600, 5_260_032, 63_115_200]);
  });

  it('reads ranges, several fields, percentiles, expressions, aliases and scope', () => {
    const [range] = load(COUNT.replace('gte: 3', 'gt: 1.5\n    lte: 0x10')).correlations;
    assert.deepEqual(range?.condition, {
      kind: 'compare',
      comparisons: [
        { operator: 'gt', value: 1_500_000_000n },
        { operator: 'lte', value: 16_000_000_000n },
      ],
    });
    const [fields] = load(VALUE.replace('field: Image', 'field: [Image, User]')).correlations;
    assert.deepEqual(fields?.fields, ['Image', 'User']);
    const percentile = VALUE.replace('value_count', 'value_percentile').replace(
      'gte: 3',
      'percentile: 95\n    gt: 3',
    );
    assert.equal(load(percentile).correlations[0]?.percentile, 95);
    const [temporal] = load(TEMPORAL).correlations;
    assert.equal(temporal?.condition.kind, 'expression');
    const aliased = COUNT.replace('[User]\n', '[who]\n  aliases: {who: {a: SubjectUser, b: TargetUser}}\n');
    assert.deepEqual(
      [...(load(aliased).correlations[0]?.aliases.get('who') ?? [])],
      [
        ['id-a', 'SubjectUser'],
        ['id-b', 'TargetUser'],
      ],
    );
    const [federation] = load(`${COUNT}cordon: {scope: federation}\n`).correlations;
    assert.equal(federation?.correlationScope, 'federation');
    assert.deepEqual(federation?.custom, { cordon: { scope: 'federation' } });
  });

  it('silences what is counted, unless one that counts it says otherwise', () => {
    assert.deepEqual([...load(COUNT).silent], ['id-a', 'id-b']);
    const loud = COUNT.replaceAll('any', 'ore').replace('[a, id-b]', '[b]');
    assert.deepEqual([...load(COUNT, `${loud}generate: true\n`).silent], ['id-a']);
  });

  it('puts correlations behind those that they count', () => {
    const upper = COUNT.replace('id: many', 'id: upper').replace('[a, id-b]', '[many]');
    const { correlations, silent } = load(upper, COUNT);
    assert.deepEqual(
      correlations.map(({ id }) => id),
      ['many', 'upper'],
    );
    assert.ok(silent.has('many') && !silent.has('upper'));
  });

  const wrong: [what: string, text: string, code: string, line: number, column: number][] = [
    ['no type', COUNT.replace('  type: event_count\n', ''), 'field-missing', 4, 3],
    ['an unknown type', COUNT.replace('event_count', 'near'), 'field-value', 4, 9],
    ['no rules', COUNT.replace('  rules: [a, id-b]\n', ''), 'field-missing', 4, 3],
    ['an empty list of rules', COUNT.replace('[a, id-b]', '[]'), 'field-value', 5, 3],
    ['a rule twice', COUNT.replace('[a, id-b]', '[a, a]'), 'field-value', 5, 14],
    ['a rule by id and by name', COUNT.replace('[a, id-b]', '[a, id-a]'), 'field-value', 5, 14],
    ['an unknown rule', COUNT.replace('id-b', 'nobody'), 'reference-unknown', 5, 14],
    ['a map for a rule', COUNT.replace('id-b', '{x: y}'), 'field-type', 5, 14],
    ['no timespan', COUNT.replace('  timespan: 5m\n', ''), 'field-missing', 4, 3],
    ['a timespan without unit', COUNT.replace('5m', '5'), 'field-value', 7, 13],
    ['a timespan of nothing', COUNT.replace('5m', '0m'), 'field-value', 7, 13],
    ['a group-by twice', COUNT.replace('[User]', '[User, User]'), 'field-value', 6, 13],
    ['no condition', COUNT.replace('  condition:\n    gte: 3\n', ''), 'field-missing', 4, 3],
    ['a condition that compares nothing', VALUE.replace('gte: 3\n    ', ''), 'correlation-condition', 9, 5],
    ['an unknown operator', COUNT.replace('gte', 'ge'), 'correlation-condition', 9, 5],
    ['a number that is none', COUNT.replace('gte: 3', 'gte: many'), 'correlation-condition', 9, 10],
    [
      'a field to count events',
      COUNT.replace('gte: 3', 'gte: 3\n    field: x'),
      'correlation-condition',
      10,
      5,
    ],
    ['no field to count values', COUNT.replace('event_count', 'value_count'), 'correlation-condition', 9, 5],
    [
      'two fields to sum',
      VALUE.replace('value_count', 'value_sum').replace('field: Image', 'field: [x, y]'),
      'correlation-condition',
      10,
      12,
    ],
    [
      'a percentile of 101',
      VALUE.replace('value_count', 'value_percentile').replace('gte: 3', 'percentile: 101\n    gte: 3'),
      'correlation-condition',
      9,
      17,
    ],
    ['a text for event_count', TEMPORAL.replace('temporal', 'event_count'), 'correlation-condition', 8, 14],
    [
      'a name that is no rule of it',
      TEMPORAL.replace('not id-b', 'c'),
      'condition-unknown-identifier',
      8,
      14,
    ],
    ['a condition with a slip', TEMPORAL.replace('not id-b', 'or'), 'condition-syntax', 8, 14],
    ['generate that is neither', `${COUNT}generate: maybe\n`, 'field-value', 10, 11],
    ['an unknown scope', `${COUNT}cordon: {scope: world}\n`, 'field-value', 10, 17],
    [
      'an alias of another rule',
      COUNT.replace('[User]\n', '[u]\n  aliases: {u: {c: x}}\n'),
      'reference-unknown',
      7,
      17,
    ],
    ['itself', COUNT.replace('id-b', 'many'), 'reference-cycle', 5, 14],
    ['the id of a rule', COUNT.replace('id: many', 'id: id-a'), 'duplicate-id', 2, 1],
  ];
  for (const [what, text, code, line, column] of wrong) {
    it(`rejects ${what} with its place`, () => {
      // Rules first, so that of equal ids the correlation's is the second.
      const sources = [...RULES, text].map((each, index) => ({ name: `${index}.yml`, text: each }));
      const { correlations, report } = loadRules(sources, { correlate: true });
      assert.deepEqual(correlations, []);
      assert.deepEqual(
        report.rejected.map((each) => [each.code, each.line, each.column, each.file]),
        [[code, line, column, '3.yml']],
      );
    });
  }

  it('rejects circles, and what counts a rejected correlation, each at its reference', () => {
    const one = COUNT.replace('id: many', 'id: one').replace('[a, id-b]', '[two]');
    const two = COUNT.replace('id: many', 'id: two').replace('[a, id-b]', '[one]');
    const three = COUNT.replace('id: many', 'id: three').replace('[a, id-b]', '[a, lost]');
    const four = COUNT.replace('id: many', 'id: four').replace('[a, id-b]', '[three]');
    const { correlations, report } = load(one, two, three, four);
    assert.deepEqual(correlations, []);
    assert.deepEqual(
      report.rejected.map(({ ruleId, code }) => [ruleId, code]),
      [
        ['one', 'reference-cycle'],
        ['two', 'reference-cycle'],
        ['three', 'reference-unknown'],
        ['four', 'reference-unknown'],
      ],
    );
  });

  it('refuses a name that two rules have, but takes the id of either', () => {
    const twin = (RULES[0] ?? '').replace('id-a', 'id-z');
    assert.equal(load(twin, COUNT).report.rejected[0]?.code, 'reference-ambiguous');
    assert.deepEqual(load(twin, COUNT.replace('[a,', '[id-z,')).report.rejected, []);
  });

  it('rejects every correlation where nobody runs them, and loads what they count', () => {
    const { rules, correlations, report } = loadRules(
      [...RULES, COUNT].map((text, at) => ({ name: `${at}`, text })),
    );
    assert.deepEqual(correlations, []);
    assert.equal(rules.length, RULES.length);
    assert.deepEqual(
      report.rejected.map(({ ruleId, code }) => [ruleId, code]),
      [['many', 'correlation-not-run']],
    );
  });
});
