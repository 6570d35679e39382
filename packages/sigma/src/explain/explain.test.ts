import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { loadRules } from '../load/load-rules.ts';
import type { Rule } from '../parse/rule.ts';
import { caseEventOf, explain, explanationLines, readCases, runCases } from './index.ts';

const text = `title: Tool
logsource: {product: windows, category: process_creation}
detection:
  selection:
    Image|endswith: '\\tool.exe'
    CommandLine|contains:
      - ' -a '
      - ' -b '
  other:
    ParentImage: 'C:\\p.exe'
    User: 'x'
  filter_good:
    ParentImage|contains: good
  condition: (selection or other) and not 1 of filter_*
`;

function ruleOf(source: string): Rule {
  const [rule] = loadRules([{ name: 'x.yml', text: source }]).rules;
  assert.ok(rule);
  return rule;
}

const rule = ruleOf(text);

const event = (fields: Readonly<Record<string, string>>, eventId = 1) => {
  const view = caseEventOf(
    JSON.stringify({ channel: 'Microsoft-Windows-Sysmon/Operational', event_id: eventId, fields }),
  );
  assert.ok(view);
  return view;
};

describe('an explanation', () => {
  it('shows what matched and by which value', () => {
    const explanation = explain(rule, event({ Image: 'C:\\tool.exe', CommandLine: 'tool -b x' }));
    assert.equal(explanation.matched, true);
    assert.equal(explanation.failure, undefined);
    assert.deepEqual(explanationLines(explanation).slice(2), [
      '+ all of',
      '  + any of',
      '    + selection: all of',
      '      + Image is *\\tool.exe (found "C:\\\\tool.exe")',
      '      + CommandLine is * -b * (found "tool -b x")',
      '    - other: all of',
      '      - ParentImage is C:\\p.exe (found no such field)',
      '      - User is x (found no such field)',
      '  + not',
      '    - 1 of filter_*: any of',
      '      - filter_good: ParentImage is *good* (found no such field)',
    ]);
  });

  it('names the first thing that did not hold, of alternatives the nearest', () => {
    const explanation = explain(rule, event({ Image: 'C:\\tool.exe', CommandLine: 'tool -c' }));
    assert.deepEqual(explanation.failure, {
      path: ['selection'],
      expected: 'CommandLine is * -a * or is * -b *',
      found: '"tool -c"',
    });
    const nearer = explain(rule, event({ Image: 'C:\\other.exe', ParentImage: 'C:\\p.exe', User: 'y' }));
    assert.deepEqual(nearer.failure, { path: ['other'], expected: 'User is x', found: '"y"' });
  });

  it('names what ruled the event out', () => {
    const fields = { Image: 'C:\\tool.exe', CommandLine: 'tool -b x', ParentImage: 'C:\\good.exe' };
    assert.deepEqual(explain(rule, event(fields)).failure, {
      path: [],
      expected: 'not: ParentImage is *good* (1 of filter_*)',
      found: '"C:\\\\good.exe"',
    });
  });

  it('names the log source of an event of another', () => {
    const { failure, tree } = explain(rule, event({ Image: 'C:\\tool.exe' }, 3));
    assert.deepEqual(failure?.path, ['logsource']);
    assert.match(failure?.expected ?? '', /event id 1; or channel security, event id 4688/);
    assert.equal(failure?.found, 'channel Microsoft-Windows-Sysmon/Operational, event id 3');
    assert.equal(tree, undefined);
  });

  it('uses the names that the event has', () => {
    const fields = JSON.stringify({ NewProcessName: 'C:\\tool.exe', CommandLine: 'tool -a x' });
    const view = caseEventOf(`{"channel":"Security","event_id":4688,"fields":${fields}}`);
    assert.ok(view);
    const lines = explanationLines(explain(rule, view));
    assert.ok(
      lines.some((line) => line.includes('+ NewProcessName is *\\tool.exe')),
      lines.join('\n'),
    );
  });

  it('tells keywords, null and several values', () => {
    const odd = ruleOf(
      'title: x\nlogsource: {product: windows, service: system}\ndetection:\n  k: [alpha, beta]\n  n:\n    Gone: null\n  condition: k and n\n',
    );
    const view = caseEventOf(
      '{"channel":"System","event_id":7,"fields":{"Data":["one","the BETA"],"Gone":"still here"}}',
    );
    assert.ok(view);
    const explanation = explain(odd, view);
    assert.deepEqual(explanation.failure, { path: ['n'], expected: 'Gone null', found: '"still here"' });
    assert.ok(explanationLines(explanation).includes('  + k: a value is *beta* (found "the BETA")'));
  });
});

it('an event that a filter keeps out is explained, by what the filter asks', () => {
  const id = '00000000-0000-4000-8000-000000000001';
  const filter = `title: Not here\nlogsource: {product: windows, category: process_creation}\nfilter:\n  rules: [${id}]\n  ours:\n    User: admin\n  condition: not ours\n`;
  const { rules, report } = loadRules([{ name: 'x.yml', text: `id: ${id}\n${text}---\n${filter}` }]);
  assert.deepEqual(report.rejected, []);
  const [filtered] = rules;
  assert.ok(filtered);
  const fields = { Image: 'C:\\tool.exe', CommandLine: 'tool -b x' };
  assert.equal(explain(filtered, event(fields)).matched, true);
  const { matched, tree, failure } = explain(filtered, event({ ...fields, User: 'Admin' }));
  assert.deepEqual([matched, tree?.holds], [false, false]);
  assert.match(failure?.expected ?? '', /^not: User is admin/);
  assert.equal(failure?.found, '"Admin"');
});

describe('cases', () => {
  const cases = `positive:
  - name: good
    event: {channel: Microsoft-Windows-Sysmon/Operational, event_id: 1, fields: {Image: 'a\\tool.exe', CommandLine: 'x -a y'}}
  - name: bad
    event: {channel: Microsoft-Windows-Sysmon/Operational, event_id: 1, fields: {Image: 'a\\toool.exe'}}
negative:
  - name: hit
    event: {channel: Microsoft-Windows-Sysmon/Operational, event_id: 1, fields: {ParentImage: 'C:\\p.exe', User: X}}
`;

  it('run, and those that fail are named with the line and the reason', () => {
    const read = readCases({ name: 'x.cases.yml', text: cases });
    assert.deepEqual(read.faults, []);
    assert.equal(read.cases.length, 3);
    const failed = runCases([rule], read.cases);
    assert.deepEqual(
      failed.map(({ name, positive, line, explanation }) => [
        name,
        positive,
        line,
        explanation.failure?.found,
      ]),
      [
        ['bad', true, 4, '"a\\\\toool.exe"'],
        ['hit', false, 7, undefined],
      ],
    );
  });

  it('that cannot be read are faults with their line', () => {
    const faults = (source: string) => readCases({ name: 'x', text: source }).faults;
    assert.deepEqual(faults('positive:\n  - name: x\n'), [
      { line: 2, message: 'positive: expected a case with an event, found none' },
    ]);
    assert.match(faults('a: [')[0]?.message ?? '', /YAML/);
    assert.match(faults('other: 1')[0]?.message ?? '', /at least one/);
    assert.match(faults('- x')[0]?.message ?? '', /a map/);
  });
});
