import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { loadRules } from '../src/index.ts';
import { event, type Fields, loadOne, matches, refuses, rejectionOf, ruleText, selects } from './support.ts';

interface Case {
  readonly selection: string;
  readonly yes: readonly Fields[];
  readonly no: readonly Fields[];
}

const value = (text: string | null): Fields => ({ F: text });

const cases: Readonly<Record<string, Case>> = {
  contains: {
    selection: 'F|contains: bc',
    yes: [value('aBCd'), value('bc')],
    no: [value('b c'), {}, value(null)],
  },
  startswith: { selection: 'F|startswith: ab', yes: [value('ABc')], no: [value('xab')] },
  endswith: { selection: "F|endswith: '\\cmd.exe'", yes: [value('C:\\CMD.EXE')], no: [value('xcmd.exe')] },
  'endswith keeps wildcards': { selection: "F|endswith: 'a*b'", yes: [value('xaXb')], no: [value('aXbx')] },
  'contains with a trailing backslash': {
    selection: "F|contains: 'Temp\\'",
    yes: [value('C:\\temp\\x')],
    no: [value('temp*x')],
  },
  all: { selection: 'F|contains|all: [a, b]', yes: [value('xbxa')], no: [value('xa')] },
  'all before contains': { selection: 'F|all|contains: [a, b]', yes: [value('ba')], no: [value('b')] },
  cased: { selection: 'F|contains|cased: Ab', yes: [value('xAbx')], no: [value('xabx')] },
  'cased, equal': { selection: 'F|cased: Ab', yes: [value('Ab')], no: [value('ab')] },
  neq: { selection: 'F|neq: a', yes: [value('b'), {}, value(null), value('')], no: [value('A')] },
  'neq of a list': { selection: 'F|neq: [a, b]', yes: [value('c')], no: [value('a'), value('b')] },
  'neq of a number': { selection: 'F|neq: 5', yes: [value('55')], no: [value('5')] },
  exists: { selection: 'F|exists: true', yes: [value('a'), value(''), value(null)], no: [{}] },
  'exists: false': { selection: 'F|exists: false', yes: [{}], no: [value('a'), value(''), value(null)] },
  windash: {
    selection: "F|windash|contains: ' -enc'",
    yes: [value('x -enc'), value('x /ENC'), value('x \u2013enc'), value('x \u2014enc'), value('x \u2015enc')],
    no: [value('x enc'), value('x +enc')],
  },
  'windash from a slash': {
    selection: "F|windash|contains: ' /f '",
    yes: [value('a -f b'), value('a /f b')],
    no: [value('a f b')],
  },
  'windash, several options': {
    selection: "F|windash|contains: ' -a -b'",
    yes: [value(' /a -b'), value(' -a /b'), value(' \u2014a \u2013b')],
    no: [value(' -a b')],
  },
  'windash leaves dashes within words': {
    selection: "F|windash|contains: '-by-pass'",
    yes: [value('/by-pass')],
    no: [value('-by/pass')],
  },
  'windash and all': {
    selection: "F|windash|contains|all: [' -a', ' -b']",
    yes: [value('x -a /b'), value('x /b -a')],
    no: [value('x -a'), value('x /a -a')],
  },
  'windash and base64offset': {
    selection: "F|windash|base64offset|contains: ' -enc'",
    yes: [
      value(Buffer.from('xx /enc yy').toString('base64')),
      value(Buffer.from('x -enc y').toString('base64')),
    ],
    no: [value(Buffer.from('xx enc yy').toString('base64'))],
  },
  re: { selection: "F|re: 'a\\d+b'", yes: [value('xa12bx')], no: [value('ab'), value('A12B')] },
  're with i': { selection: "F|re|i: 'a\\d+b'", yes: [value('A12B')], no: [value('AB')] },
  're with i and m and s': {
    selection: "F|re|i|m|s: '^a.b$'",
    yes: [value('x\nA\nB\ny')],
    no: [value('xA\nB')],
  },
  're with an inline flag': { selection: "F|re: '(?i)ab'", yes: [value('AB')], no: [value('A B')] },
  're and startswith': { selection: "F|re|startswith: 'a|b'", yes: [value('bx')], no: [value('xb')] },
  're and endswith': { selection: "F|re|endswith: 'a|b'", yes: [value('xa')], no: [value('ax')] },
  're and all': { selection: "F|re|all: ['a+', 'b+']", yes: [value('ba')], no: [value('a')] },
  're and neq': { selection: "F|re|neq: 'a+'", yes: [value('b'), {}], no: [value('a')] },
  base64: {
    selection: 'F|base64|contains: /bin/sh',
    yes: [value('x L2Jpbi9zaA==')],
    no: [value('/bin/sh'), value(Buffer.from('x/bin/sh').toString('base64'))],
  },
  base64offset: {
    selection: "F|base64offset|contains: 'http://'",
    yes: ['', 'a', 'ab', 'abc'].map((head) => value(Buffer.from(`${head}http://tail`).toString('base64'))),
    no: [value('http://'), value(Buffer.from('https//').toString('base64'))],
  },
  'base64offset counts bytes': {
    selection: "F|base64offset|contains: 'überaus'",
    yes: ['', 'a', 'ab'].map((head) => value(Buffer.from(`${head}überaus gut`).toString('base64'))),
    no: [value(Buffer.from('uberaus gut').toString('base64'))],
  },
  'base64offset and all': {
    selection: "F|base64offset|contains|all: ['http://', 'token']",
    yes: [value(Buffer.from('http://x?token').toString('base64'))],
    no: [value(Buffer.from('http://x').toString('base64'))],
  },
  'wide and base64offset': {
    selection: "F|wide|base64offset|contains: 'ping'",
    yes: ['', 'a', 'ab'].map((head) => value(Buffer.from(`${head}ping`, 'utf16le').toString('base64'))),
    no: [value(Buffer.from('ping').toString('base64'))],
  },
  'utf16le and base64': {
    selection: "F|utf16le|base64|contains: 'cmd'",
    yes: [value('YwBtAGQA')],
    no: [value('Y21k')],
  },
  'utf16be and base64': {
    selection: "F|utf16be|base64|contains: 'cmd'",
    yes: [value('AGMAbQBk')],
    no: [value('YwBtAGQA')],
  },
  'utf16 and base64': {
    selection: "F|utf16|base64|contains: 'cmd'",
    yes: [value('//5jAG0AZAA=')],
    no: [value('YwBtAGQA')],
  },
  'wide alone': { selection: 'F|wide|contains: ab', yes: [value('xa\u0000b\u0000')], no: [value('ab')] },
  lt: {
    selection: 'F|lt: 10',
    yes: [value('9'), value('0x9'), value('-1')],
    no: [value('10'), value('x'), {}, value('')],
  },
  lte: { selection: 'F|lte: 10', yes: [value('10')], no: [value('10.5')] },
  gt: { selection: 'F|gt: 10', yes: [value('0xb'), value('10.1')], no: [value('10'), value('9')] },
  gte: { selection: "F|gte: '0x10'", yes: [value('16')], no: [value('15')] },
  hour: {
    selection: 'F|hour: 8',
    yes: [value('2017-05-12T08:24:00Z')],
    no: [value('2017-05-12T09:08:08Z'), value('8')],
  },
  'hour and gte': {
    selection: 'F|hour|gte: 20',
    yes: [value('2017-05-12 23:00:00')],
    no: [value('2017-05-12 08:00:00')],
  },
  week: { selection: 'F|week: 53', yes: [value('2021-01-01')], no: [value('2021-01-04')] },
  cidr: {
    selection: "F|cidr: ['10.0.0.0/8', '::1/128']",
    yes: [value('10.2.3.4'), value('::1'), value('::ffff:10.0.0.1')],
    no: [value('110.0.0.1'), value('10.0.0.0/8'), value('')],
  },
  'cidr and neq': {
    selection: 'F|cidr|neq: 10.0.0.0/8',
    yes: [value('8.8.8.8'), {}],
    no: [value('10.0.0.1')],
  },
  fieldref: {
    selection: 'F|fieldref: G',
    yes: [{ F: 'Same', G: 'sAME' }],
    no: [{ F: 'same' }, { G: 'same' }, {}, { F: 'a', G: 'b' }, { F: null, G: null }],
  },
  'fieldref and startswith': {
    selection: 'F|fieldref|startswith: G',
    yes: [{ F: 'abc', G: 'AB' }],
    no: [{ F: 'xab', G: 'ab' }],
  },
  'endswith before fieldref': {
    selection: 'F|endswith|fieldref: G',
    yes: [{ F: 'xab', G: 'AB' }],
    no: [{ F: 'abx', G: 'ab' }],
  },
  'contains before fieldref': {
    selection: 'F|contains|fieldref: G',
    yes: [{ F: 'xabx', G: 'AB' }],
    no: [{ F: 'x', G: 'ab' }],
  },
  'fieldref and cased': {
    selection: 'F|fieldref|cased: G',
    yes: [{ F: 'Ab', G: 'Ab' }],
    no: [{ F: 'ab', G: 'Ab' }],
  },
  'fieldref and neq': {
    selection: 'F|fieldref|neq: G',
    yes: [{ F: 'a', G: 'b' }, { F: 'a' }],
    no: [{ F: 'a', G: 'A' }],
  },
  'percent signs without expand': { selection: "F: '%name%'", yes: [value('%name%')], no: [value('x')] },
};

describe('modifiers', () => {
  for (const [name, { selection, yes, no }] of Object.entries(cases)) {
    it(name, () => {
      for (const fields of yes)
        assert.ok(selects(selection, fields), `should match ${JSON.stringify(fields)}`);
      for (const fields of no)
        assert.ok(!selects(selection, fields), `should not match ${JSON.stringify(fields)}`);
    });
  }

  const wrong: readonly [selection: string, code: string][] = [
    ['F|nosuch: a', 'modifier-unknown'],
    ['F|contains|contains: a', 'modifier-combination'],
    ['F|all: [a]', 'modifier-combination'],
    ['F|contains|all: a', 'modifier-combination'],
    ['F|i: a', 'modifier-combination'],
    ['F|contains|re: a', 'modifier-combination'],
    ['F|re|windash: a', 'modifier-combination'],
    ['F|re|cased: a', 'modifier-combination'],
    ['F|contains|base64: a', 'modifier-combination'],
    ["F|base64: 'a*'", 'modifier-combination'],
    ["F|base64offset: 'a?'", 'modifier-combination'],
    ['F|wide|wide: a', 'modifier-combination'],
    ['F|wide|utf16be: a', 'modifier-combination'],
    ['F|cidr|contains: 10.0.0.0/8', 'modifier-combination'],
    ['F|contains|cidr: 10.0.0.0/8', 'modifier-combination'],
    ['F|exists|contains: true', 'modifier-combination'],
    ['F|exists: [true, false]', 'modifier-combination'],
    ['F|contains: null', 'modifier-combination'],
    ['F|hour|contains: 5', 'modifier-combination'],
    ['F|contains|hour: 5', 'modifier-combination'],
    ["'|fieldref': G", 'modifier-combination'],
    ["'|exists': true", 'modifier-combination'],
    ["'|lt': 5", 'value-type'],
    ["'|cidr': 10.0.0.0/8", 'value-type'],
    ['F|exists: maybe', 'modifier-value'],
    ['F|lt: many', 'modifier-value'],
    ['F|hour: 24', 'modifier-value'],
    ['F|month: 0', 'modifier-value'],
    ['F|cidr: 10.0.0.0/40', 'modifier-value'],
    ['F|cidr: example', 'modifier-value'],
    ["F|fieldref: ''", 'modifier-value'],
    ["F|re: ''", 'modifier-value'],
    ["F|base64offset: ''", 'modifier-value'],
    ["F|re: '(?=a)b'", 'regex-unsupported'],
    ["F|re: '(a'", 'regex-syntax'],
    ["F|expand: '%unknown%'", 'placeholder-unresolved'],
    [`F|windash|base64: '${' -a'.repeat(9)}'`, 'expansion-too-large'],
  ];
  for (const [selection, code] of wrong) {
    it(`refuses ${selection.slice(0, 40)} as ${code}`, () => assert.equal(refuses(selection), code));
  }

  it('matches many dashes of windash without writing their combinations out', () => {
    const flags = ' -a -b -c -d -e -f -g -h -i -j -k -l -m -n';
    assert.ok(selects(`F|windash|contains: '${flags}'`, { F: `x${flags.replaceAll('-', '/')}` }));
  });

  it('does not let a base64offset of a short value match everything', () => {
    assert.ok(!selects('F|base64offset|contains: a', { F: '????' }));
  });
});

describe('expand', () => {
  const load = (selection: string, placeholders: Readonly<Record<string, readonly string[]>>) =>
    loadRules([{ name: 'x.yml', text: ruleText(`selection:\n  ${selection}\ncondition: selection`) }], {
      placeholders,
    });
  const placeholders = { servers: ['srv*', 'dc1'], admins: ['root'] };
  const expect = (selection: string, yes: readonly string[], no: readonly string[]): void => {
    const [rule] = load(selection, placeholders).rules;
    assert.ok(rule);
    for (const text of yes) assert.ok(matches(rule, event({ F: text })), text);
    for (const text of no) assert.ok(!matches(rule, event({ F: text })), text);
  };

  it('puts in every value, wildcards and all', () =>
    expect("F|expand: '%servers%'", ['SRV-17', 'dc1'], ['dc12', '%servers%']));
  it('combines several placeholders with text', () =>
    expect("F|expand: '%admins%@%servers%'", ['root@srv1', 'root@dc1'], ['root@x', 'root']));
  it('takes an escaped percent sign as one', () =>
    expect("F|expand: '\\%admins%admins%'", ['%adminsroot'], ['rootroot']));
  it('works before contains', () => expect("F|expand|contains: '%admins%'", ['xrootx'], ['xx']));
  it('works within expressions, as text', () =>
    expect("F|re|expand: '^%servers%$'", ['srv9', 'dc1'], ['xsrv9']));
  it('refuses a rule whose placeholder has no values', () => {
    const { report } = load("F|expand: '%workstations%'", placeholders);
    assert.equal(report.rejected[0]?.code, 'placeholder-unresolved');
  });
});

describe('rules without a usable condition', () => {
  it('are refused', () => {
    assert.equal(rejectionOf(ruleText('selection:\n  A: b')), 'field-missing');
    assert.equal(rejectionOf(ruleText('condition: selection')), 'detection-empty');
    assert.equal(rejectionOf(ruleText('selection: {}\ncondition: selection')), 'detection-empty');
    assert.equal(rejectionOf(ruleText('selection: []\ncondition: selection')), 'detection-empty');
    assert.equal(rejectionOf(ruleText('selection:\n  A: []\ncondition: selection')), 'detection-empty');
    assert.equal(rejectionOf(ruleText('selection:\n  A: {b: c}\ncondition: selection')), 'value-type');
    assert.equal(rejectionOf(ruleText('selection:\n  A: b\ncondition: [selection, null]')), 'field-type');
  });

  it('but several conditions are alternatives', () => {
    const rule = loadOne(ruleText('one:\n  A: x\ntwo:\n  B: y\ncondition:\n  - one\n  - two'));
    assert.ok(matches(rule, event({ A: 'x' })));
    assert.ok(matches(rule, event({ B: 'y' })));
    assert.ok(!matches(rule, event({ A: 'y' })));
  });
});
