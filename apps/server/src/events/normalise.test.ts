import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { recordFromJson } from '@cordon/eventlog';
import { canonicalAddress } from '@cordon/indicators';
import { findObservables } from '@cordon/indicators/event';
import { connectionOf } from './connection.ts';
import type { EventEnvelope } from './envelope.ts';
import { EnvelopeView } from './envelope-view.ts';
import { instantOfWall } from './local-time.ts';
import { type Arrival, envelopeOf, sightingOf } from './normalise.ts';
import { osEvidence } from './os-evidence.ts';
import { plainEnvelope } from './plain-event.ts';
import { readJsonLine } from './read-json.ts';
import { recordLine, recordOfLine } from './record-line.ts';

const arrival: Arrival = {
  sourceId: 'source',
  organisationId: 'organisation',
  origin: 'live',
  timeZone: 'Europe/London',
  received: Date.parse('2026-07-01T12:00:00Z'),
  givenId: undefined,
  batch: 'b'.repeat(32),
  ordinal: 3,
  original: '{}',
};

const beat = (data: Record<string, string>, more: Record<string, unknown> = {}) => ({
  '@timestamp': '2026-07-01T11:00:00.000Z',
  winlog: {
    channel: 'Security',
    provider_name: 'Microsoft-Windows-Security-Auditing',
    event_id: '4688',
    record_id: 9,
    computer_name: 'PC1.example',
    event_data: data,
    ...more,
  },
});

function envelope(value: unknown, more: Partial<Arrival> = {}): EventEnvelope {
  const record = recordFromJson(value);
  assert.ok(record);
  return envelopeOf(record, { ...arrival, ...more });
}

describe('normalisation', () => {
  it('takes organisation and source from the arrival, never from the event', () => {
    const event = envelope({ ...beat({}), organization: { id: 'other' }, organisationId: 'other' });
    assert.equal(event.organisationId, 'organisation');
    assert.equal(event.sourceId, 'source');
  });

  it('knows a Windows record by its place in its log, however it was sent', () => {
    const one = envelope(beat({ a: '1' }));
    assert.equal(envelope(beat({ a: '1' }), { batch: 'c'.repeat(32), ordinal: 9, givenId: 'x' }).id, one.id);
    assert.notEqual(envelope(beat({}, { record_id: 10 })).id, one.id);
    assert.notEqual(envelope(beat({}), { sourceId: 'other' }).id, one.id);
    assert.notEqual(envelope(beat({}, { computer_name: 'PC2' })).id, one.id);
  });

  it('knows what has no record number by the id given, else by its place in the request', () => {
    const plain = (more: Partial<Arrival>) => plainEnvelope({ a: 1 }, { ...arrival, ...more }).id;
    assert.equal(plain({ givenId: 'x', batch: 'c'.repeat(32) }), plain({ givenId: 'x' }));
    assert.notEqual(plain({ ordinal: 4 }), plain({}));
    assert.notEqual(plain({ batch: 'c'.repeat(32) }), plain({}));
    assert.equal(plain({}), plain({}));
  });

  it('reads local times in the zone of the source', () => {
    const wall = Date.parse('2026-07-01T12:00:00Z');
    assert.equal(instantOfWall(wall, 'UTC'), wall);
    assert.equal(instantOfWall(wall, 'Europe/London'), wall - 3_600_000);
    assert.equal(
      instantOfWall(Date.parse('2026-01-01T12:00:00Z'), 'Europe/London'),
      Date.parse('2026-01-01T12:00:00Z'),
    );
    // 25 October 2026, 01:30 occurs twice in London: the first is taken.
    assert.equal(
      instantOfWall(Date.parse('2026-10-25T01:30:00Z'), 'Europe/London'),
      Date.parse('2026-10-25T00:30:00Z'),
    );
    // 29 March 2026, 01:30 does not occur: as if the clock had not been put forward.
    assert.equal(
      instantOfWall(Date.parse('2026-03-29T01:30:00Z'), 'Europe/London'),
      Date.parse('2026-03-29T01:30:00Z'),
    );
    assert.equal(instantOfWall(wall, 'No/Such'), wall);
    const event = plainEnvelope({ time: '2026-07-01 12:00:00' }, arrival);
    assert.deepEqual([event.happened, event.zone], [wall - 3_600_000, 'assumed']);
    const offset = plainEnvelope({ time: '2026-07-01T12:00:00.5+02:00' }, arrival);
    assert.deepEqual([offset.happened, offset.zone], [Date.parse('2026-07-01T10:00:00.500Z'), 'offset']);
    assert.equal(plainEnvelope({ time: 'yesterday' }, arrival).happened, arrival.received);
  });

  it('names account, process, command and parent', () => {
    const event = envelope(
      beat({
        SubjectUserName: 'n.patel',
        SubjectDomainName: 'T',
        NewProcessName: 'C:\\a.exe',
        CommandLine: 'a',
        ParentProcessName: 'C:\\p.exe',
      }),
    );
    assert.deepEqual(
      [event.user, event.process, event.commandLine, event.parentProcess],
      ['T\\n.patel', 'C:\\a.exe', 'a', 'C:\\p.exe'],
    );
    const logon = envelope(
      beat({ SubjectUserName: 'SYSTEM', TargetUserName: 'eve', TargetDomainName: '-' }, { event_id: '4625' }),
    );
    assert.equal(logon.user, 'eve');
  });

  it('gives one sighting for one name, in any case, and another for another source', () => {
    const key = (host: string, source = 's') => sightingOf('o', source, host).key;
    assert.equal(key('PC1'), key('pc1'));
    assert.notEqual(key('PC1'), key('PC1', 't'));
    assert.equal(sightingOf('o', 's', '<script>alert(1)</script>').host, '<script>alert(1)</script>');
    assert.equal(sightingOf('o', 's', 'a\0b\ud800').host, 'ab\ufffd');
  });

  it('shows the same to detection after a round through the line that uploads use', () => {
    const record = recordFromJson(beat({ CommandLine: 'x', 'Threat Name': 'y' }));
    assert.ok(record);
    const line = JSON.parse(JSON.stringify(recordLine(record, '{}', 'g')));
    assert.deepEqual(envelopeOf(recordOfLine(line), arrival), envelopeOf(record, arrival));
  });

  it('finds fields, metadata, unspaced names and positions in an envelope', () => {
    const event = { ...envelope(beat({ 'Threat Name': 'y', Channel: 'mine' })), message: 'the message' };
    const view = new EnvelopeView(event);
    assert.equal(view.get('Channel'), 'mine', 'payload wins');
    assert.equal(view.get('Provider_Name'), 'Microsoft-Windows-Security-Auditing');
    assert.equal(view.get('EventID'), '4688');
    assert.equal(view.get('Computer'), 'PC1.example');
    assert.equal(view.get('ThreatName'), 'y');
    assert.equal(view.get('Message'), 'the message');
    assert.equal(view.get('constructor'), undefined);
    assert.deepEqual([...view.texts()].sort(), ['mine', 'y']);
    const data = new EnvelopeView({ ...event, fields: { Data: ['one', 'two'] } });
    assert.equal(data.get('param2'), 'two');
  });
});

describe('observables', () => {
  it('finds hashes, addresses and domains, each once and in one form', () => {
    const found = findObservables({
      Hashes: `SHA1=${'A'.repeat(40)},MD5=${'b'.repeat(32)},SHA256=${'c'.repeat(64)}`,
      SourceIp: '::ffff:10.0.0.1',
      DestinationIp: 'FE80::0001%3',
      IpAddress: '127.0.0.1',
      Other: ['0.0.0.0', '10.0.0.1', null],
      QueryName: 'Www.Example.COM.',
      CommandLine: 'get http://user@bad.example:8080/x https://[2001:DB8::1]/y',
      NotAHash: 'd'.repeat(32),
    });
    assert.deepEqual(found.hashes, ['a'.repeat(40), 'b'.repeat(32), 'c'.repeat(64), 'd'.repeat(32)]);
    assert.deepEqual(found.addresses, ['10.0.0.1', 'fe80::1', '2001:db8::1']);
    assert.deepEqual(found.domains, ['www.example.com', 'bad.example']);
    assert.equal(canonicalAddress('10.0.0.300'), undefined);
  });
});

describe('evidence', () => {
  const system = (provider: string, eventId: number, strings: string[]): EventEnvelope => ({
    ...envelope(beat({})),
    channel: 'System',
    provider,
    eventId,
    fields: { Data: strings },
  });
  const told = (event: EventEnvelope) => osEvidence(event).map(({ kind, value }) => `${kind} ${value}`);

  it('names the system by event 6009, of XP as of today', () => {
    assert.deepEqual(
      told(system('EventLog', 6009, ['5.01.', '2600', 'Service Pack 3', 'Multiprocessor Free'])),
      ['os-build 5.1.2600', 'service-pack Service Pack 3'],
    );
    assert.deepEqual(told(system('EventLog', 6009, ['10.00.', '19045', '', 'Multiprocessor Free', '0'])), [
      'os-build 10.0.19045',
    ]);
    const message = 'Microsoft (R) Windows (R) 5.01. 2600 Service Pack 3 Uniprocessor Free.';
    assert.deepEqual(
      told(system('EventLog', 6009, [message])),
      told(system('EventLog', 6009, ['5.01.', '2600', 'Service Pack 3'])),
    );
    assert.deepEqual(told(system('Other', 6009, ['5.01.', '2600'])), []);
    assert.deepEqual(told(system('NtServicePack', 4377, ['Windows XP', 'KB958644'])), ['update KB958644']);
  });

  it('sums connections by peer and port, in the direction of the device', () => {
    const sysmon = (fields: Record<string, string>) =>
      connectionOf({
        ...envelope(beat({})),
        channel: 'Microsoft-Windows-Sysmon/Operational',
        eventId: 3,
        fields,
      });
    const fields = {
      SourceIp: '10.0.0.1',
      DestinationIp: '10.0.0.2',
      DestinationPort: '445',
      Protocol: 'tcp',
    };
    assert.equal(sysmon({ ...fields, Initiated: 'true' }), 'out 10.0.0.2:445/tcp');
    assert.equal(sysmon({ ...fields, Initiated: 'false' }), 'in 10.0.0.1:445/tcp');
    assert.equal(sysmon({ ...fields, DestinationIp: '127.0.0.1' }), undefined);
  });
});

describe('lines', () => {
  const code = (line: Buffer | string): string => {
    const read = readJsonLine(Buffer.from(line));
    return read.ok ? 'ok' : `${read.fault.code}: ${read.fault.reason}`;
  };
  it('says what is wrong and where', () => {
    assert.equal(code('{"a":"é"}'), 'ok');
    assert.match(code('{"a":'), /^invalid-json: /);
    assert.equal(code('[]'), 'not-an-object: expected an object, found a list');
    assert.equal(code('null'), 'not-an-object: expected an object, found null');
    assert.equal(code(Buffer.from([0x7b, 0x22, 0xc3, 0xa9, 0xff])), 'invalid-utf8: byte 4: expected UTF-8');
    assert.match(code(`${'{"a":'.repeat(65)}1${'}'.repeat(65)}`), /^json-too-deep/);
    assert.match(code(`{"a":${'['.repeat(400_000)}${']'.repeat(400_000)}}`), /^json-too-deep/);
    assert.match(code(`{"a":[${'1,'.repeat(2000)}1]}`), /^too-many-fields/);
  });
});
