import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { headerText } from './purpose.ts';

test('a purpose in any language makes a header that can be sent', () => {
  assert.equal(headerText(' Untersuchung für São Paulo '), 'Untersuchung fur Sao Paulo');
  fc.assert(
    fc.property(
      fc.string({ unit: 'binary' }),
      (text) => new Headers({ 'x-purpose': headerText(text) }) !== null,
    ),
  );
});
