import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { parseNetwork } from '../src/canonical/network.ts';
import type { Indicator } from '../src/index.ts';
import { IndicatorTable, type Observed, TableBuilder } from '../src/table/index.ts';
import { keyHash, secondHalf } from '../src/table/key-hash.ts';
import { indicator, named } from './arbitrary.ts';

interface Listed {
  readonly indicator: Indicator;
  readonly list: number;
  readonly ends: number | undefined;
}

/** What matches by the plain reading of the words, without any index. */
function oracle(listed: readonly Listed[], kind: Observed, value: string, at: number): string[] {
  const minute = Math.floor(at / 60_000);
  const latest = new Map<string, number>();
  for (const { indicator, list, ends } of listed) {
    const hit =
      (indicator.kind === kind && indicator.value === value) ||
      (kind === 'domain' && indicator.kind === 'domain' && value.endsWith(`.${indicator.value}`)) ||
      (kind === 'address' && indicator.kind === 'network' && inNetwork(value, indicator.value));
    if (!hit) continue;
    const key = `${list} ${indicator.kind} ${indicator.value}`;
    const end = ends === undefined ? Number.POSITIVE_INFINITY : Math.floor(ends / 60_000);
    latest.set(key, Math.max(latest.get(key) ?? -1, end));
  }
  return [...latest]
    .filter(([, end]) => end > minute)
    .map(([key]) => key)
    .sort();
}

function inNetwork(address: string, network: string): boolean {
  const wanted = parseNetwork(network);
  const bits = address.includes(':') ? 128 : 32;
  const own = wanted && parseNetwork(`${address}/${bits}`);
  if (!wanted || !own || own.bytes.length !== wanted.bytes.length) return false;
  const text = (bytes: Uint8Array) => [...bytes].map((byte) => byte.toString(2).padStart(8, '0')).join('');
  return text(own.bytes).slice(0, wanted.prefix) === text(wanted.bytes).slice(0, wanted.prefix);
}

const minutes = fc.option(
  fc.integer({ min: 0, max: 4 }).map((minute) => minute * 60_000),
  { nil: undefined },
);

test('finds what the plain reading finds, whatever is listed, looked for and when', () => {
  let hits = 0;
  fc.assert(
    fc.property(
      fc.array(fc.record({ indicator, list: fc.integer({ min: 0, max: 2 }), ends: minutes }), {
        maxLength: 80,
        size: 'max',
      }),
      fc.array(named, { minLength: 1, maxLength: 40, size: 'max' }),
      fc.integer({ min: 0, max: 4 }),
      fc.tuple(fc.nat(), fc.nat()),
      (listed, looked, minute, seed) => {
        const builder = new TableBuilder();
        for (const each of listed) builder.add(each.indicator, each.list, each.ends);
        const table = new IndicatorTable(builder.finish(seed));
        for (const { kind, value } of looked) {
          const found = table.look(kind as Observed, value, minute * 60_000);
          const keys = found
            .map((each) => `${each.list} ${each.indicator.kind} ${each.indicator.value}`)
            .sort();
          assert.deepEqual(keys, oracle(listed, kind as Observed, value, minute * 60_000), value);
          hits += keys.length;
        }
      },
    ),
  );
  assert.ok(hits > 100, `only ${hits} hits: the property says nothing`);
});

test('ten thousand of each kind are all found, and nothing beside them', () => {
  const builder = new TableBuilder();
  const hash = (n: number) => n.toString(16).padStart(64, '0');
  for (let n = 0; n < 10_000; n += 1) {
    builder.add({ kind: 'hash', value: hash(n) }, n);
    builder.add({ kind: 'domain', value: `d${n}.example.org` }, n);
  }
  const table = new IndicatorTable(builder.finish([1, 2]));
  assert.equal(table.size, 20_000);
  for (let n = 0; n < 10_000; n += 1) {
    assert.equal(table.look('hash', hash(n), 0)[0]?.list, n);
    assert.equal(table.look('domain', `www.d${n}.example.org`, 0)[0]?.list, n);
    assert.deepEqual(table.look('hash', hash(n + 10_000), 0), []);
    assert.deepEqual(table.look('domain', `e${n}.example.org`, 0), []);
  }
});

test('an empty table finds nothing and says that it looks for nothing', () => {
  const table = new IndicatorTable(new TableBuilder().finish([3, 4]));
  assert.deepEqual(table.look('address', '10.0.0.1', 0), []);
  assert.equal(table.looksFor('address'), false);
  assert.equal(table.looksFor('file'), false);
});

test('text that is no canonical value is found nowhere and breaks nothing', () => {
  const builder = new TableBuilder();
  builder.add({ kind: 'hash', value: 'ab'.repeat(16) }, 0);
  builder.add({ kind: 'network', value: '10.0.0.0/8' }, 0);
  builder.add({ kind: 'domain', value: 'a.org' }, 0);
  builder.add({ kind: 'file', value: 'a.exe' }, 0);
  builder.add({ kind: 'url', value: 'http://a.org/' }, 0);
  const table = new IndicatorTable(builder.finish([5, 6]));
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (text) => {
      for (const kind of ['hash', 'address', 'domain', 'file', 'url'] as const)
        for (const found of table.look(kind, text, 0)) assert.ok(text.endsWith(found.indicator.value));
    }),
  );
  assert.deepEqual(table.look('file', 'x'.repeat(100_000), 0), []);
});

test('the hash depends on every byte, on the length and on the key', () => {
  const hash = (bytes: Uint8Array, key: readonly [number, number]): string => {
    const words = new Uint32Array((bytes.length >> 2) + 1);
    new Uint8Array(words.buffer).set(bytes);
    return `${keyHash(words, bytes.length, ...key)} ${secondHalf}`;
  };
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 40 }), fc.nat(), (bytes, at) => {
      const before = hash(bytes, [1, 2]);
      assert.notEqual(hash(Uint8Array.from([...bytes, 0]), [1, 2]), before);
      assert.notEqual(hash(bytes, [3, 2]), before);
      assert.notEqual(hash(bytes, [1, 3]), before);
      if (bytes.length === 0) return;
      const other = bytes.with(at % bytes.length, ((bytes[at % bytes.length] ?? 0) + 1) & 255);
      assert.notEqual(hash(other, [1, 2]), before);
    }),
  );
});
