import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { gunzipSync } from 'node:zlib';
import { sharedData } from '../../../../tools/shared-data.ts';
import { buildEvt, type EvtEvent, evtRecord } from '../../test/evt-builder.ts';
import { mutate, random } from '../../test/random.ts';
import type { Fault, LogRecord } from '../record.ts';
import { type EvtOptions, readEvt } from './read-evt.ts';

const events: EvtEvent[] = Array.from({ length: 5 }, (_, index) => ({
  number: 11 + index,
  eventId: 592,
  strings: ['1736', `C:\\${'x'.repeat(index)}.exe`, '688', 'USER', 'DOMAIN', '(0x0,0x3E7)'],
}));

function read(bytes: Buffer, options: EvtOptions = {}): { records: LogRecord[]; faults: Fault[] } {
  const records: LogRecord[] = [];
  const faults: Fault[] = [];
  for (const item of readEvt(bytes, options)) {
    if (item.kind === 'fault') faults.push(item.fault);
    else records.push(item.record);
  }
  return { records, faults };
}

const ids = (records: readonly LogRecord[]): string[] => records.map(({ recordId }) => recordId);
const inOrder = ['11', '12', '13', '14', '15'];

test('a clean ring, oldest first, mapped to today', () => {
  const { records, faults } = read(buildEvt(events, { size: 4096, start: 0x30 }));
  assert.deepEqual(faults, []);
  assert.deepEqual(ids(records), inOrder);
  const [first] = records;
  assert.equal(first?.eventId, 4688);
  assert.equal(first?.channel, 'Security');
  assert.equal(first?.computer, 'HOST-XP');
  assert.equal(first?.userSid, 'S-1-5-18');
  assert.equal(first?.timeMs, 1000000011000);
  assert.equal(first?.get('NewProcessId'), '0x6c8');
  assert.equal(first?.get('SubjectLogonId'), '0x3e7');
  assert.equal(first?.get('Keywords'), '0x8020000000000000');
  assert.deepEqual(first?.legacy, { eventId: 592, source: 'Security', strings: events[0]?.strings });
});

test('a record that runs over the end goes on behind the header', () => {
  // At every start in the last stretch some record, or the end record, is the one that is cut.
  let cut = 0;
  for (let start = 4096 - 1200; start <= 4096 - 60; start += 4) {
    const file = buildEvt(events, { size: 4096, start });
    const { records, faults } = read(file);
    assert.deepEqual(faults, [], `${start}`);
    assert.deepEqual(ids(records), inOrder, `${start}`);
    assert.equal(records[4]?.get('NewProcessName'), 'C:\\xxxx.exe');
    cut++;
  }
  assert.ok(cut > 100);
});

test('a dirty header lies: the floating end record is right', () => {
  const { records, faults } = read(
    buildEvt(events, { size: 4096, start: 0x30, dirty: true, statedEnd: 0x30 }),
  );
  assert.deepEqual(faults, []);
  assert.deepEqual(ids(records), inOrder);
});

test('a clean header that lies is a fault, and the end record is found', () => {
  const { records, faults } = read(buildEvt(events, { size: 4096, start: 0x30, statedEnd: 0x34 }));
  assert.deepEqual(
    faults.map(({ code }) => code),
    ['evt-header'],
  );
  assert.deepEqual(ids(records), inOrder);
});

test('without an end record everything that is found counts, by number', () => {
  const file = buildEvt(events, { size: 4096, start: 3700, dirty: true });
  for (let at = file.indexOf('11111111222222223333333344444444', 0, 'hex'); at >= 0; at = -1)
    file.fill(0, at, at + 16);
  const { records, faults } = read(file);
  assert.deepEqual(
    faults.map(({ code }) => code),
    ['evt-end'],
  );
  assert.deepEqual(ids(records), inOrder);
});

test('a damaged record costs only itself', () => {
  const file = buildEvt(events, { size: 4096, start: 0x30 });
  const second = 0x30 + file.readUInt32LE(0x30);
  file.write('XXXX', second + 4);
  const { records, faults } = read(file);
  assert.deepEqual(ids(records), ['11', '13', '14', '15']);
  assert.equal(faults.length, 1);
  assert.equal(faults[0]?.code, 'evt-record');
  assert.equal(faults[0]?.offset, second);
});

test('records in overwritten space are recovered and marked', () => {
  const file = buildEvt(events, { size: 4096, start: 0x30 });
  evtRecord({ number: 3, eventId: 592 }).copy(file, 3000);
  const { records } = read(file);
  assert.deepEqual(
    records.map(({ recordId, recovered }) => [recordId, recovered === true]),
    [...inOrder.map((id) => [id, false]), ['3', true]],
  );
  assert.deepEqual(ids(read(file, { liveOnly: true }).records), inOrder);
});

test('the log is named by its sources, then by its file, or by the caller', () => {
  const system = buildEvt(
    [{ number: 1, eventId: 7036, source: 'Service Control Manager', strings: ['a', 'b'] }],
    { size: 1024, start: 0x30 },
  );
  const [record] = read(system).records;
  assert.equal(record?.channel, 'System');
  assert.deepEqual(record?.get('Data'), ['a', 'b']);
  assert.equal(record?.get('param2'), 'b');
  const unknown = buildEvt([{ number: 1, eventId: 1, source: 'Vendor' }], { size: 1024, start: 0x30 });
  assert.equal(read(unknown, { fileName: '/x/AppEvent.Evt' }).records[0]?.channel, 'Application');
  assert.equal(read(unknown).records[0]?.channel, '');
  assert.equal(read(unknown, { log: 'Mine' }).records[0]?.channel, 'Mine');
});

test('every truncation, mutation and random input is read without harm', () => {
  const file = buildEvt(events, { size: 2048, start: 1700 });
  const check = (bytes: Buffer): void => {
    const { records, faults } = read(bytes);
    for (const record of records)
      for (const value of record.texts()) assert.ok(value.length <= bytes.length * 2);
    assert.ok(records.length + faults.length <= 8 + bytes.length / 28);
  };
  for (let length = 0; length <= file.length; length++) check(file.subarray(0, length));
  const next = random(5);
  for (let round = 0; round < 3000; round++) check(mutate(file, next));
  for (let round = 0; round < 200; round++)
    check(Buffer.from(Array.from({ length: next(3000) }, () => next(256))));
});

const shared = sharedData();
const skip = shared === undefined ? 'no shared data' : false;

test('the System log of a real XP: wrapped, dirty, one record over the end', { skip }, () => {
  const bytes = gunzipSync(readFileSync(join(shared ?? '', '05-endpoint/evt/SysEvent.Evt.gz')));
  const { records, faults } = read(bytes);
  const live = records.filter(({ recovered }) => recovered !== true);
  assert.deepEqual(faults, []);
  assert.equal(live.length, 6063);
  assert.equal(records.length - live.length, 437);
  live.forEach(({ recordId }, index) => {
    assert.equal(recordId, String(1392 + index));
  });
  assert.ok(records.every(({ channel }) => channel === 'System'));
  const patches = new Set(
    records
      .filter(({ provider, eventId }) => provider === 'NtServicePack' && eventId === 4377)
      .map((record) => record.get('param2')),
  );
  assert.ok(patches.has('KB958644'));
});

test('the Security log of a real Server 2003, whose header says fewer', { skip }, () => {
  const folder = join(shared ?? '', '05-endpoint/evt');
  const { records } = read(readFileSync(join(folder, 'win2003-Security.evt')));
  const expected: {
    recordNumber: number;
    eventId: number;
    source: string;
    computer: string;
    sid: string | null;
    strings: string[];
    timeGenerated: number;
  }[] = JSON.parse(readFileSync(join(folder, 'expected/win2003-Security.records.json'), 'utf8'));
  assert.equal(records.length, 49);
  records.forEach((record, index) => {
    const theirs = expected[index];
    assert.equal(record.recordId, String(theirs?.recordNumber));
    assert.equal(record.timeMs, (theirs?.timeGenerated ?? 0) * 1000);
    assert.equal(record.computer, theirs?.computer);
    assert.equal(record.userSid, theirs?.sid ?? '');
    assert.deepEqual(record.legacy, {
      eventId: theirs?.eventId,
      source: theirs?.source,
      strings: theirs?.strings,
    });
    assert.equal(record.channel, 'Security');
    assert.ok(record.eventId > 1100, `${record.eventId}`);
  });
});
