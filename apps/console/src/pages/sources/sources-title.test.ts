import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sourcesTitle } from './sources-title.ts';

const rows = [{ state: 'receiving' }, { state: 'silent' }, { state: 'waiting' }] as const;

test('the title answers whether events come, and claims nothing about rows that have not come', () => {
  const title = (more: Partial<Parameters<typeof sourcesTitle>[0]>) =>
    sourcesTitle({ rows, whole: true, state: undefined, ...more });
  assert.equal(title({}), '3 sources, 1 silent');
  assert.equal(title({ rows: rows.slice(0, 1) }), '1 source, none silent');
  assert.equal(title({ rows: rows.slice(0, 1), state: 'receiving' }), '1 receiving source');
  assert.equal(title({ whole: false }), 'More than 3 sources');
  assert.equal(title({ rows: [] }), '0 sources');
  assert.equal(title({ rows: undefined }), 'Sources');
});
