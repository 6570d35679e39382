import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, it } from 'node:test';
import { parse } from 'yaml';
import { createEngine, createInterpreter } from '../src/index.ts';
import { dataPath, filesBelow, needsData, recordsOf, sigmaHqRules } from './corpus.ts';

interface Info {
  readonly rule_metadata: readonly { readonly id: string }[];
  readonly regression_tests_info?: readonly {
    readonly type: string;
    readonly path: string;
    readonly match_count?: number;
  }[];
}

/** One EVTX file of SigmaHQ's regression data with the rule that must match in it. */
function regressionCases(): { ruleId: string; file: string; atLeast: number }[] {
  return filesBelow('09-sigma/regression_data', /^info\.yml$/).flatMap((path) => {
    const info = parse(readFileSync(path, 'utf8')) as Info;
    return (info.regression_tests_info ?? [])
      .filter((test) => test.type === 'evtx')
      .map((test) => {
        const stated = dataPath('09-sigma', test.path);
        const file = existsSync(stated) ? stated : join(dirname(path), test.path.split('/').at(-1) ?? '');
        return { ruleId: info.rule_metadata[0]?.id ?? '', file, atLeast: test.match_count ?? 1 };
      });
  });
}

describe('SigmaHQ regression data', needsData, () => {
  it('finds in each of the 202 EVTX files what its rule is for, with engine and interpreter alike', () => {
    const { rules } = sigmaHqRules();
    const byId = new Map(rules.map((rule) => [rule.id, rule]));
    const cases = regressionCases();
    assert.equal(cases.length, 202);
    const missed: string[] = [];
    let records = 0;
    for (const { ruleId, file, atLeast } of cases) {
      const rule = byId.get(ruleId);
      assert.ok(rule, `no rule ${ruleId} for ${file}`);
      const engine = createEngine([rule]);
      const interpreter = createInterpreter([rule]);
      let found = 0;
      for (const record of recordsOf(file)) {
        records++;
        const hits = engine.match(record).length;
        assert.equal(hits, interpreter.match(record).length, file);
        found += hits;
      }
      if (found < atLeast) missed.push(`${rule.title}: ${found} of ${atLeast} in ${file}`);
    }
    assert.deepEqual(missed, []);
    assert.equal(records, 238);
  });
});
