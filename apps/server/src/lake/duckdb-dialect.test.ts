import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { histogramStatement, pageStatement, rowsStatement } from './duckdb-dialect.ts';
import { all, any, type Condition, contains, is, listed, same } from './query-tree.ts';

const source = { files: ['/lake/a.parquet'], organisations: ['o1'] };
const mark = 'zq9';
const tree: Condition = all([
  any([is('host_key', `${mark}1`), same('channel', `${mark}2`), contains('original', `${mark}3`)]),
  { kind: 'one-of', column: 'source_id', values: [`${mark}4`] },
  { kind: 'number', column: 'event_id', values: [424_242] },
  { kind: 'time', column: 'received', from: 424_242, to: 434_343 },
  listed('hash', `${mark}5`),
]);

describe('the SQL of a search', () => {
  it('holds no value of a request, only names of parameters', () => {
    for (const statement of [
      pageStatement({ ...source, where: tree, limit: 31_337, after: { happened: 424_242, id: `${mark}6` } }),
      histogramStatement({ ...source, where: tree, from: 424_242, bucketMs: 31_337, distinct: true }),
      rowsStatement('/lake/a.parquet', { organisationIds: ['o1'], from: 424_242, rows: 10_101 }),
    ]) {
      assert.ok(!/zq9|424242|434343|31337|o1|\/lake/.test(statement.text), statement.text);
      const named = new Set(statement.text.match(/\$p\d+/g)?.map((name) => name.slice(1)));
      assert.deepEqual([...named].sort(), Object.keys(statement.parameters).sort());
    }
  });

  it('reads only rows of the scope, in every branch of a search for a listed value', () => {
    const { text } = pageStatement({ ...source, where: all([listed('hash', 'x')]), limit: 1 });
    const readings = text.split('UNION ALL');
    assert.equal(readings.length, 4);
    for (const reading of readings) assert.match(reading, /WHERE organisation_id = ANY \(\$p\d+\)/);
    const plain = pageStatement({ ...source, where: any([]), limit: 1 });
    assert.match(plain.text, /WHERE organisation_id = ANY \(\$p\d+\) AND false/);
  });

  it('asks Bloom filters by a plain comparison of one column a reading', () => {
    const { text } = pageStatement({ ...source, where: listed('address', 'x'), limit: 1 });
    assert.match(text, /AND "address_1" = \$p\d+\nUNION ALL/);
    assert.match(text, /AND "address_2" = (\$p\d+) AND "address_1" IS DISTINCT FROM \1\n/);
    assert.match(text, /list_contains\("address_more", \$p\d+\)/);
  });
});
