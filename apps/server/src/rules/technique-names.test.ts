import assert from 'node:assert/strict';
import { it } from 'node:test';
import { readRuleFiles } from '@cordon/sigma/files';
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
