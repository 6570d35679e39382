import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { it } from 'node:test';
import { type ExplainNode, explain } from '../src/explain/index.ts';
import { createEngine } from '../src/index.ts';
import { filesBelow, needsData, recordsOf, sigmaHqRules } from './corpus.ts';

/** Tests that hold in a tree, outside of what is negated. */
function holding(node: ExplainNode): number {
  if (!node.holds || node.kind === 'not') return 0;
  return node.kind === 'test' ? 1 : node.children.reduce((sum, child) => sum + holding(child), 0);
}

it('agrees with the engine on every record of the regression data', needsData, () => {
  const byId = new Map(sigmaHqRules().rules.map((rule) => [rule.id, rule]));
  let records = 0;
  let matched = 0;
  for (const file of filesBelow('09-sigma/regression_data', /\.evtx$/)) {
    const info = readFileSync(`${dirname(file)}/info.yml`, 'utf8');
    const id = [...info.matchAll(/^\s+-? ?id: ([0-9a-f-]{36})/gm)]
      .map(([, each]) => each ?? '')
      .find((each) => byId.has(each));
    const rule = byId.get(id ?? '');
    assert.ok(rule, file);
    const engine = createEngine([rule]);
    for (const record of recordsOf(file)) {
      records++;
      const hit = engine.match(record).length > 0;
      const { matched: told, tree, failure } = explain(rule, record);
      assert.equal(told, hit, `${file} ${record.recordId}`);
      assert.equal(failure === undefined, hit);
      assert.equal(tree?.holds ?? false, hit);
      if (hit && tree) {
        matched++;
        assert.ok(holding(tree) > 0, `${rule.title}: nothing in the tree holds`);
      }
    }
  }
  assert.ok(records >= 202 && matched >= 202, `${records} records, ${matched} matched`);
});

it('agrees with the engine on rules that were not made for the record', needsData, () => {
  const rules = sigmaHqRules().rules.filter(
    (rule, index) => rule.logsource.product === 'windows' && index % 25 === 0,
  );
  const engine = createEngine(rules);
  let pairs = 0;
  let within = 0;
  for (const file of filesBelow('09-sigma/regression_data', /\.evtx$/)) {
    for (const record of recordsOf(file)) {
      const hits = new Set(engine.match(record).map(({ rule }) => rule.id));
      for (const rule of rules) {
        const { matched, tree, failure } = explain(rule, record);
        assert.equal(matched, hits.has(rule.id), `${rule.title}: ${file} ${record.recordId}`);
        assert.equal(failure === undefined, matched);
        assert.equal(tree?.holds ?? false, matched);
        pairs++;
        if (tree) within++;
      }
    }
  }
  assert.ok(pairs > 10_000 && within > 500, `${pairs} pairs, ${within} of the log source`);
});
