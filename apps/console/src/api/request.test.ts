import assert from 'node:assert/strict';
import { test } from 'node:test';
import { routes } from '@cordon/api';
import { urlOf } from './request.ts';

test('a path is filled and a query appended, empty values left out', () => {
  assert.equal(
    urlOf('/alerts/:id/devices', { id: 'a/b' }, { limit: 5, cursor: undefined, q: '' }),
    '/api/v1/alerts/a%2Fb/devices?limit=5',
  );
});

test('a missing parameter is a bug that says its name', () => {
  assert.throws(() => urlOf('/alerts/:id', {}), /"id" expected a value/);
});

test('every operation’s path can be filled', () => {
  for (const route of Object.values(routes)) {
    const names = [...route.path.matchAll(/:([A-Za-z]+)/g)].map((each) => [each[1], 'x']);
    assert.doesNotMatch(urlOf(route.path, Object.fromEntries(names)), /:/);
  }
});
