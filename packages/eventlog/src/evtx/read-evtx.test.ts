import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import {
  buildChunk,
  buildEvtx,
  dataTemplate,
  type Element,
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
import type { Fault, Item } from '../record.ts';
import { readEvtx } from './read-evtx.ts';
import { EvtxRecord } from './record.ts';
import { TemplateCache } from './template-cache.ts';

const data = dataTemplate('User', 'Command Line', '', '');

function split(items: Iterable<Item>): { records: EvtxRecord[]; faults: Fault[] } {
  const records: EvtxRecord[] = [];
  const faults: Fault[] = [];
  for (const item of items) {
    if (item.kind === 'fault') faults.push(item.fault);
    else if (item.record instanceof EvtxRecord) records.push(item.record);
  }
  return { records, faults };
}

function ordinary(id: number, user = 'ann'): ReturnType<typeof event> {
  return event(id, 4688, data, [text(user), text('a & <b>'), text('one'), text('two')]);
}

function only(bytes: Buffer): EvtxRecord {
  const { records, faults } = split(readEvtx(bytes));
  assert.deepEqual(faults, []);
  assert.equal(records.length, 1);
  const [record] = records;
  assert.ok(record);
  return record;
}

test('reads metadata and payload by name and by slot', () => {
  const record = only(buildEvtx([ordinary(7)]));
  assert.equal(record.eventId, 4688);
  assert.equal(record.channel, 'Test/Channel');
  assert.equal(record.provider, 'Test-Provider');
  assert.equal(record.computer, 'HOST-1');
  assert.equal(record.level, 4);
  assert.equal(record.recordId, '7');
  assert.equal(record.userSid, '');
  assert.equal(record.timeMs, Date.UTC(2020, 0, 1) + 123.4567);
  assert.equal(record.get('TimeCreated_SystemTime'), '2020-01-01T00:00:00.1234567Z');
  assert.equal(record.get('User'), 'ann');
  assert.equal(record.get('Command Line'), 'a & <b>');
  assert.equal(record.get('CommandLine'), 'a & <b>');
  assert.deepEqual(record.get('Data'), ['one', 'two']);
  assert.equal(record.get('Security_UserID'), undefined);
  assert.equal(record.get('NoSuchField'), undefined);
  assert.deepEqual(record.fields(), { User: 'ann', 'Command Line': 'a & <b>', Data: ['one', 'two'] });
  assert.equal(record.at(record.layout.slotOf('User')), 'ann');
  assert.deepEqual([...record.texts()], ['ann', 'a & <b>', 'one', 'two']);
});

test('renders well-formed XML', () => {
  const xml = only(buildEvtx([ordinary(7, 'x"\u0001\ud800')])).xml();
  assert.match(
    xml,
    /^<Event xmlns="http:\/\/schemas\.microsoft\.com\/win\/2004\/08\/events\/event"><System>/,
  );
  assert.match(xml, /<TimeCreated SystemTime="2020-01-01T00:00:00\.1234567Z"\/>/);
  assert.match(xml, /<Security\/>/);
  assert.match(xml, /<Data Name="User">x"\ufffd\ufffd<\/Data>/);
  assert.match(xml, /<Data Name="Command Line">a &amp; &lt;b&gt;<\/Data><Data>one<\/Data><Data>two<\/Data>/);
});

test('payload wins over System where both have the name', () => {
  const record = only(
    buildEvtx([event(1, 5, dataTemplate('Channel', 'EventID'), [text('mine'), text('99')])]),
  );
  assert.equal(record.get('Channel'), 'mine');
  assert.equal(record.get('EventID'), '99');
  assert.equal(record.channel, 'Test/Channel');
  assert.equal(record.eventId, 5);
});

test('null, empty and absent are three things', () => {
  const record = only(buildEvtx([event(1, 5, dataTemplate('A', 'B', 'C'), [none, text('')])]));
  assert.equal(record.get('A'), null);
  assert.equal(record.get('B'), '');
  assert.equal(record.get('C'), undefined);
});

test('an array of strings becomes several values and several elements', () => {
  const strings = { type: 0x81, bytes: Buffer.from('one\0\0three\0', 'utf16le') };
  const record = only(buildEvtx([event(1, 5, dataTemplate(''), [strings])]));
  assert.deepEqual(record.get('Data'), ['one', '', 'three']);
  assert.match(record.xml(), /<Data>one<\/Data><Data><\/Data><Data>three<\/Data>/);
});

test('names that the record supplies', () => {
  const template: Element = {
    name: 'EventData',
    children: [{ name: 'Data', attributes: [['Name', { value: 0 }]], children: [{ value: 1 }] }],
  };
  const { records } = split(
    readEvtx(
      buildEvtx([
        event(1, 5, template, [text('First'), text('1')]),
        event(2, 5, template, [text('Second'), text('2')]),
      ]),
    ),
  );
  assert.deepEqual(
    records.map((record) => record.fields()),
    [{ First: '1' }, { Second: '2' }],
  );
});

test('user data is flattened by element name', () => {
  const template: Element = {
    name: 'UserData',
    children: [
      {
        name: 'EventXML',
        attributes: [['xmlns', 'urn:x']],
        children: [
          { name: 'Param1', children: [{ value: 0 }] },
          { name: 'Inner', children: [{ name: 'Param2', children: [{ value: 1 }] }] },
        ],
      },
    ],
  };
  const record = only(buildEvtx([event(1, 5, template, [text('a'), text('b')])]));
  assert.deepEqual(record.fields(), { Param1: 'a', Param2: 'b' });
});

test('a fragment in a value has no dependency ids', () => {
  const fragment: Element = {
    name: 'EventData',
    children: [{ name: 'Data', attributes: [['Name', 'X']], children: ['y'] }],
  };
  const values = [u16(1), u8(4), filetime(newYear2020), text('C'), nested({ fragment }), none];
  assert.deepEqual(only(buildEvtx([{ id: 1, template: eventTemplate, values }])).fields(), { X: 'y' });
});

test('a record without a template', () => {
  const fragment: Element = {
    name: 'Event',
    children: [
      {
        name: 'System',
        children: [
          { name: 'EventID', children: ['6'] },
          { name: 'Channel', children: ['App'] },
        ],
      },
      { name: 'EventData', children: [{ name: 'Data', children: ['cmdlet'] }] },
    ],
  };
  const record = only(buildEvtx([{ id: 3, fragment }]));
  assert.equal(record.eventId, 6);
  assert.equal(record.channel, 'App');
  assert.equal(record.get('Data'), 'cmdlet');
  assert.equal(record.recordId, '3');
});

test('two templates that claim one GUID stay two', () => {
  const templates = new TemplateCache();
  const read = (name: string): EvtxRecord | undefined => {
    const log = buildEvtx([event(1, 5, dataTemplate(name), [text('v')])]);
    return split(readEvtx(log, { templates })).records[0];
  };
  // Same size, same GUID, another name inside.
  assert.deepEqual(read('Good')?.fields(), { Good: 'v' });
  assert.deepEqual(read('Evil')?.fields(), { Evil: 'v' });
  assert.deepEqual(read('Good')?.fields(), { Good: 'v' });
});

test('layouts are shared between chunks and files', () => {
  const templates = new TemplateCache();
  const log = buildEvtx([ordinary(1), ordinary(2)], [ordinary(3)]);
  const layouts = new Set(split(readEvtx(log, { templates })).records.map((record) => record.layout));
  for (const record of split(readEvtx(log, { templates })).records) layouts.add(record.layout);
  assert.equal(layouts.size, 1);
});

test('reads from a path as from memory', () => {
  const folder = mkdtempSync(join(tmpdir(), 'eventlog-'));
  try {
    const path = join(folder, 'a.evtx');
    writeFileSync(path, buildEvtx([ordinary(1)], [ordinary(2)]));
    assert.deepEqual(
      split(readEvtx(path)).records.map((record) => record.recordId),
      ['1', '2'],
    );
  } finally {
    rmSync(folder, { recursive: true });
  }
});

/** Damages a log of two chunks of three records each. */
function damaged(change: (log: Buffer) => void): { ids: string[]; codes: string[]; faults: Fault[] } {
  const log = buildEvtx([ordinary(1), ordinary(2), ordinary(3)], [ordinary(4), ordinary(5), ordinary(6)]);
  change(log);
  const { records, faults } = split(readEvtx(log, { checksums: false }));
  return { ids: records.map((record) => record.recordId), codes: faults.map(({ code }) => code), faults };
}

/** Offset of a record by its position in the first chunk. */
function recordOffset(log: Buffer, position: number): number {
  let at = 0x1000 + 0x200;
  for (let count = 0; count < position; count++) at += log.readUInt32LE(at + 4);
  return at;
}

test('damage costs what is damaged and nothing else', async (t) => {
  await t.test('bad file signature', () => {
    const { ids, codes } = damaged((log) => log.write('XXX', 0));
    assert.deepEqual([ids, codes], [['1', '2', '3', '4', '5', '6'], ['file-magic']]);
  });
  await t.test('wrong chunk count in a dirty header', () => {
    const { ids, codes } = damaged((log) => {
      log.writeUInt16LE(0, 0x2a);
      log.writeUInt32LE(1, 0x78);
    });
    assert.deepEqual([ids, codes], [['1', '2', '3', '4', '5', '6'], []]);
  });
  await t.test('bad chunk signature', () => {
    const { ids, codes } = damaged((log) => log.write('XXX', 0x1000));
    assert.deepEqual([ids, codes], [['1', '2', '3', '4', '5', '6'], ['chunk-magic']]);
  });
  await t.test('free-space offset too low and too high', () => {
    assert.deepEqual(damaged((log) => log.writeUInt32LE(0x200, 0x1030)).ids.length, 6);
    const high = damaged((log) => log.writeUInt32LE(0x7fffffff, 0x1030));
    assert.equal(high.ids.length, 6);
    assert.equal(high.codes[0], 'chunk-free');
  });
  await t.test('record of size zero', () => {
    const { ids, faults } = damaged((log) => log.writeUInt32LE(0, recordOffset(log, 1) + 4));
    assert.deepEqual(ids, ['1', '3', '4', '5', '6']);
    const [fault] = faults;
    assert.equal(fault?.code, 'record-size');
    assert.equal(fault?.found, '0 bytes');
    assert.match(fault?.expected ?? '', /^28 to \d+ bytes$/);
  });
  await t.test('record signature overwritten', () => {
    const { ids, codes } = damaged((log) => log.writeUInt32LE(0, recordOffset(log, 1)));
    assert.deepEqual([ids, codes], [['1', '3', '4', '5', '6'], ['record-magic']]);
  });
  await t.test('copy of the size wrong', () => {
    const { ids, codes } = damaged((log) => log.writeUInt32LE(1, recordOffset(log, 1) - 4));
    assert.deepEqual([ids, codes], [['1', '2', '3', '4', '5', '6'], ['record-size-copy']]);
  });
  await t.test('template definition overwritten', () => {
    // All records of the chunk use it; the other chunk has its own.
    const { ids, codes } = damaged((log) =>
      log.fill(0xff, recordOffset(log, 0) + 70, recordOffset(log, 0) + 80),
    );
    assert.deepEqual(ids, ['4', '5', '6']);
    assert.equal(codes.length, 3);
  });
  await t.test('definition offset outside of the chunk', () => {
    const { ids, faults } = damaged((log) => log.writeUInt32LE(0xfffffff0, recordOffset(log, 1) + 34));
    assert.deepEqual(ids, ['1', '3', '4', '5', '6']);
    assert.equal(faults[0]?.code, 'template-offset');
    assert.equal(faults[0]?.found, '4294967280');
  });
  await t.test('more values than fit', () => {
    const { ids, codes } = damaged((log) => log.writeUInt32LE(0x7fffffff, recordOffset(log, 1) + 38));
    assert.deepEqual([ids, codes], [['1', '3', '4', '5', '6'], ['value-count']]);
  });
  await t.test('a value longer than the record', () => {
    const { ids, codes } = damaged((log) => log.writeUInt16LE(0xfff0, recordOffset(log, 1) + 42));
    assert.deepEqual([ids, codes], [['1', '3', '4', '5', '6'], ['value-size']]);
  });
});

test('wrong checksums are faults and the records are read', () => {
  const log = buildEvtx([ordinary(1)]);
  assert.deepEqual(split(readEvtx(log, { checksums: true })).faults, []);
  log.writeUInt32LE(1, 0x1034);
  log.writeUInt32LE(2, 0x7c);
  const { records, faults } = split(readEvtx(log, { checksums: true }));
  assert.equal(records.length, 1);
  assert.deepEqual(
    faults.map(({ what }) => what),
    ['file header: CRC32', 'chunk header: CRC32', 'chunk records: CRC32'],
  );
});

test('what an older chunk left behind the free space is recovered, not live', () => {
  const newer = buildChunk([ordinary(100)]);
  const older = buildChunk([ordinary(1), ordinary(2), ordinary(3)]);
  const header = buildEvtx([]).subarray(0, 0x1000);
  const free = newer.readUInt32LE(0x30);
  newer.copy(older, 0, 0, free);
  const { records, faults } = split(readEvtx(Buffer.concat([header, older])));
  assert.deepEqual(faults, []);
  assert.deepEqual(
    records.map(({ recordId, recovered }) => [recordId, recovered]),
    [
      ['100', false],
      ['2', true],
      ['3', true],
    ],
  );
});

test('chunks that a clean header does not count are recovered', () => {
  const log = buildEvtx([ordinary(1)], [ordinary(2)]);
  log.writeUInt16LE(1, 0x2a);
  assert.deepEqual(
    split(readEvtx(log)).records.map(({ recovered }) => recovered),
    [false, true],
  );
});

test('nesting and repetition have bounds', () => {
  let deep: Element = { name: 'E', children: ['x'] };
  for (let depth = 0; depth < 80; depth++) deep = { name: 'E', children: [deep] };
  const faultOf = (log: Buffer): string | undefined => split(readEvtx(log)).faults[0]?.code;
  assert.equal(faultOf(buildEvtx([event(1, 1, deep, [])])), 'xml-depth');

  let inner = nested({ template: dataTemplate('A'), values: [text('x')] });
  for (let depth = 0; depth < 40; depth++)
    inner = nested({ template: { name: 'E', children: [{ value: 0 }] }, values: [inner] });
  assert.equal(
    faultOf(buildEvtx([{ id: 1, template: { name: 'Event', children: [{ value: 0 }] }, values: [inner] }])),
    'record-parts',
  );

  const often: Element = {
    name: 'EventData',
    children: Array.from({ length: 40 }, () => ({ name: 'D', children: [{ value: 0 }] })),
  };
  assert.equal(faultOf(buildEvtx([event(1, 1, often, [text('x'.repeat(1000))])])), 'xml-expansion');
});
