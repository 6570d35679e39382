import assert from 'node:assert/strict';
import { it } from 'node:test';
import { storable, storableValue } from './text.ts';

it('replaces what PostgreSQL cannot store and cuts what is too long', () => {
  assert.equal(storable('a\0b'), 'a\uFFFDb');
  assert.equal(storable('a\uD800b'), 'a\uFFFDb');
  assert.equal(storable('abcdef', 4), 'abc…');
  assert.equal(storable('abcd', 4), 'abcd');
  assert.equal(storable('ab\u{1F600}', 4), 'ab\u{1F600}');
  assert.equal(storable('ab\u{1F600}cd', 4), 'ab\uFFFD…', 'a pair cut in two');
});

it('goes through lists and maps', () => {
  assert.deepEqual(storableValue({ 'k\0': ['\0', 1, null, { x: '\uDC00' }] }), {
    'k\uFFFD': ['\uFFFD', 1, null, { x: '\uFFFD' }],
  });
});
