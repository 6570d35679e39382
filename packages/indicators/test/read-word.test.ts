import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { canonicalAddress, canonicalDomain, cautionOf, readWord, refang } from '../src/index.ts';
import { named, network, v4, v6 } from './arbitrary.ts';

const read = (word: string): string => {
  const found = readWord(word);
  return found.ok ? `${found.indicator.kind} ${found.indicator.value}` : `no: ${found.fault.code}`;
};

test('each kind by its shape, defanged or not', () => {
  const sha = 'ED01EBFBC9EB5BBEA545AF4D01BF5F1071661840480439C6E5BABE8E080E41AA';
  const table: Record<string, string> = {
    [sha]: `hash ${sha.toLowerCase()}`,
    [`SHA256:${sha}`]: `hash ${sha.toLowerCase()}`,
    [`md5:${sha}`]: 'no: hash',
    ['ab'.repeat(64)]: `hash ${'ab'.repeat(64)}`,
    '10[.]20[.]30[.]40': 'address 10.20.30.40',
    '01.2.3.4': 'no: address',
    '256.1.1.1': 'no: address',
    '1.2.3': 'no: not-an-indicator',
    'FE80:0:0::0001%eth0': 'address fe80::1',
    '::ffff:10.0.0.1': 'address 10.0.0.1',
    '2001[:]db8[:][:]1': 'address 2001:db8::1',
    ':::::': 'no: address',
    '12:30': 'no: not-an-indicator',
    '192.0.2.77/24': 'network 192.0.2.0/24',
    '192.0.2.77/32': 'address 192.0.2.77',
    '192.0.2.77/33': 'no: network',
    '10.0.0.0/7': 'no: network',
    '2001:DB8::/32': 'network 2001:db8::/32',
    'hxxps[://]Bad{.}example:443/A?b=1#c': 'url https://bad.example/A?b=1',
    'hxxp://user:pw@bad(.)example./': 'url http://bad.example/',
    'gopher://bad.example/': 'no: url',
    'bad.example/path': 'no: url',
    'Example(dot)Org.': 'domain example.org',
    'münchen[.]example': 'domain xn--mnchen-3ya.example',
    'someone[@]bad[.]example': 'no: email',
    '@WanaDecryptor@.exe': 'file @wanadecryptor@.exe',
    'Invoice.SCR': 'file invoice.scr',
    'invoice[.]zip': 'domain invoice.zip',
    'C:\\Windows\\tasksche.exe': 'no: file',
    '/tmp/.x': 'no: file',
    seen: 'no: not-an-indicator',
    '': 'no: not-an-indicator',
    ['a'.repeat(5000)]: 'no: too-long',
  };
  assert.deepEqual(Object.fromEntries(Object.keys(table).map((word) => [word, read(word)])), table);
});

test('a word that its list calls one kind is that kind or refused', () => {
  assert.equal(readWord('invoice.zip', 'domain').ok, true);
  assert.deepEqual(readWord('10.0.0.0/8', 'address'), {
    ok: true,
    defanged: false,
    indicator: { kind: 'network', value: '10.0.0.0/8' },
  });
  const wrong = readWord('example.org', 'hash');
  assert.match(
    wrong.ok ? '' : wrong.fault.reason,
    /expected 32, 40, 64 or 128 hex digits, found 11 characters/,
  );
  assert.equal(readWord('example.org', 'address').ok, false);
  assert.equal(readWord('10.0.0.1', 'domain').ok, false);
});

test('canonical forms read back as themselves, defanged or not', () => {
  fc.assert(
    fc.property(fc.oneof(named, network), (indicator) => {
      const wide = indicator.kind === 'network' && Number(indicator.value.split('/')[1]) < 16;
      const safe = !['file', 'hash'].includes(indicator.kind);
      const expected = wide ? undefined : indicator;
      for (const text of [indicator.value, ...(safe ? [defang(indicator.value)] : [])]) {
        const found = readWord(text, indicator.kind);
        if (expected) assert.deepEqual(found.ok && found.indicator, expected, text);
      }
    }),
  );
});

const defang = (text: string): string =>
  text.replace(/^http/, 'hxxp').replace('://', '[://]').replaceAll('.', '[.]');

test('refang twice is refang once, and reading never throws', () => {
  const piece = fc.constantFrom(
    '[',
    ']',
    '(',
    ')',
    '{',
    '}',
    '.',
    ':',
    '//',
    'dot',
    'hxxp',
    'a',
    '1',
    '@',
    '/',
    '\u0000',
  );
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 30, size: 'max' }), (pieces) => {
      const text = pieces.join('');
      assert.equal(refang(refang(text)), refang(text));
      readWord(text);
    }),
  );
});

test('addresses are written as the URL standard writes them', () => {
  const text = (bytes: Uint8Array) =>
    Array.from({ length: 8 }, (_, n) =>
      (((bytes[2 * n] ?? 0) << 8) | (bytes[2 * n + 1] ?? 0)).toString(16),
    ).join(':');
  fc.assert(
    fc.property(fc.oneof(v6, fc.uint8Array({ minLength: 16, maxLength: 16 })), (bytes) => {
      const long = text(bytes);
      const standard = URL.parse(`http://[${long}]`)?.hostname.slice(1, -1);
      if (!standard?.startsWith('::ffff:')) assert.equal(canonicalAddress(long), standard);
    }),
  );
  fc.assert(fc.property(v4, (bytes) => assert.equal(canonicalAddress(bytes.join('.')), bytes.join('.'))));
});

test('what no resolver would take is no domain', () => {
  for (const text of [
    'localhost',
    'a..b.org',
    '-a.org',
    'a.org-',
    'a b.org',
    'a.1',
    `${'a'.repeat(64)}.org`,
    'ü/x.org',
    'ü@x.org',
  ])
    assert.equal(canonicalDomain(text), undefined, text);
});

test('what would hit everywhere is said so', () => {
  const caution = (word: string) => {
    const found = readWord(word);
    assert.ok(found.ok, word);
    return cautionOf(found.indicator);
  };
  assert.match(caution('192.168.1.1') ?? '', /private/);
  assert.match(caution('10.1.0.0/16') ?? '', /private/);
  assert.match(caution('fd00::1') ?? '', /private/);
  assert.match(caution('8.8.8.8') ?? '', /resolver/);
  assert.match(caution('microsoft.com') ?? '', /every day/);
  assert.match(caution('https://www.google.com/') ?? '', /front page/);
  assert.match(caution('svchost.exe') ?? '', /Windows/);
  assert.match(caution('d41d8cd98f00b204e9800998ecf8427e') ?? '', /empty/);
  for (const word of [
    '93.184.215.14',
    'bad.microsoft.com',
    'tasksche.exe',
    'a'.repeat(32),
    'https://google.com/x',
  ])
    assert.equal(caution(word), undefined, word);
});
