import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { event } from '../../test/support.ts';
import { createInterpreter } from '../interpret/interpreter.ts';
import { type LoadOptions, loadRules } from '../load/load-rules.ts';
import { createEngine } from '../match/create-engine.ts';

const RULE = `title: Rule
id: id-a
name: a
logsource: {product: windows, category: process_creation}
detection: {s: {Image: x}, condition: s}
`;
const FILTER = `title: Filter
id: filter
logsource: {product: windows}
filter:
  rules: [a, lost, dns, count]
  ours: {User: admin}
  condition: not ours
`;
const DNS = RULE.replace('process_creation', 'dns_query')
  .replace('name: a', 'name: dns')
  .replace('id-a', 'id-d');
const LINUX = FILTER.replace('windows', 'linux').replace('id: filter', 'id: other');
const COUNT = `title: Count
name: count
correlation: {type: event_count, rules: [a], timespan: 1m, condition: {gte: 2}}
`;

function load(texts: readonly string[], options: LoadOptions = {}): ReturnType<typeof loadRules> {
  return loadRules(
    texts.map((text, index) => ({ name: `${index}.yml`, text })),
    { correlate: true, ...options },
  );
}

/** Users for whom a process creation with `Image: x` is found. */
function found(texts: readonly string[], options: LoadOptions = {}): string[] {
  const { rules } = load(texts, options);
  return ['admin', 'eve'].filter((User) => {
    const view = event({ Image: 'x', User });
    const fast = createEngine(rules).match(view).length;
    assert.equal(createInterpreter(rules).match(view).length, fast);
    return fast > 0;
  });
}

describe('filters', () => {
  it('join their condition to the rule as it is written', () => {
    assert.deepEqual(found([RULE]), ['admin', 'eve']);
    assert.deepEqual(found([FILTER, RULE]), ['eve']);
    assert.deepEqual(found([RULE, FILTER.replace('not ours', 'ours')]), ['admin']);
  });

  it('leave out what their condition says, when asked to', () => {
    const filter = FILTER.replace('not ours', 'ours');
    assert.deepEqual(found([RULE, filter], { filterReading: 'exclude' }), ['eve']);
  });

  it('may name a rule by id, or mean any of the log source', () => {
    assert.deepEqual(found([RULE, FILTER.replace('[a,', '[id-a,')]), ['eve']);
    assert.deepEqual(found([RULE, FILTER.replace('[a, lost, dns, count]', 'any')]), ['eve']);
    assert.deepEqual(found([RULE, LINUX.replace('[a, lost, dns, count]', 'any')]), ['admin', 'eve']);
  });

  it('add up', () => {
    const other = FILTER.replace('id: filter', 'id: second').replace('admin', 'eve');
    assert.deepEqual(found([RULE, FILTER, other]), []);
  });

  it('tell which rules they changed and which not, with place and reason', () => {
    const logsource = '{product: windows, category: process_creation}';
    const { filters, report } = load([RULE, DNS, COUNT, FILTER.replace('{product: windows}', logsource)]);
    assert.deepEqual(report.rejected, []);
    assert.equal(report.filters, 1);
    assert.deepEqual(filters[0]?.filtered, ['id-a']);
    assert.deepEqual(filters[0]?.unfiltered, [
      { reference: 'lost', why: 'not-loaded', line: 5, column: 14 },
      { reference: 'dns', why: 'other-log-source', line: 5, column: 20 },
      { reference: 'count', why: 'correlation', line: 5, column: 25 },
    ]);
  });

  it('take placeholders', () => {
    const filter = FILTER.replace('{User: admin}', "{'User|expand': '%admins%'}");
    assert.deepEqual(found([RULE, filter], { placeholders: { admins: ['admin', 'root'] } }), ['eve']);
    assert.equal(load([RULE, filter]).report.rejected[0]?.code, 'placeholder-unresolved');
  });

  const wrong: [what: string, text: string, code: string][] = [
    ['no rules', FILTER.replace('  rules: [a, lost, dns, count]\n', ''), 'field-missing'],
    ['no selection', FILTER.replace('  ours: {User: admin}\n', ''), 'detection-empty'],
    ['no condition', FILTER.replace('  condition: not ours\n', ''), 'field-missing'],
    ['no log source', FILTER.replace('logsource: {product: windows}\n', ''), 'field-missing'],
    ['text', FILTER.replace(/filter:\n[\s\S]*/, 'filter: x\n'), 'field-type'],
    ['an id that is taken', FILTER.replace('id: filter', 'id: id-a'), 'duplicate-id'],
  ];
  for (const [what, text, code] of wrong) {
    it(`with ${what} are refused`, () => {
      const { filters, report } = load([RULE, text]);
      assert.deepEqual(filters, []);
      assert.deepEqual(
        report.rejected.map((each) => each.code),
        [code],
      );
    });
  }
});
