import assert from 'node:assert/strict';
import { existsSync, globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { it } from 'node:test';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));

it('every decision names tests that hold it, and they are there', () => {
  const files = globSync('docs/adr/[0-9]*.md', { cwd: root });
  assert.ok(files.length >= 14);
  for (const file of files) {
    const [, named = ''] = readFileSync(join(root, file), 'utf8').split(/^Tests: /m);
    const tests = [...named.matchAll(/`([^`]+\.ts)`/g)].map(([, path = '']) => path);
    assert.notEqual(tests.length, 0, `${file}: expected a paragraph "Tests: ..." with paths`);
    for (const path of tests)
      if (path.includes('/')) assert.ok(existsSync(join(root, path)), `${file}: ${path}`);
  }
});
