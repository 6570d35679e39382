import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { it } from 'node:test';
import { readRuleFiles } from '@cordon/sigma/files';
import { sharedData } from '../../../../tools/shared-data.ts';
import { shippedRules } from './rule-sources.ts';
import { techniqueName } from './technique-names.ts';

it('names every technique of our own rules', async () => {
  const files = await readRuleFiles(shippedRules.path);
  const used = new Set(files.flatMap((file) => file.text.match(/attack\.t\d{4}(\.\d{3})?/g) ?? []));
  assert.ok(used.size > 30);
  for (const tag of used) {
    const id = tag.slice('attack.'.length).toUpperCase();
    assert.notEqual(techniqueName(id), id);
  }
  assert.equal(techniqueName('T9999'), 'T9999');
});

it('names them as ATT&CK does', { skip: sharedData() === undefined && 'no shared data' }, () => {
  const file = `${sharedData()}/03-attack/enterprise-attack-18.1.slim.json`;
  const { techniques } = JSON.parse(readFileSync(file, 'utf8')) as {
    techniques: { id: string; name: string }[];
  };
  let known = 0;
  for (const { id, name } of techniques) {
    const ours = techniqueName(id);
    if (ours === id) continue;
    known += 1;
    assert.equal(ours, name, id);
  }
  assert.ok(known > 50);
});
