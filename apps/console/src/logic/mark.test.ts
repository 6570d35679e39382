import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { mark, pretty } from './mark.ts';

const marked = (text: string, ...values: string[]) =>
  mark(text, values)
    .filter((segment) => segment.marked)
    .map((segment) => segment.text);

test('a path is found as JSON writes it', () => {
  const text = JSON.stringify({ Image: 'C:\\WINDOWS\\tasksche.exe' });
  assert.deepEqual(marked(text, 'c:\\windows\\tasksche.exe'), ['C:\\\\WINDOWS\\\\tasksche.exe']);
});

test('a command line is found as XML writes it', () => {
  assert.deepEqual(marked('<Data>a &amp; b</Data>', 'a & b'), ['a &amp; b']);
});

test('overlaps are joined and single characters mark nothing', () => {
  assert.deepEqual(marked('abcdef', 'abc', 'cde'), ['abcde']);
  assert.deepEqual(marked('aaaa', 'a'), []);
  assert.deepEqual(marked('aaaa', ''), []);
});

test('a short number is marked where it stands alone, not inside names and addresses', () => {
  const text = '"host": "eld-srv-010", "ip": "10.24.20.10", "LogonType": 10, "id": "110"';
  assert.deepEqual(
    mark(text, ['10']).map((segment) => segment.text.length),
    [text.indexOf(' 10,') + 1, 2, text.length - text.indexOf(' 10,') - 3],
  );
});

test('no character is lost or added, whatever is marked', () => {
  fc.assert(
    fc.property(fc.string(), fc.array(fc.string()), (text, values) => {
      // Some letters change their length in lower case; such a text may be marked a little off but never cut.
      assert.equal(
        mark(text, values)
          .map((segment) => segment.text)
          .join(''),
        text,
      );
    }),
  );
});

test('pretty keeps what is not JSON', () => {
  assert.equal(pretty('<Event/>'), '<Event/>');
  assert.equal(pretty('{broken'), '{broken');
  assert.equal(pretty('{"a":1}'), '{\n  "a": 1\n}');
});
