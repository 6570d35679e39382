import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { loadRules } from '../load/load-rules.ts';
import { coverageOf, type TechniqueCoverage } from './index.ts';

function matrixOf(...rules: readonly [title: string, level: string, ...tags: string[]][]) {
  const sources = rules.map(([title, level, ...tags], index) => ({
    name: `${index}.yml`,
    text: `title: ${title}\nid: 00000000-0000-4000-8000-00000000000${index}\nlevel: ${level}\ntags: [${tags.map((tag) => `attack.${tag}`).join(', ')}]\nlogsource: {product: windows, service: system}\ndetection:\n  a: {EventID: ${index}}\n  condition: a\n`,
  }));
  const loaded = loadRules(sources);
  assert.deepEqual(loaded.report.rejected, []);
  const coverage = coverageOf(loaded.rules);
  const row = (id: string): TechniqueCoverage => {
    const found = coverage.techniques.find((technique) => technique.id === id);
    assert.ok(found, id);
    return found;
  };
  return { coverage, row };
}

describe('the coverage matrix', () => {
  it('has every technique in use once, with tactics in the order of the matrix', () => {
    const { coverage } = matrixOf();
    assert.equal(coverage.techniques.length, 691);
    assert.equal(new Set(coverage.techniques.map(({ id }) => id)).size, 691);
    const order = coverage.tactics.map(({ shortName }) => shortName);
    assert.deepEqual([order[0], order[3], order[13]], ['reconnaissance', 'execution', 'impact']);
    for (const { tactics, id } of coverage.techniques)
      assert.ok(tactics.length > 0 && tactics.every((each) => order.includes(each)), id);
  });

  it('lists rules of a technique by level, and those of sub-techniques below it', () => {
    const { row } = matrixOf(
      ['One', 'low', 't1059.001', 'execution'],
      ['Two', 'critical', 'T1059.001'],
      ['Three', 'medium', 't1059', 't1059.003'],
    );
    const powershell = row('T1059.001');
    assert.deepEqual([powershell.name, powershell.state], ['PowerShell', 'covered']);
    assert.deepEqual(
      powershell.rules.map(({ title, level }) => [title, level]),
      [
        ['Two', 'critical'],
        ['One', 'low'],
      ],
    );
    const parent = row('T1059');
    assert.deepEqual([parent.state, parent.rules.length, parent.rulesBelow], ['covered', 1, 2]);
  });

  it('tells what only sub-techniques cover, what could be seen, and what could not', () => {
    const { row } = matrixOf(['One', 'low', 't1003.001']);
    assert.equal(row('T1003').state, 'below');
    const { state, strategy, sources } = row('T1003.002');
    assert.deepEqual([state, strategy], ['visible', 'DET0085']);
    assert.deepEqual(sources, [
      { name: 'WinEventLog:Security', eventIds: [4688], readable: true },
      { name: 'WinEventLog:Sysmon', eventIds: [2, 11, 13, 14], readable: true },
    ]);
    assert.equal(row('T1003.008').state, 'blind', 'a technique of Linux');
  });

  it('counts a revoked technique for its successor, and names tags without a technique', () => {
    const { row, coverage } = matrixOf(['One', 'low', 't1086'], ['Two', 'low', 't1999', 't1059.001']);
    assert.deepEqual(
      row('T1059.001').rules.map(({ title }) => title),
      ['One', 'Two'],
    );
    assert.deepEqual([...coverage.unknownTags], [['attack.t1999', 1]]);
  });

  it('shows techniques of industrial systems only where a rule names them', () => {
    const { coverage } = matrixOf(['One', 'low', 't0800']);
    assert.equal(coverage.techniques.length, 692);
    assert.equal(coverage.techniques.find(({ id }) => id === 'T0800')?.state, 'covered');
  });

  it('counts correlations like rules', () => {
    const text = `title: Many\nname: one\nlogsource: {product: windows, service: system}\ndetection:\n  a: {EventID: 1}\n  condition: a\n---\ntitle: Too many\nlevel: high\ntags: [attack.t1110]\ncorrelation:\n  type: event_count\n  rules: [one]\n  group-by: [Computer]\n  timespan: 5m\n  condition: {gte: 5}\n`;
    const { correlations, report } = loadRules([{ name: 'x.yml', text }], { correlate: true });
    assert.deepEqual(report.rejected, []);
    const found = coverageOf(correlations).techniques.find(({ id }) => id === 'T1110');
    assert.deepEqual(
      found?.rules.map(({ title, level }) => [title, level]),
      [['Too many', 'high']],
    );
  });
});
