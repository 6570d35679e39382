import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { type Cut, type Cutter, LineCutter, ValueCutter } from './cutter.ts';
import { isDeeper, itemsOfJson } from './parse-json.ts';

function cut(cutter: Cutter, bytes: Buffer, sizes: readonly number[] = []): Cut[] {
  const cuts: Cut[] = [];
  let at = 0;
  for (const size of sizes) {
    cuts.push(...cutter.push(bytes.subarray(at, at + size)));
    at += size;
  }
  cuts.push(...cutter.push(bytes.subarray(at)), ...cutter.end());
  return cuts;
}

const shown = (cuts: readonly Cut[]): string[] =>
  cuts.map((one) =>
    one.kind === 'value' ? `${one.offset} ${one.bytes}` : `! ${one.fault.code} ${one.fault.offset}`,
  );

test('lines, with a fault for one that is too long', () => {
  const text = Buffer.from('{"a":1}\n\n  \n{"long":"xxxxxxxxxxxxxxxxxxxx"}\n{"b":2}');
  assert.deepEqual(shown(cut(new LineCutter(20), text)), ['0 {"a":1}', '! line-length 12', '44 {"b":2}']);
});

test('elements of an array and documents one after the other', () => {
  assert.deepEqual(shown(cut(new ValueCutter(99, true), Buffer.from('[ {"a":[1]},\n{"b":"]}"} ]'))), [
    '2 {"a":[1]}',
    '13 {"b":"]}"}',
  ]);
  assert.deepEqual(shown(cut(new ValueCutter(99, false), Buffer.from('{\n "a": {}\n}\n{\n}\n'))), [
    '0 {\n "a": {}\n}',
    '13 {\n}',
  ]);
});

test('a document that does not close costs itself', () => {
  const text = Buffer.from('{\n "a": {\n}\n{"b":1}\n{"c":"x\n{"d":1}');
  assert.deepEqual(shown(cut(new ValueCutter(99, false), text)), [
    '! json-unclosed 0',
    '12 {"b":1}',
    '! json-unclosed 20',
    '28 {"d":1}',
  ]);
  assert.deepEqual(shown(cut(new ValueCutter(99, true), Buffer.from('[{"a":1},{"b"'))), [
    '1 {"a":1}',
    '! json-unclosed 9',
  ]);
});

test('a value that is too long is left out', () => {
  const text = Buffer.from(`[{"a":"${'x'.repeat(50)}"},{"b":1}]`);
  assert.deepEqual(shown(cut(new ValueCutter(20, true), text)), ['! json-length 1', '60 {"b":1}']);
});

test('how the input is cut into pieces does not matter', () => {
  const text = fc.string({
    unit: fc.constantFrom('{', '}', '[', ']', '"', '\\', '\n', ',', 'a', ' '),
    maxLength: 60,
  });
  const sizes = fc.array(fc.integer({ min: 0, max: 9 }), { maxLength: 12 });
  fc.assert(
    fc.property(text, sizes, fc.constantFrom(7, 1000), (value, pieces, limit) => {
      const bytes = Buffer.from(value);
      for (const make of [
        () => new LineCutter(limit),
        () => new ValueCutter(limit, true),
        () => new ValueCutter(limit, false),
      ]) {
        const values = (cuts: readonly Cut[]) => shown(cuts).toSorted();
        assert.deepEqual(values(cut(make(), bytes, pieces)), values(cut(make(), bytes)));
      }
    }),
    { numRuns: 1000 },
  );
});

test('depth is measured outside of strings', () => {
  assert.equal(isDeeper('[[[]]]', 3), false);
  assert.equal(isDeeper('[[[]]]', 2), true);
  assert.equal(isDeeper('["[[[[\\"[["]', 1), false);
});

test('bad text is a fault that says so', () => {
  const codes = (text: Buffer) =>
    itemsOfJson(text, 7).map((item) => (item.kind === 'fault' ? item.fault.code : item.record.eventId));
  assert.deepEqual(codes(Buffer.from('{"EventID":1,"Channel":"x"}')), [1]);
  assert.deepEqual(codes(Buffer.from('{"EventID":1,"Channel":"\xff"}', 'latin1')), ['utf8', 1]);
  assert.deepEqual(codes(Buffer.from('{"EventID":')), ['json-syntax']);
  assert.deepEqual(codes(Buffer.from('['.repeat(200000))), ['json-depth']);
  assert.deepEqual(codes(Buffer.from('{"a":1}')), ['json-shape']);
});
