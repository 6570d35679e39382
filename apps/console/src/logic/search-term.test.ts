import assert from 'node:assert/strict';
import { test } from 'node:test';
import { searchTermOf, searchTermsOf } from './search-term.ts';

const sha256 = 'ED01EBFBC9EB5BBEA545AF4D01BF5F1071661840480439C6E5BABE8E080E41AA';

test('each kind by its shape', () => {
  const table: [string, string, string][] = [
    [sha256, 'hash', sha256.toLowerCase()],
    ['84c82835a5d21bbcf75a61706d8ab549', 'hash', '84c82835a5d21bbcf75a61706d8ab549'],
    ['10.20.30.40', 'address', '10.20.30.40'],
    ['10[.]20[.]30[.]40', 'address', '10.20.30.40'],
    ['fe80::1', 'address', 'fe80::1'],
    ['FE80:0:0::0001', 'address', 'fe80::1'],
    [':::::', 'text', ':::::'],
    ['01.2.3.4', 'text', '01.2.3.4'],
    ['10.0.0.0/8', 'text', '10.0.0.0/8'],
    ['invoice.scr', 'text', 'invoice.scr'],
    ['b'.repeat(128), 'hash', 'b'.repeat(128)],
    ['hxxps[://]example{.}org/a', 'url', 'https://example.org/a'],
    ['münchen.example.', 'domain', 'xn--mnchen-3ya.example'],
    ['hxxp://example[.]org/a', 'url', 'http://example.org/a'],
    ['Example(dot)Org', 'domain', 'example.org'],
    ['cve-2017-0144', 'cve', 'CVE-2017-0144'],
    ['4688', 'event-id', '4688'],
    ['tasksche.exe', 'text', 'tasksche.exe'],
    ['256.1.1.1', 'text', '256.1.1.1'],
    ['12:30', 'text', '12:30'],
    ['MRI-03', 'text', 'MRI-03'],
    ['', 'text', ''],
  ];
  for (const [text, kind, value] of table) assert.deepEqual(searchTermOf(text), { kind, value }, text);
});

test('a pasted list gives each indicator once, in order, without the words between', () => {
  const found = searchTermsOf(`Seen on host: ${sha256}, 10.0.0.1\n10.0.0.1; and example[.]com`);
  assert.deepEqual(
    found.map((each) => each.kind),
    ['hash', 'address', 'domain'],
  );
});

test('a very long paste is bounded', () => {
  const many = Array.from({ length: 5000 }, (_, i) => `10.0.${i >> 8}.${i & 255}`).join(' ');
  assert.equal(searchTermsOf(many, 20).length, 20);
});
