import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { readIndicators } from '../src/index.ts';

const now = Date.UTC(2026, 10, 24);
const read = (text: string, most?: number) => readIndicators(text, { now, ...(most ? { most } : {}) });
const lines = (text: string) =>
  read(text).indicators.map(({ line, kind, value }) => `${line} ${kind} ${value}`);
const refusals = (text: string) =>
  read(text).refused.map(({ line, text: what, code }) => `${line} ${what} ${code}`);

test('text: words on lines, each once, comments passed over, refusals with their line', () => {
  const text = '# report 7\r\n198.18.0.1, bad[.]example\n\nbad.example nonsense\n// more\n"a.exe"';
  assert.deepEqual(lines(text), ['2 address 198.18.0.1', '2 domain bad.example', '6 file a.exe']);
  assert.deepEqual(refusals(text), ['4 nonsense not-an-indicator']);
  assert.equal(read(text).repeated, 1);
  assert.equal(read(text).format, 'text');
});

test('csv: a column of values with types beside it', () => {
  const text =
    'type;Indicator;Valid Until;note\ndomain;invoice.zip;2027-01-01;"a;b\n""c"""\nmd5;zz;;\nip;198.18.0.0/16;;\nip-dst;198.18.0.1;2026-01-01;\nx;y;soon;\n;;;left';
  assert.equal(read(text).format, 'csv');
  assert.deepEqual(lines(text), ['2 domain invoice.zip', '5 network 198.18.0.0/16']);
  assert.deepEqual(refusals(text), ['4 zz hash', '6 198.18.0.1 expired', '7 soon expiry', '8 ;;;left csv']);
  assert.equal(read(text).indicators[0]?.expires, Date.UTC(2027, 0, 1));
});

test('csv: a column for each kind', () => {
  const text = `\uFEFFfilename,sha256,ip\na b.exe,${'a'.repeat(64)},\n,,2001:db8::1\n`;
  assert.deepEqual(lines(text), ['2 file a b.exe', `2 hash ${'a'.repeat(64)}`, '3 address 2001:db8::1']);
});

test('stix: values by = and IN joined by OR; everything that says more is refused', () => {
  const indicator = (id: string, pattern: unknown, more = {}) => ({
    type: 'indicator',
    id,
    pattern,
    ...more,
  });
  const bundle = {
    type: 'bundle',
    objects: [
      { type: 'malware', id: 'malware--1' },
      indicator(
        'indicator--1',
        "[domain-name:value = 'bad.example'] OR [url:value IN ('http://a.example/', 'http://b.example/')]",
      ),
      indicator(
        'indicator--2',
        `[file:hashes.'SHA-256' = '${'a'.repeat(64)}' OR file:hashes.MD5 = '${'b'.repeat(32)}']`,
        {
          valid_until: '2027-01-01T00:00:00Z',
        },
      ),
      indicator('indicator--3', "[file:name = 'a.exe' AND file:size = 5]"),
      indicator('indicator--4', "[ipv4-addr:value = '198.18.0.1'] FOLLOWEDBY [file:name = 'a.exe']"),
      indicator('indicator--5', "[ipv4-addr:value != '198.18.0.1']"),
      indicator('indicator--6', "[ipv4-addr:value = '198.18.0.1'] WITHIN 5 SECONDS"),
      indicator('indicator--7', "[file:name = 'it\\'s.exe']"),
      indicator('indicator--8', "[file:name = 'x.exe']", { revoked: true }),
      indicator('indicator--9', 'alert tcp any', { pattern_type: 'snort' }),
      indicator('indicator--10', "[ipv4-addr:value = 'nonsense']"),
      indicator('indicator--11', "[file:name = 'y.exe'", {}),
      indicator('indicator--12', 5),
      indicator('indicator--13', "[file:name = 'x.exe']", { valid_until: 'never' }),
      indicator('indicator--14', "[NOT file:name = 'x.exe']"),
    ],
  };
  const reading = read(JSON.stringify(bundle, null, 1));
  assert.equal(reading.format, 'stix');
  assert.deepEqual(
    reading.indicators.map(({ kind, value, expires }) => `${kind} ${value} ${expires ?? ''}`),
    [
      'domain bad.example ',
      'url http://a.example/ ',
      'url http://b.example/ ',
      `hash ${'a'.repeat(64)} ${Date.UTC(2027, 0, 1)}`,
      `hash ${'b'.repeat(32)} ${Date.UTC(2027, 0, 1)}`,
      "file it's.exe ",
    ],
  );
  assert.deepEqual(
    reading.refused.map(({ text, code }) => `${text} ${code}`),
    [
      'indicator--3 pattern',
      'indicator--4 pattern',
      'indicator--5 pattern',
      'indicator--6 pattern',
      'indicator--8 stix',
      'indicator--9 pattern',
      'nonsense address',
      'indicator--11 pattern',
      'indicator--12 pattern',
      'indicator--13 expiry',
      'indicator--14 pattern',
    ],
  );
  assert.match(reading.refused[0]?.reason ?? '', /expected OR or \], found AND/);
  assert.deepEqual(
    reading.refused.slice(0, 2).map(({ line }) => line),
    [21, 26],
  );
});

test('stix: what is no bundle is refused, not thrown', () => {
  assert.deepEqual(refusals('{"a":'), ['1 {"a": stix']);
  assert.deepEqual(refusals('{"type":"bundle"}'), ['1 {"type":"bundle"} stix']);
});

test('a list holds so many and no more, and of repetitions the later expiry counts', () => {
  const text = Array.from({ length: 12 }, (_, n) => `d${n}.example`).join('\n');
  const reading = read(text, 10);
  assert.deepEqual([reading.indicators.length, reading.refusedInAll], [10, 2]);
  assert.equal(reading.refused[0]?.code, 'too-many');
  const twice =
    'domain,expires\na.example,2027-01-01\na.example,2028-01-01\nb.example,2027-01-01\nb.example,';
  assert.deepEqual(
    read(twice).indicators.map(({ expires }) => expires),
    [Date.UTC(2028, 0, 1), undefined],
  );
});

test('cautions and refusals are counted beyond what is told', () => {
  const text = Array.from({ length: 30 }, (_, n) => `10.0.0.${n} word${n}`).join('\n');
  const reading = readIndicators(text, { now, told: 5 });
  assert.deepEqual(
    [reading.refused.length, reading.refusedInAll, reading.cautions.length, reading.cautionsInAll],
    [5, 30, 5, 30],
  );
});

test('any text is read without an exception', () => {
  const piece = fc.constantFrom(
    '{',
    '"',
    ',',
    '\n',
    '\r',
    ';',
    'type',
    'indicator',
    'bundle',
    '[',
    "'",
    '\\',
    'a.example',
    '#',
    '\t',
    '\uFEFF',
  );
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 60, size: 'max' }), (pieces) => void read(pieces.join(''))),
    {
      numRuns: 500,
    },
  );
  fc.assert(fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (text) => void read(text)));
});
