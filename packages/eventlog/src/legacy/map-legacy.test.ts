import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { sharedData } from '../../../../tools/shared-data.ts';
import { legacyNames, mapLegacy } from './map-legacy.ts';
import { stringsFromMessage } from './parse-message.ts';

function map(eventId: number, ...strings: string[]) {
  return mapLegacy({ log: 'Security', source: 'Security', eventId, strings });
}

test('process creation: numbers as 4688 has them', () => {
  assert.deepEqual(map(592, '1736', 'C:\\a.exe ', '688', 'ann', 'TRUST', '(0x1,0x3E7)'), {
    eventId: 4688,
    provider: 'Microsoft-Windows-Security-Auditing',
    fields: {
      NewProcessId: '0x6c8',
      NewProcessName: 'C:\\a.exe',
      ProcessId: '0x2b0',
      SubjectUserName: 'ann',
      SubjectDomainName: 'TRUST',
      SubjectLogonId: '0x1000003e7',
    },
  });
});

test('the id of a failed logon says why it failed', () => {
  const status = (id: number) => [
    map(id, 'ann')?.eventId,
    map(id, 'ann')?.fields.Status,
    map(id, 'ann')?.fields.SubStatus,
  ];
  assert.deepEqual(status(529), [4625, '0xc000006d', undefined]);
  assert.deepEqual(status(531), [4625, '0xc0000072', '0xc0000072']);
  assert.deepEqual(status(539), [4625, '0xc0000234', '0xc0000234']);
  assert.deepEqual(status(537), [4625, undefined, undefined]);
});

test('log, source and id are the key together', () => {
  const strings = ['a'];
  // COM+ writes a 4625 to the Application log of a real Server 2003.
  assert.equal(mapLegacy({ log: 'Application', source: 'EventSystem', eventId: 4625, strings }), undefined);
  assert.equal(
    mapLegacy({ log: 'Security', source: 'Microsoft-Windows-Security-Auditing', eventId: 592, strings }),
    undefined,
  );
  assert.equal(mapLegacy({ log: 'System', source: 'Security', eventId: 592, strings }), undefined);
  assert.equal(mapLegacy({ log: 'SECURITY', source: 'SECURITY', eventId: 592, strings })?.eventId, 4688);
});

test('the actor is the client where there is one', () => {
  const cleared = map(517, 'SYSTEM', 'NT AUTHORITY', '(0x0,0x3E7)', 'eve', 'TRUST', '(0x0,0x1F00)');
  assert.equal(cleared?.eventId, 1102);
  assert.equal(cleared?.provider, 'Microsoft-Windows-Eventlog');
  assert.deepEqual([cleared?.fields.SubjectUserName, cleared?.fields.SubjectLogonId], ['eve', '0x1f00']);
  assert.equal(
    map(517, 'SYSTEM', 'NT AUTHORITY', '(0x0,0x3E7)', '-', '-', '-')?.fields.SubjectUserName,
    'SYSTEM',
  );
});

test('SIDs, decimal status codes and strings beyond the table', () => {
  assert.equal(
    map(636, '-', '%{S-1-5-21-1-2-3-500}', 'Administrators')?.fields.MemberSid,
    'S-1-5-21-1-2-3-500',
  );
  assert.equal(map(681, 'MICROSOFT', 'ann', 'WS', '3221225572')?.fields.Status, '0xc0000064');
  assert.equal(map(538, 'ann', 'D', '(0x0,0x1)', '3', 'more')?.fields.Data, 'more');
});

test('strings from a message, with labels left out by the shipper', () => {
  const message =
    `Logon Failure:     Reason: Unknown user name or bad password     User Name: administrator     Domain: TRUST-A
`.trim();
  assert.deepEqual(
    stringsFromMessage(
      'Security',
      'Security',
      529,
      `${message}     Logon Type: 3     Source Network Address: 10.20.4.77     Source Port: 0`,
    ),
    ['administrator', 'TRUST-A', '3', ...Array.from({ length: 8 }, () => ''), '10.20.4.77', '0'],
  );
});

test('the audit policy message prints its areas in another order than its strings', () => {
  const message = [
    'Audit Policy Change:',
    'New Policy:',
    '\tSuccess\tFailure',
    '\t    +\t    -\tLogon/Logoff',
    '\t    -\t    +\tObject Access',
    '\t    +\t    +\tSystem',
    'Changed By:',
    '\tUser Name:\tHOST$',
    '\tDomain Name:\tWG',
    '\tLogon ID:\t(0x0,0x3E7)',
  ].join('\r\n');
  const fields = map(612, ...stringsFromMessage('Security', 'Security', 612, message))?.fields;
  assert.deepEqual(
    [
      fields?.System_S,
      fields?.System_F,
      fields?.Logon_S,
      fields?.Logon_F,
      fields?.ObjectAccess_S,
      fields?.SubjectLogonId,
    ],
    ['+', '+', '+', '-', '-', '0x3e7'],
  );
});

test('our table says what the facts say', {
  skip: sharedData() === undefined ? 'no shared data' : false,
}, () => {
  const path = join(sharedData() ?? '', '08-normalisation/legacy-event-map.json');
  const {
    events,
  }: { events: { legacyId: number; currentId: number | null; fields: string[]; impliedStatus?: string }[] } =
    JSON.parse(readFileSync(path, 'utf8'));
  assert.equal(events.length, 134);
  for (const { legacyId, currentId, fields, impliedStatus } of events) {
    assert.deepEqual(legacyNames('Security', 'Security', legacyId), fields, `${legacyId}`);
    const mapped = map(legacyId);
    assert.equal(mapped?.eventId, currentId ?? legacyId);
    assert.equal(mapped?.fields.Status, impliedStatus?.toLowerCase());
  }
});
