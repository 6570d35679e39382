import assert from 'node:assert/strict';
import { test } from 'node:test';
import { anyOfWords, mostIndicators, readAnyOf } from './any-of.ts';

const hash = 'ED01EBFBC9EB5BBEA545AF4D01BF5F1071661840480439C6E5BABE8E080E41AA';

test('a pasted list becomes terms, refanged, each once, however it is separated', () => {
  const pasted = `${hash}\n10.1[.]2.3, hxxps://evil[.]example/a;evil[.]example\t10.1.2.3 fe80::1`;
  assert.deepEqual(readAnyOf(pasted), {
    terms: [
      { field: 'hash', value: hash.toLowerCase() },
      { field: 'address', value: '10.1.2.3' },
      { field: 'text', value: 'https://evil.example/a' },
      { field: 'text', value: 'evil.example' },
      { field: 'address', value: 'fe80::1' },
    ],
    leftOut: [],
  });
});

test('what is no indicator is named, and more than a search takes is left out, not sent', () => {
  assert.equal(
    anyOfWords(readAnyOf('seen on 4688 10.1.2.3')),
    '1 indicator, of which one is enough. Left out: seen, on, 4688.',
  );
  const many = Array.from({ length: 130 }, (_, n) => `10.0.0.${n}`).join(' ');
  assert.deepEqual(
    [readAnyOf(many).terms.length, readAnyOf(many).leftOut.length],
    [mostIndicators, 130 - mostIndicators],
  );
});
