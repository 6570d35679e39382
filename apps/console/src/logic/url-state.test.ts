import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { carry, change, listOf, readSearch, toggle, writeSearch } from './url-state.ts';

test('a link is the view: state survives the address bar', () => {
  fc.assert(
    fc.property(fc.dictionary(fc.string({ minLength: 1 }), fc.string({ minLength: 1 })), (state) => {
      assert.deepEqual({ ...readSearch(writeSearch(state)) }, { ...state });
    }),
  );
});

test('a link cannot reach into objects', () => {
  const state = readSearch('?__proto__=x&a=1');
  assert.deepEqual(Object.keys(state), ['__proto__', 'a']);
  assert.equal(writeSearch(state), '?__proto__=x&a=1');
  assert.equal(Object.getPrototypeOf(change(state, { b: '2' })), Object.prototype);
});

test('equal views have equal links', () => {
  assert.equal(writeSearch({ b: '2', a: '1' }), writeSearch({ a: '1', b: '2' }));
  assert.equal(
    writeSearch({ level: 'high,critical', from: '2026-01-01T00:00:00Z' }),
    '?from=2026-01-01T00:00:00Z&level=high,critical',
  );
  assert.equal(writeSearch({ a: '' }), '');
});

test('change takes away what becomes empty', () => {
  assert.deepEqual(change({ a: '1', b: '2' }, { a: undefined, b: '', c: '3' }), { c: '3' });
});

test('organisation and time go along from page to page, filters stay behind', () => {
  assert.equal(carry('/devices', '?org=7&range=24h&level=high'), '/devices?org=7&range=24h');
  assert.equal(carry('/events?host=A', '?org=7'), '/events?host=A&org=7');
});

test('a link with its own time replaces the carried time whole', () => {
  assert.equal(carry('/events?from=x&to=y', '?org=7&range=24h'), '/events?from=x&org=7&to=y');
  assert.equal(carry('/events?range=1h', '?from=x&to=y'), '/events?range=1h');
});

test('toggle is its own inverse', () => {
  assert.equal(toggle('high', 'critical'), 'high,critical');
  assert.equal(toggle('high,critical', 'high'), 'critical');
  assert.equal(toggle(toggle('a,b', 'c'), 'c'), 'a,b');
  assert.deepEqual(listOf(''), []);
});
