import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fitColumns, leastWidth } from './fit-columns.ts';

const columns = [
  { id: 'level', width: 6 },
  { id: 'title' },
  { id: 'where', width: 10, rank: 2 as const },
  { id: 'trend', width: 6, rank: 3 as const },
  { id: 'last', width: 8, rank: 2 as const },
  { id: 'who', width: 8, rank: 3 as const },
];
const fitted = (rem: number) => fitColumns(columns, rem).map((column) => column.id);

test('columns go by rank, from the right, and only as many as must', () => {
  assert.deepEqual(fitted(53), ['level', 'title', 'where', 'trend', 'last', 'who']);
  assert.deepEqual(fitted(50), ['level', 'title', 'where', 'trend', 'last']);
  assert.deepEqual(fitted(40), ['level', 'title', 'where', 'last']);
  assert.deepEqual(fitted(31), ['level', 'title', 'where']);
  assert.deepEqual(fitted(5), ['level', 'title']);
});

test('a column without a width may say what it needs at least', () => {
  const modest = columns.map((column) => (column.id === 'title' ? { ...column, least: 12 } : column));
  assert.deepEqual(
    fitColumns(modest, 28).map((column) => column.id),
    ['level', 'title', 'where'],
  );
  assert.equal(leastWidth(modest), leastWidth(columns) - 3);
});
