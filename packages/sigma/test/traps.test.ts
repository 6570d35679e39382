import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { createEngine } from '../src/index.ts';
import { event, loadOne, matches, refuses, ruleText, selection, selects } from './support.ts';

/** Readings that come to mind first and are wrong; each of these tests fails on them. */
describe('traps of values', () => {
  it('null is absent or without value, the empty text is neither', () => {
    assert.ok(selects('F: null', {}));
    assert.ok(selects('F: null', { F: null }));
    assert.ok(!selects('F: null', { F: '' }));
    assert.ok(selects("F: ''", { F: '' }));
    assert.ok(!selects("F: ''", {}));
    assert.ok(!selects("F: ''", { F: null }));
    assert.ok(!selects("F: ''", { F: ' ' }));
    for (const text of ['~', 'Null', 'NULL', '']) assert.ok(selects(`F: ${text}`, {}), text);
    assert.ok(!selects("F: 'null'", {}));
    assert.ok(selects("F: 'null'", { F: 'null' }));
  });

  it('null cannot stand in a list', () => {
    assert.equal(refuses("F: ['', null]"), 'value-null-in-list');
  });

  it('a star alone is any value, but there must be one', () => {
    assert.ok(selects("F: '*'", { F: 'x' }));
    assert.ok(selects("F: '*'", { F: '' }));
    assert.ok(!selects("F: '*'", {}));
    assert.ok(!selects("F: '*'", { F: null }));
    assert.ok(!selects("F: '?*'", { F: '' }));
  });

  it('scalars are what is written, not what YAML makes of them', () => {
    for (const text of [
      '0x1000',
      '012',
      '1.0',
      '1e3',
      'yes',
      'on',
      'No',
      '12:30:45',
      '2017-05-12',
      '1_000',
      '.5',
      '+7',
      '0o17',
    ]) {
      assert.ok(selects(`F: ${text}`, { F: text }), text);
    }
    assert.ok(!selects('F: 0x1000', { F: '4096' }));
    assert.ok(!selects('F: 012', { F: '10' }));
    assert.ok(!selects('F: yes', { F: 'true' }));
    assert.ok(selects('F: true', { F: 'True' }));
  });

  it('a number is its text: neither part of another nor equal to its other spellings', () => {
    assert.ok(selects('F: 3', { F: '3' }));
    assert.ok(!selects('F: 3', { F: '13' }));
    assert.ok(!selects('F: 3', { F: '3.0' }));
    assert.ok(selects("F: '0x3e7'", { F: '0x3E7' }));
  });

  it('two backslashes are one, four are two', () => {
    assert.ok(selects("F|contains: 'a\\\\b'", { F: 'a\\b' }));
    assert.ok(!selects("F: 'a\\\\b'", { F: 'a\\\\b' }));
    assert.ok(selects("F: '\\\\\\\\host'", { F: '\\\\host' }));
    assert.ok(selects("F: 'a\\\\*'", { F: 'a\\anything' }));
    assert.ok(selects("F: 'a\\*'", { F: 'a*' }));
    assert.ok(!selects("F: 'a\\*'", { F: 'a\\b' }));
    assert.ok(selects("F|endswith: 'temp\\'", { F: 'c:\\temp\\' }));
  });

  it('stars cross lines', () => {
    assert.ok(selects("F: 'a*b'", { F: 'a\r\nmore\nb' }));
    assert.ok(selects('F|contains: b', { F: 'a\nb' }));
  });

  it('case is folded by code unit', () => {
    assert.ok(selects("F: 'ΟΔΟΣ'", { F: 'οδος' }));
    assert.ok(selects('F: k', { F: '\u212a' }));
    assert.ok(!selects('F: i', { F: '\u0130' }));
    assert.ok(!selects("F: 'i\u0307'", { F: '\u0130' }));
    assert.ok(selects("F|contains: 'ÄÖ'", { F: 'xäöx' }));
    assert.ok(!selects("F: 'ss'", { F: 'ß' }));
  });

  it('any of several values of a name may match, each by itself', () => {
    assert.ok(selects('F: b', { F: ['a', 'b'] }));
    assert.ok(selects('F|startswith: b', { F: ['a', 'bc'] }));
    assert.ok(!selects("F: 'a*b'", { F: ['a', 'b'] }));
    assert.ok(selects('F|contains|all: [a, b]', { F: ['a', 'b'] }));
    assert.ok(selects('F: null', { F: ['a', null] }));
    assert.ok(!selects('F: null', { F: ['a'] }));
    assert.ok(selects('F: null', { F: [] }));
    assert.ok(!selects('F|neq: b', { F: ['a', 'b'] }));
    assert.ok(selects('F|fieldref: G', { F: ['a', 'b'], G: ['c', 'B'] }));
  });

  it('field names may have blanks, dots and any case, and are taken as they are', () => {
    assert.ok(selects("'Threat Name': x", { 'Threat Name': 'x' }));
    assert.ok(selects('a.b: x', { 'a.b': 'x' }));
    assert.ok(!selects('Field: x', { field: 'x' }));
    assert.ok(selects('toString: null', {}));
    assert.ok(selects('__proto__: x', Object.fromEntries([['__proto__', 'x']])));
  });
});

describe('traps of keywords', () => {
  const rule = selection("'|all':\n  - alpha\n  - 'be*a'");

  it('are looked for within payload values, not in names and not in metadata', () => {
    const one = loadOne(ruleText('words:\n  - evil\n  - 42\ncondition: words'));
    assert.ok(matches(one, event({ F: 'an EVIL thing' })));
    assert.ok(matches(one, event({ F: '1427' })));
    assert.ok(!matches(one, event({ evil: 'x' })));
    assert.ok(!matches(one, event({ F: 'x' }, { provider: 'evil' })));
  });

  it('with "all" may be in different values', () => {
    assert.ok(matches(rule, event({ F: 'ALPHA', G: 'beta' })));
    assert.ok(!matches(rule, event({ F: 'alpha' })));
    assert.ok(!matches(rule, event({ F: 'alpha be', G: 'a' })));
  });

  it('hold backslashes as they are, not as JSON escapes them', () => {
    const path = loadOne(ruleText("words:\n  - 'C:\\Temp\\x'\ncondition: words"));
    assert.ok(matches(path, event({ F: 'see C:\\temp\\x.exe' })));
    assert.ok(!matches(path, event({ F: 'see C:\\\\temp\\\\x.exe' })));
  });

  it('may stand alone, among maps, and with modifiers', () => {
    assert.ok(matches(loadOne(ruleText('words: evil\ncondition: words')), event({ F: 'evil' })));
    const mixed = loadOne(ruleText('words:\n  - evil\n  - G: x\ncondition: words'));
    assert.ok(matches(mixed, event({ F: 'evil' })));
    assert.ok(matches(mixed, event({ G: 'x' })));
    const expression = selection("'|re': 'e.il$'");
    assert.ok(matches(expression, event({ F: 'evil' })));
    assert.ok(!matches(expression, event({ F: 'evil!' })));
    const anchored = selection("'|startswith': ev");
    assert.ok(matches(anchored, event({ F: 'evil' })));
    assert.ok(!matches(anchored, event({ F: 'the evil' })));
    assert.ok(!matches(selection("'|cased': Evil"), event({ F: 'evil' })));
  });

  it('can be negated', () => {
    const none = loadOne(ruleText('a:\n  F: x\nwords:\n  - evil\ncondition: a and not words'));
    assert.ok(matches(none, event({ F: 'x' })));
    assert.ok(!matches(none, event({ F: 'x', G: 'evil' })));
  });
});

describe('traps of log sources', () => {
  const system = '{product: windows, service: system}';

  it('process creation is Sysmon 1 and Security 4688, each under its own names', () => {
    const rule = selection("Image|endswith: '\\a.exe'\nParentImage|endswith: '\\b.exe'");
    const security = { channel: 'Security', provider: 'Microsoft-Windows-Security-Auditing', eventId: 4688 };
    assert.ok(matches(rule, event({ Image: 'x\\a.exe', ParentImage: 'x\\b.exe' })));
    assert.ok(matches(rule, event({ NewProcessName: 'x\\a.exe', ParentProcessName: 'x\\b.exe' }, security)));
    assert.ok(!matches(rule, event({ Image: 'x\\a.exe', ParentImage: 'x\\b.exe' }, security)));
    assert.ok(!matches(rule, event({ NewProcessName: 'x\\a.exe', ParentProcessName: 'x\\b.exe' })));
    assert.ok(!matches(rule, event({ Image: 'x\\a.exe', ParentImage: 'x\\b.exe' }, { eventId: 5 })));
    assert.ok(
      !matches(rule, event({ Image: 'x\\a.exe', ParentImage: 'x\\b.exe' }, { channel: 'Application' })),
    );
  });

  it('a field reference follows the mapping too', () => {
    const rule = selection('Image|fieldref: ParentImage');
    const security = { channel: 'Security', eventId: 4688 };
    assert.ok(matches(rule, event({ NewProcessName: 'a', ParentProcessName: 'A' }, security)));
  });

  it('two mappings of one log source give one hit', () => {
    const rule = selection('TargetObject: x', '{product: windows, category: registry_delete}');
    const engine = createEngine([rule]);
    for (const kind of ['DeleteKey', 'DeleteValue', ['DeleteKey', 'DeleteValue']]) {
      assert.equal(engine.match(event({ TargetObject: 'x', EventType: kind }, { eventId: 12 })).length, 1);
    }
    assert.ok(
      matches(rule, event({ TargetObject: 'x', EventType: ['DeleteKey', 'DeleteValue'] }, { eventId: 12 })),
    );
    assert.ok(!matches(rule, event({ TargetObject: 'x', EventType: 'CreateKey' }, { eventId: 12 })));
  });

  it('the event id of the system counts, not a field of that name in the payload', () => {
    const rule = selection('EventID: 7045\nChannel: System\nProvider_Name: Service Control Manager', system);
    const parts = { channel: 'System', provider: 'Service Control Manager', eventId: 7045 };
    assert.ok(matches(rule, event({ EventID: '1', Channel: 'x', Provider_Name: 'y' }, parts)));
    assert.ok(!matches(rule, event({ EventID: '7045' }, { ...parts, eventId: 1 })));
    assert.ok(
      !matches(rule, event({ Provider_Name: 'Service Control Manager' }, { ...parts, provider: 'other' })),
    );
  });

  it('channels and providers are compared without case, in every record by itself', () => {
    const rule = selection('EventID: 7045', system);
    const engine = createEngine([rule]);
    assert.equal(engine.match(event({}, { channel: 'SYSTEM', eventId: 7045 })).length, 1);
    assert.equal(engine.match(event({}, { channel: 'ForwardedEvents', eventId: 7045 })).length, 0);
    assert.equal(engine.match(event({}, { channel: 'system', eventId: 7045 })).length, 1);
  });

  it('identity is asked in every way that other fields are', () => {
    const parts = { channel: 'System', provider: 'Service Control Manager', eventId: 7045 };
    const yes = [
      "Provider_Name|contains: 'control'",
      "Provider_Name|re: '^Service C'",
      "Provider_Name|cased: 'Service Control Manager'",
      'EventID|gte: 7000',
      "EventID: '70*'",
      'EventID|neq: 1',
      'EventID|exists: true',
      'Channel|startswith: sys',
    ];
    const no = [
      "Provider_Name|cased: 'service control manager'",
      "Provider_Name|re: '^service'",
      'EventID|lt: 7000',
      'EventID|neq: 7045',
      'EventID: null',
      "EventID: '07045'",
    ];
    for (const lines of yes) assert.ok(matches(selection(lines, system), event({}, parts)), lines);
    for (const lines of no) assert.ok(!matches(selection(lines, system), event({}, parts)), lines);
  });

  it('an event without an id or a channel has those of its payload', () => {
    const rule = selection('EventID: 5', '{product: windows}');
    assert.ok(matches(rule, event({ EventID: '5' }, { channel: '', eventId: -1, provider: '' })));
    assert.ok(!matches(rule, event({ EventID: '6' }, { channel: '', eventId: -1, provider: '' })));
  });

  it('events that state their log source are matched by it alone', () => {
    const linux = selection('Image: /bin/sh', '{product: linux, category: process_creation}');
    const any = selection('Image: /bin/sh', '{category: process_creation}');
    const stated = { logsource: { product: 'linux', category: 'process_creation' } };
    assert.ok(matches(linux, event({ Image: '/bin/sh' }, stated)));
    assert.ok(matches(any, event({ Image: '/bin/sh' }, stated)));
    assert.ok(!matches(selection('Image: /bin/sh'), event({ Image: '/bin/sh' }, stated)));
    assert.ok(!matches(linux, event({ Image: '/bin/sh' }, { logsource: { product: 'linux' } })));
    assert.ok(!matches(linux, event({ Image: '/bin/sh' })));
    assert.ok(matches(any, event({ Image: '/bin/sh' })));
  });

  it('a service narrows a category', () => {
    const rule = selection(
      'CommandLine: x',
      '{product: windows, category: process_creation, service: security}',
    );
    assert.ok(matches(rule, event({ CommandLine: 'x' }, { channel: 'Security', eventId: 4688 })));
    assert.ok(!matches(rule, event({ CommandLine: 'x' })));
  });

  it('invented channels, providers and ids share groups', () => {
    const rules = [selection('EventID: 7045', system)];
    const engine = createEngine(rules);
    for (let each = 0; each < 20_000; each++) {
      engine.match(event({}, { channel: `c${each}`, provider: `p${each}`, eventId: each }));
      engine.match(event({}, { channel: 'System', provider: `p${each}`, eventId: each % 70_000 }));
    }
    assert.ok(engine.statistics().groups < 10, `${engine.statistics().groups} groups`);
    assert.equal(engine.statistics().records, 40_000);
    assert.equal(engine.statistics().hits, 1);
  });
});
