import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { TechniqueCoverage } from '@cordon/api';
import { columnsOf, countStates, partsOf } from './matrix.ts';

const technique = (
  id: string,
  state: TechniqueCoverage['state'],
  tactics: string[],
  name = id,
): TechniqueCoverage => ({ id, name, tactics, state, rules: [], rulesBelow: 0, strategy: null, sources: [] });
const tactics = [
  { shortName: 'execution', name: 'Execution' },
  { shortName: 'impact', name: 'Impact' },
  { shortName: 'evasion', name: 'Evasion' },
];
const techniques = [
  technique('T2', 'covered', ['execution', 'impact'], 'B'),
  technique('T1', 'visible', ['execution'], 'A'),
  technique('T1.002', 'covered', ['execution']),
  technique('T1.001', 'blind', ['execution']),
  technique('T3', 'below', ['impact'], 'C'),
];

test('a technique stands under each of its tactics, sub-techniques under none', () => {
  const columns = columnsOf(tactics, techniques, undefined);
  assert.deepEqual(
    columns.map(({ name, covered, techniques: shown }) => [name, covered, shown.map(({ id }) => id)]),
    [
      ['Execution', 1, ['T1', 'T2']],
      ['Impact', 2, ['T2', 'T3']],
    ],
  );
});

test('one state narrows what is shown, not what is counted', () => {
  const [execution, impact] = columnsOf(tactics, techniques, 'visible');
  assert.deepEqual([execution?.techniques.length, execution?.covered], [1, 1]);
  assert.deepEqual([impact?.techniques.length, impact?.covered], [0, 2]);
});

test('states are counted once a technique, parts are found in their order', () => {
  assert.deepEqual(countStates(techniques), { covered: 1, below: 1, visible: 1, blind: 0 });
  assert.deepEqual(
    partsOf(techniques, 'T1').map(({ id }) => id),
    ['T1.001', 'T1.002'],
  );
});
