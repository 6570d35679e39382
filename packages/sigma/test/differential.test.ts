import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { createEngine, createInterpreter, type Engine, type Rule } from '../src/index.ts';
import { filesBelow, needsData, recordsOf, sigmaHqRules } from './corpus.ts';

/** The interpreter takes about a millisecond an event; every such record is enough for each channel and id. */
const EVERY = Number(process.env.CORDON_DIFFERENTIAL_EVERY ?? 12);

describe('engine and interpreter on the shared corpora', needsData, () => {
  it('find the same, with all SigmaHQ rules', () => {
    const { rules } = sigmaHqRules();
    const engine = createEngine(rules);
    const interpreter = createInterpreter(rules);
    const interpreters = new Map<Rule, Engine>();
    let seen = 0;
    let compared = 0;
    let hits = 0;
    for (const file of [
      ...filesBelow('10-evtx', /\.evtx$/i),
      ...filesBelow('09-sigma/regression_data', /\.evtx$/),
    ]) {
      for (const record of recordsOf(file)) {
        const found = engine.match(record);
        hits += found.length;
        // What the engine finds is checked always, what it does not find by samples.
        for (const { rule } of found) {
          const alone = interpreters.get(rule) ?? createInterpreter([rule]);
          interpreters.set(rule, alone);
          assert.equal(alone.match(record).length, 1, `${rule.title} in ${file} record ${record.recordId}`);
        }
        if (seen++ % EVERY !== 0) continue;
        compared++;
        const expected = interpreter.match(record).map(({ rule }) => rule.title);
        assert.deepEqual(
          found.map(({ rule }) => rule.title),
          expected,
          `${file} record ${record.recordId}`,
        );
      }
    }
    assert.ok(compared > 1000, `compared only ${compared} of ${seen} records`);
    assert.ok(hits > 1000, `only ${hits} hits`);
  });
});
