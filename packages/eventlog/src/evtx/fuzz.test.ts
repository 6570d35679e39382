import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { sharedData } from '../../../../tools/shared-data.ts';
import {
  buildEvtx,
  dataTemplate,
  event,
  eventTemplate,
  filetime,
  nested,
  newYear2020,
  none,
  text,
  u8,
  u16,
} from '../../test/evtx-builder.ts';
import { mutate, random } from '../../test/random.ts';
import { readEvtx } from './read-evtx.ts';
import { EvtxRecord } from './record.ts';

/** Most characters that one record may decode to, whatever the file: 256 for each byte of its chunk. */
const maxDecoded = 256 * 0x10000;

/** Reads everything there is to read and checks the bounds that the README states. */
function readAll(bytes: Buffer): { records: number; faults: number } {
  let records = 0;
  let faults = 0;
  for (const item of readEvtx(bytes, { checksums: true })) {
    if (item.kind === 'fault') {
      faults++;
      assert.ok(item.fault.what !== '' && item.fault.expected !== '' && item.fault.found !== '');
      assert.ok(item.fault.offset >= 0 && item.fault.offset <= bytes.length, `${item.fault.offset}`);
      continue;
    }
    records++;
    const { record } = item;
    assert.ok(record instanceof EvtxRecord);
    let decoded = record.xml().length;
    for (const value of record.texts()) decoded += value.length;
    assert.ok(decoded <= maxDecoded, `${decoded}`);
    record.fields();
    record.systemFields();
    assert.equal(
      typeof record.channel + typeof record.provider + typeof record.computer,
      'stringstringstring',
    );
    assert.equal(typeof record.eventId + typeof record.level + typeof record.timeMs, 'numbernumbernumber');
    assert.equal(typeof record.recordId + typeof record.userSid, 'stringstring');
  }
  assert.ok(records + faults <= 8 + bytes.length / 14, `${records} records, ${faults} faults`);
  return { records, faults };
}

const data = dataTemplate('User', 'Address', '');
const fragment = {
  name: 'EventData',
  children: [{ name: 'Data', attributes: [['Name', 'X'] as const], children: ['y'] }],
};
const small = buildEvtx([
  event(1, 4624, data, [
    text('ann'),
    { type: 0x13, bytes: Buffer.from('010100000000000512000000', 'hex') },
    none,
  ]),
  event(2, 4624, data, [
    text('bob'),
    { type: 0x8f, bytes: Buffer.alloc(32, 7) },
    { type: 0x81, bytes: Buffer.from('a\0b\0', 'utf16le') },
  ]),
  {
    id: 3,
    template: eventTemplate,
    values: [u16(1), u8(4), filetime(newYear2020), text('C'), nested({ fragment }), none],
  },
  {
    id: 4,
    fragment: {
      name: 'Event',
      children: [{ name: 'System', children: [{ name: 'EventID', children: ['6'] }] }],
    },
  },
]);

test('every truncation of a small log is read as far as it goes', () => {
  assert.deepEqual(readAll(small), { records: 4, faults: 0 });
  const used = 0x1000 + small.readUInt32LE(0x1030);
  let most = 0;
  for (let length = 0; length <= used; length++) {
    const { records } = readAll(small.subarray(0, length));
    assert.ok(records >= most, `${length} bytes`);
    most = records;
  }
  assert.equal(most, 4);
});

test('mutations of a small log do no harm', () => {
  const next = random(20260101);
  const used = small.subarray(0, 0x1000 + small.readUInt32LE(0x1030) + 64);
  let damaged = 0;
  for (let round = 0; round < 4000; round++) damaged += readAll(mutate(used, next)).faults > 0 ? 1 : 0;
  assert.ok(damaged > 1000, `${damaged}`);
});

test('random bytes do no harm', () => {
  const next = random(7);
  for (let round = 0; round < 200; round++) {
    const bytes = Buffer.from(Array.from({ length: next(4000) }, () => next(256)));
    readAll(bytes);
    // Behind good headers, so that the noise is read as records.
    const log: Buffer = Buffer.from(small.subarray(0, 0x1000 + 0x200 + 24 + bytes.length));
    bytes.copy(log, 0x1000 + 0x200 + 24);
    readAll(log);
  }
});

test('mutations of real logs do no harm', (t) => {
  const shared = sharedData();
  if (shared === undefined) return t.skip('no shared data');
  const next = random(99);
  for (const name of [
    'new-user-security.evtx',
    'issue_201.evtx',
    'Application_no_crc32.evtx',
    'Security_short_selected.evtx',
  ]) {
    const log: Buffer = readFileSync(join(shared, '05-endpoint/evtx', name));
    assert.ok(readAll(log).records > 0);
    for (let round = 0; round < 300; round++) readAll(mutate(log, next));
  }
});
