import assert from 'node:assert/strict';
import { it } from 'node:test';
import { ruleContent, techniquesOf } from './rule-content.ts';

const block = {
  group_by: ['ServiceName'],
  cluster: 'WannaCry',
  confidence: 'high',
  confidence_reason: 'fixed in the worm',
  advice: { meaning: 'a worm', do: ['isolate'], do_not: ['power off'] },
};

it('reads grouping, cluster and advice', () => {
  assert.deepEqual(ruleContent({ cordon: block, other: 1 }), {
    groupBy: ['ServiceName'],
    cluster: 'WannaCry',
    advice: {
      meaning: 'a worm',
      do: ['isolate'],
      doNot: ['power off'],
      confidence: 'high',
      confidenceReason: 'fixed in the worm',
    },
    faults: [],
  });
});

it('takes a rule without the block as it is', () => {
  assert.deepEqual(ruleContent({}), { groupBy: [], cluster: null, advice: null, faults: [] });
});

it('leaves out and names what is malformed', () => {
  const cases: (readonly [unknown, string])[] = [
    ['text', 'cordon:'],
    [{ ...block, group_by: 'ServiceName' }, 'cordon.group_by'],
    [{ ...block, cluster: ['a'] }, 'cordon.cluster'],
    [{ ...block, cluster: '<b>' }, 'cordon.cluster'],
    [{ ...block, confidence: 'certain' }, 'cordon.advice'],
    [{ ...block, advice: { ...block.advice, do_not: [1] } }, 'cordon.advice'],
  ];
  for (const [cordon, fault] of cases) {
    const { faults } = ruleContent({ cordon });
    assert.equal(faults.length, 1, fault);
    assert.ok(faults[0]?.startsWith(fault));
  }
});

it('finds techniques among tags', () => {
  assert.deepEqual(
    techniquesOf([
      'attack.lateral-movement',
      'attack.t1210',
      'attack.T1543.003',
      'attack.s0366',
      'cve.2017-0144',
    ]),
    ['T1210', 'T1543.003'],
  );
});
