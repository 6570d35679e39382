import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { it } from 'node:test';
import { errorsDocument } from './errors-doc.ts';

it('docs/errors.md lists exactly the problem codes that are declared', async () => {
  const found = readFileSync(new URL('../docs/errors.md', import.meta.url), 'utf8');
  assert.equal(found, await errorsDocument());
});
