import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import fc from 'fast-check';
import { sharedData } from '../../../../tools/shared-data.ts';
import type { PlainRecord } from '../plain-record.ts';
import { recordFromJson } from './record-from-json.ts';
import { eventTime } from './time.ts';

const shared = sharedData();
const skip = shared === undefined ? 'no shared data' : false;

function sample(path: string): string {
  return readFileSync(join(shared ?? '', '07-shippers', path), 'utf8');
}

function lines(path: string): PlainRecord[] {
  return sample(path)
    .trim()
    .split('\n')
    .map((line) => known(JSON.parse(line)));
}

function known(value: unknown): PlainRecord {
  const record = recordFromJson(value);
  assert.ok(record !== undefined, JSON.stringify(value).slice(0, 200));
  return record;
}

const head = (record: PlainRecord | undefined) =>
  record && [record.channel, record.provider, record.eventId, record.recordId, record.computer, record.zone];
const security = ['Security', 'Microsoft-Windows-Security-Auditing'];

test('Winlogbeat 6 from XP', { skip }, () => {
  const record = known(JSON.parse(sample('winlogbeat/winlogbeat-6-xp-592.json')));
  assert.deepEqual(head(record), [...security, 4688, '48211', 'RADIOLOGY-XP07', 'utc']);
  assert.equal(record.get('NewProcessName'), 'C:\\WINDOWS\\tasksche.exe');
  assert.equal(record.get('ProcessId'), '0x2b0');
  assert.equal(record.get('SubjectLogonId'), '0x3e7');
  assert.equal(record.get('LegacyEventID'), '592');
  assert.equal(record.userSid, 'S-1-5-18');
  assert.equal(record.timeMs, Date.parse('2017-05-12T12:47:03Z'));
});

test('Winlogbeat 8', { skip }, () => {
  const record = known(JSON.parse(sample('winlogbeat/winlogbeat-8-4688.json')));
  assert.deepEqual(head(record), [...security, 4688, '512334', 'WARD-PC-114.trust-a.example', 'utc']);
  assert.equal(record.get('CommandLine'), 'vssadmin delete shadows /all /quiet');
  assert.equal(record.get('Keywords'), '0x8020000000000000');
  assert.equal(record.get('Execution_ProcessID'), '4');
  assert.equal(record.level, 0);
  assert.equal(Object.keys(record.fields()).length, 15);
});

test('Fluent Bit, both inputs', { skip }, () => {
  const [winevtlog, winlog] = lines('fluent-bit/winevtlog-and-winlog.jsonl');
  assert.deepEqual(head(winevtlog), [...security, 4625, '512301', 'WARD-PC-114.trust-a.example', 'offset']);
  assert.equal(winevtlog?.get('TargetUserName'), 'administrator');
  assert.equal(winevtlog?.get('IpAddress'), '10.20.4.77');
  assert.equal(winevtlog?.get('SubStatus'), '0xc000006a');
  assert.deepEqual(head(winlog), [...security, 4625, '771201', 'PHARM-2003-01', 'offset']);
  assert.equal(winlog?.timeMs, Date.parse('2017-05-12T12:46:51Z'));
  assert.equal(winlog?.get('LogonProcessName'), 'NtLmSsp');
  assert.equal(winlog?.get('Status'), '0xc000006d');
  assert.equal(winlog?.get('Keywords'), '0x8010000000000000');
});

test('Wazuh, both formats', { skip }, () => {
  const [sysmon, legacy] = lines('wazuh-ossec/wazuh-alerts.sample.jsonl');
  const provider = ['Microsoft-Windows-Sysmon/Operational', 'Microsoft-Windows-Sysmon'];
  assert.deepEqual(head(sysmon), [...provider, 1, '5786', 'WARD-PC-114.trust-a.example', 'utc']);
  assert.equal(sysmon?.get('Image'), 'C:\\Windows\\System32\\vssadmin.exe');
  assert.equal(sysmon?.get('User'), 'TRUST-A\\n.patel');
  assert.equal(sysmon?.get('image'), 'C:\\Windows\\System32\\vssadmin.exe');
  assert.deepEqual(head(legacy), [...security, 4625, '', 'PHARM-2003-01', 'offset']);
  assert.equal(legacy?.get('TargetUserName'), 'administrator');
  assert.equal(legacy?.get('SubjectUserName'), '');
  assert.equal(legacy?.get('IpAddress'), '10.20.4.77');
  assert.equal(legacy?.get('IpPort'), '0');
});

test('NXLog from XP and Server 2003: strings from the message', { skip }, () => {
  const [created, tcpip, failed] = lines('nxlog/nxlog-im_mseventlog-xp2003.jsonl');
  assert.deepEqual(head(created), [...security, 4688, '48211', 'RADIOLOGY-XP07', 'assumed']);
  assert.deepEqual(created?.fields(), {
    NewProcessId: '0x6c8',
    NewProcessName: 'C:\\WINDOWS\\tasksche.exe',
    ProcessId: '0x2b0',
    SubjectUserName: 'RADIOLOGY-XP07$',
    SubjectDomainName: 'TRUST-A',
    SubjectLogonId: '0x3e7',
  });
  assert.deepEqual(head(tcpip), ['System', 'Tcpip', 4226, '9120', 'RADIOLOGY-XP07', 'assumed']);
  assert.match(String(tcpip?.get('Data')), /^TCP\/IP has reached the security limit/);
  assert.equal(failed?.get('IpAddress'), '10.20.4.77');
});

test('NXLog from XP and Server 2003: strings of System events from the message', () => {
  const event = {
    EventTime: '2017-05-12 13:02:11',
    Hostname: 'MRI-CONSOLE-2',
    EventType: 'ERROR',
    EventID: 1003,
    SourceName: 'System Error',
    FileName: 'System',
    RecordNumber: 77,
    CategoryNumber: 102,
    Message:
      'Error code 10000050, parameter1 b2a4c1f8, parameter2 00000000, parameter3 8057a1c2, parameter4 00000000.',
    SourceModuleType: 'im_mseventlog',
  };
  assert.deepEqual(known(event).get('Data'), ['10000050', 'b2a4c1f8', '00000000', '8057a1c2', '00000000']);
  // Worded otherwise, the message itself is all there is.
  const other = { ...event, Message: 'Error code 10000050.' };
  assert.equal(known(other).get('Data'), 'Error code 10000050.');
});

test('NXLog from Vista on', { skip }, () => {
  const records = lines('nxlog/nxlog-im_msvistalog-unique-events.jsonl');
  assert.equal(records.length, 158);
  assert.ok(
    records.every(
      ({ channel, provider, eventId, timeMs }) => channel && provider && eventId >= 0 && timeMs > 0,
    ),
  );
  const sysmon = records.find(({ channel, eventId }) => channel.includes('Sysmon') && eventId === 1);
  assert.match(String(sysmon?.get('Image')), /\.exe$/i);
  assert.equal(sysmon?.get('SourceModuleType'), undefined);
  assert.equal(sysmon?.zone, 'utc');
});

test('Windows XML as JSON in three ways of writing attributes', () => {
  const expected = ['Ch', 'P', 3, '9', 'C', 'utc'];
  const time = '2026-01-02T03:04:05.678901Z';
  const data = { Name: 'v', Number: 5, Id: '5770385F-C22A-43E0-BF4C-06F5698FFBD9' };
  const common = { Level: 4, EventRecordID: 9, Channel: 'Ch', Computer: 'C' };
  for (const System of [
    {
      ...common,
      EventID: { '#attributes': { Qualifiers: 1 }, '#text': 3 },
      Provider: { '#attributes': { Name: 'P' } },
      TimeCreated: { '#attributes': { SystemTime: time } },
    },
    {
      ...common,
      EventID: 3,
      Provider_attributes: { Name: 'P' },
      TimeCreated_attributes: { SystemTime: time },
    },
    { ...common, EventID: '3', Provider: { '@Name': 'P' }, TimeCreated: { '@SystemTime': time } },
  ]) {
    const record = known({ Event: { System, EventData: data } });
    assert.deepEqual(head(record), expected);
    assert.deepEqual(record.fields(), {
      Name: 'v',
      Number: '5',
      Id: '{5770385F-C22A-43E0-BF4C-06F5698FFBD9}',
    });
    assert.equal(record.timeMs, Date.parse('2026-01-02T03:04:05.678Z') + 0.901);
  }
});

test('unnamed and nested event data', () => {
  const System = { EventID: 1, Channel: 'Application' };
  assert.deepEqual(known({ Event: { System, EventData: { Data: { '#text': ['a', 'b'] } } } }).get('Data'), [
    'a',
    'b',
  ]);
  const user = { EventXML: { '#attributes': { xmlns: 'urn:x' }, Param1: 'x', Inner: { Param2: 2 } } };
  assert.deepEqual(known({ Event: { System, UserData: user } }).fields(), { Param1: 'x', Param2: '2' });
});

test('PowerShell and plain objects', () => {
  const powershell = known({
    Id: 7045,
    LogName: 'System',
    ProviderName: 'Service Control Manager',
    TimeCreated: '/Date(1767323045678)/',
    RecordId: 5,
    MachineName: 'PC',
    Level: 4,
    Properties: ['svc', 'C:\\x.exe', 'user mode service', 'auto start', 'LocalSystem'].map((Value) => ({
      Value,
    })),
  });
  assert.deepEqual(head(powershell), ['System', 'Service Control Manager', 7045, '5', 'PC', 'utc']);
  assert.equal(powershell.get('ImagePath'), 'C:\\x.exe');
  const plain = known({
    EventID: '1',
    Channel: 'X',
    Provider_Name: 'P',
    Computer: 'C',
    EventRecordID: 2,
    ProcessId: 7,
  });
  assert.equal(plain.get('ProcessId'), '7');
});

test('Winlogbeat after its Sysmon module', () => {
  const record = known({
    '@timestamp': '2026-01-01T00:00:00Z',
    winlog: {
      channel: 'Microsoft-Windows-Sysmon/Operational',
      provider_name: 'Microsoft-Windows-Sysmon',
      event_id: '1',
      event_data: { User: 'D\\u' },
    },
    process: { executable: 'C:\\a.exe', command_line: 'a', parent: { executable: 'C:\\b.exe' } },
  });
  assert.deepEqual(record.fields(), {
    Image: 'C:\\a.exe',
    CommandLine: 'a',
    ParentImage: 'C:\\b.exe',
    User: 'D\\u',
  });
});

test('what is no Windows event stays unknown', () => {
  for (const value of [
    null,
    1,
    'x',
    [],
    {},
    { message: 'hello' },
    { EventID: 'x', Channel: 'y' },
    { winlog: {} },
  ]) {
    assert.equal(recordFromJson(value), undefined);
  }
});

test('keys that are members of every object are data', () => {
  const record = known(
    JSON.parse('{"EventID":1,"Channel":"X","EventData":{"__proto__":"a","constructor":"b"}}'),
  );
  assert.deepEqual(
    [record.get('__proto__'), record.get('constructor'), record.get('toString')],
    ['a', 'b', undefined],
  );
  assert.deepEqual(Object.keys(record.fields()), ['__proto__', 'constructor']);
});

test('times with their zones', () => {
  const utc = Date.UTC(2026, 2, 2, 8, 14, 22);
  assert.deepEqual(eventTime('2026-03-02T08:14:22Z'), { timeMs: utc, zone: 'utc' });
  assert.deepEqual(eventTime('2026-03-02 08:14:22.5'), { timeMs: utc + 500, zone: 'assumed' });
  assert.deepEqual(eventTime('2026-03-02T08:14:22+01:30'), { timeMs: utc - 5400000, zone: 'offset' });
  assert.deepEqual(eventTime('2026-03-02 08:14:22 -0500'), { timeMs: utc + 18000000, zone: 'offset' });
  assert.ok(Number.isNaN(eventTime('yesterday').timeMs));
});

test('any JSON is a record or unknown, never an error', () => {
  const keys = [
    'winlog',
    'event_data',
    'Event',
    'System',
    'EventID',
    'Channel',
    'EventData',
    'data',
    'win',
    'eventdata',
    'log_name',
    'event_id',
    'StringInserts',
    'Message',
    'SourceName',
    'FileName',
    'EventTimeWritten',
    'full_log',
    'Properties',
    'ProviderName',
    'EventRecordID',
    'TimeGenerated',
    'Hostname',
    'param1',
    'Keywords',
  ];
  const { tree } = fc.letrec((tie) => ({
    leaf: fc.oneof(
      fc.constantFrom(1, 592, 4688, 'Security', 'Security', 1.5, -1, 1e300, '', true, null),
      fc.string(),
    ),
    object: fc.dictionary(fc.constantFrom(...keys), tie('tree'), { maxKeys: 8 }),
    tree: fc.oneof({ maxDepth: 4 }, tie('leaf'), fc.array(tie('tree'), { maxLength: 3 }), tie('object')),
  }));
  fc.assert(
    fc.property(fc.dictionary(fc.constantFrom(...keys), tree, { maxKeys: 10 }), (value) => {
      const record = recordFromJson(value);
      if (record === undefined) return;
      assert.equal(
        [...record.texts()].every((text) => typeof text === 'string'),
        true,
      );
      record.fields();
      record.systemFields();
    }),
    { numRuns: 2000 },
  );
});

test('an event without a channel is known by its provider', () => {
  const shapes = [
    { EventTime: '2020-09-18T14:02:36.219Z', Hostname: 'H', EventID: 6, SourceName: 'RPC', Channel: '' },
    { TimeCreated: '2020-09-18T14:02:36Z', Id: 6, ProviderName: 'RPC', LogName: null },
    { ProviderName: 'RPC', EventRecordID: 1, Channel: '', EventID: 6, StringInserts: [] },
    { data: { win: { system: { channel: '', providerName: 'RPC', eventID: '6' } } } },
  ];
  for (const shape of shapes) {
    const record = recordFromJson(shape);
    assert.equal(record?.provider, 'RPC', JSON.stringify(shape));
    assert.equal(record.eventId, 6);
    assert.equal(record.channel, '');
  }
  assert.equal(recordFromJson({ Id: 6, ProviderName: 'RPC' }), undefined);
});

test("an EventType that is none of NXLog's words is the event's own", () => {
  const event = { SourceName: 'Microsoft-Windows-Sysmon', Channel: 'C', Hostname: 'H', EventID: 12 };
  const registry = recordFromJson({ ...event, EventType: 'DeleteKey' });
  assert.equal(registry?.get('EventType'), 'DeleteKey');
  assert.equal(recordFromJson({ ...event, EventType: 'INFO' })?.get('EventType'), undefined);
});
