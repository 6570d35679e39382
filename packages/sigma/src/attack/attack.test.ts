import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { it } from 'node:test';
import { sharedData } from '../../../../tools/shared-data.ts';
import { attackTechniques } from './index.ts';

it('names techniques as ATT&CK does', { skip: sharedData() === undefined && 'no shared data' }, () => {
  const file = `${sharedData()}/03-attack/enterprise-attack-18.1.slim.json`;
  const { techniques } = JSON.parse(readFileSync(file, 'utf8')) as {
    techniques: { id: string; name: string }[];
  };
  assert.ok(techniques.length > 600);
  for (const { id, name } of techniques) assert.equal(attackTechniques().get(id)?.name, name, id);
});
