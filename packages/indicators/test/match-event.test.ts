import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type Fields, findObservables, matchEvent, mostObservables } from '../src/event/index.ts';
import { type IndicatorKind, readWord } from '../src/index.ts';
import { IndicatorTable, TableBuilder } from '../src/table/index.ts';

function tableOf(...words: readonly (string | [string, IndicatorKind])[]): IndicatorTable {
  const builder = new TableBuilder();
  for (const [list, word] of words.entries()) {
    const read = typeof word === 'string' ? readWord(word) : readWord(...word);
    assert.ok(read.ok, String(word));
    builder.add(read.indicator, list);
  }
  return new IndicatorTable(builder.finish([7, 8]));
}

const matches = (table: IndicatorTable, fields: Fields): string[] =>
  matchEvent(table, { ...findObservables(fields), fields }, 0).map(
    ({ list, field, value }) => `${list} ${field}=${value}`,
  );

test('finds each kind where events name it', () => {
  const hash = 'ab'.repeat(32);
  const table = tableOf(hash, '198.18.0.0/16', 'bad.example', 'http://evil.example/a?b', 'tasksche.exe', [
    'a b.exe',
    'file',
  ]);
  assert.deepEqual(matches(table, { Hashes: `MD5=${'0'.repeat(32)},SHA256=${hash.toUpperCase()}` }), [
    `0 Hashes=${hash}`,
  ]);
  assert.deepEqual(matches(table, { DestinationIp: '198.18.3.4' }), ['1 DestinationIp=198.18.3.4']);
  assert.deepEqual(matches(table, { QueryName: 'www.BAD.example.' }), ['2 QueryName=www.bad.example']);
  assert.deepEqual(matches(table, { ScriptBlockText: ['x', 'see http://EVIL.example/a?b.'] }), [
    '3 ScriptBlockText=http://evil.example/a?b',
  ]);
  assert.deepEqual(matches(table, { CommandLine: 'cmd /c start "C:\\Win dows\\TaskSche.exe" -x' }), [
    '4 CommandLine=tasksche.exe',
  ]);
  assert.deepEqual(matches(table, { Image: 'C:\\x\\A b.exe' }), ['5 Image=a b.exe']);
});

test('what only looks alike is not found', () => {
  const table = tableOf('198.18.0.1', 'bad.example', 'http://evil.example/a', 'tasksche.exe');
  for (const value of [
    '198.18.0.11',
    'notbad.example',
    'bad.example.org',
    'http://evil.example/ab',
    'xtasksche.exe',
    'tasksche.exe.bak',
  ])
    assert.deepEqual(matches(table, { QueryName: value, Image: value, DestinationIp: value }), [], value);
});

test('an indicator is reported once an event, however often the event names it', () => {
  const table = tableOf('bad.example');
  assert.deepEqual(
    matches(table, { QueryName: 'a.bad.example', Url: 'http://bad.example/ http://b.bad.example/' }),
    ['0 QueryName=a.bad.example'],
  );
});

test('what does not fit into the lists that are stored is matched all the same', () => {
  const values = Array.from({ length: mostObservables + 10 }, (_, n) => `198.18.0.${n + 1}`);
  assert.equal(findObservables({ Addresses: values }).addresses.length, mostObservables);
  const last = values.at(-1) ?? '';
  assert.deepEqual(matches(tableOf(last), { Addresses: values }), [`0 Addresses=${last}`]);
});
