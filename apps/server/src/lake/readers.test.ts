import assert from 'node:assert/strict';
import { it } from 'node:test';
import { Readers } from './readers.ts';

it('counts holders and takes a release once', () => {
  const readers = new Readers();
  const first = readers.hold(['a', 'b']);
  const second = readers.hold(['a']);
  first();
  first();
  assert.equal(readers.isHeld('a'), true);
  assert.deepEqual(readers.held(), ['a']);
  second();
  assert.deepEqual(readers.held(), []);
});
