import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readIndicators } from '@cordon/indicators';
import { readingWords } from './reading-words.ts';

test('a paste is summed up by kind, with what stood there again', () => {
  const words = (text: string) => readingWords(readIndicators(text, { now: 0 }));
  assert.equal(words(''), 'Nothing in it is an indicator yet.');
  assert.equal(
    words('a[.]example b.example a.example 198.18.0.0/16 x.exe'),
    '4 indicators: 1 network, 2 domains, 1 file name. 1 stood there more than once.',
  );
});
