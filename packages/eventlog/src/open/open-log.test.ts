import assert from 'node:assert/strict';
import { closeSync, fstatSync, mkdtempSync, openSync, rmSync, writeFileSync } from 'node:fs';
import { open as openFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { crc32, deflateRawSync, gzipSync } from 'node:zlib';
import { buildEvt } from '../../test/evt-builder.ts';
import { buildEvtx, dataTemplate, event, text } from '../../test/evtx-builder.ts';
import { mutate, random } from '../../test/random.ts';
import { type ByteSource, type OpenBytes, openBytes } from '../bytes/index.ts';
import { type OpenOptions, openLog } from './open-log.ts';

const folder = mkdtempSync(join(tmpdir(), 'eventlog-open-'));
after(() => rmSync(folder, { recursive: true }));

const evtx = buildEvtx([
  event(1, 1, dataTemplate('A'), [text('x')]),
  event(2, 1, dataTemplate('A'), [text('y')]),
]);
const evt = buildEvt([{ number: 1, eventId: 592, strings: ['1'] }], { size: 1024, start: 0x30 });
const line = '{"EventID":1,"Channel":"C","EventData":{"a":"é"}}';

interface ZipFile {
  readonly name: string;
  readonly content: Buffer;
  readonly stored?: boolean;
  readonly flags?: number;
}

/** A zip archive, byte by byte, so that names and flags can be what they should not. */
function zip(...files: readonly ZipFile[]): Buffer {
  const local: Buffer[] = [];
  const central: Buffer[] = [];
  let offset = 0;
  for (const { name, content, stored = false, flags = 0 } of files) {
    const data = stored ? content : deflateRawSync(content);
    const common = Buffer.alloc(26);
    common.writeUInt16LE(20, 0);
    common.writeUInt16LE(flags, 2);
    common.writeUInt16LE(stored ? 0 : 8, 4);
    common.writeUInt32LE(crc32(content), 10);
    common.writeUInt32LE(data.length, 14);
    common.writeUInt32LE(content.length, 18);
    common.writeUInt16LE(Buffer.byteLength(name), 22);
    const entry = Buffer.alloc(14);
    entry.writeUInt32LE(offset, 10);
    local.push(Buffer.from('PK\x03\x04'), common, Buffer.from(name), data);
    central.push(Buffer.from('PK\x01\x02\x14\x00'), common, entry, Buffer.from(name));
    offset += 30 + Buffer.byteLength(name) + data.length;
  }
  const directory = Buffer.concat(central);
  const end = Buffer.alloc(22);
  end.write('PK\x05\x06');
  end.writeUInt16LE(files.length, 8);
  end.writeUInt16LE(files.length, 10);
  end.writeUInt32LE(directory.length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...local, directory, end]);
}

/** Each part as `name format records` with the codes of its faults. */
async function open(input: ByteSource, options: OpenOptions = {}): Promise<string[]> {
  const parts: string[] = [];
  for await (const part of openLog(input, options)) {
    let records = 0;
    const codes = new Set<string>();
    for await (const batch of part.batches) {
      for (const item of batch) {
        if (item.kind === 'record') records++;
        else codes.add(item.fault.code);
      }
    }
    parts.push([part.name, part.format, records, ...codes].join(' '));
  }
  return parts;
}

test('every format by its content', async () => {
  const utf16 = (body: string) => Buffer.from(`\ufeff${body}`, 'utf16le');
  const cases: readonly [Buffer, string][] = [
    [evtx, ' evtx 2'],
    [evt, ' evt 1'],
    [Buffer.from(`${line}\n${line}\n`), ' ndjson 2'],
    [Buffer.from(line), ' ndjson 1'],
    [Buffer.from(`\ufeff${line}\r\n${line}\r\n`), ' ndjson 2'],
    [Buffer.from(`[${line},\n${line}]`), ' json 2'],
    [Buffer.from(JSON.stringify(JSON.parse(line), null, 2)), ' json 1'],
    [Buffer.from(`${JSON.stringify(JSON.parse(line), null, 1)}\n`.repeat(3)), ' json 3'],
    [utf16(`${line}\r\n${line}`), ' ndjson 2'],
    [utf16(line).swap16(), ' ndjson 1'],
    [gzipSync(evtx), ' evtx 2'],
    [gzipSync(evt), ' evt 1'],
    [gzipSync(gzipSync(line)), ' ndjson 1'],
    [Buffer.from('MZ and so on'), ' unknown 0 format'],
    [Buffer.alloc(0), ' unknown 0 format'],
    [utf16('no json'), ' unknown 0 format'],
  ];
  for (const [bytes, expected] of cases) assert.deepEqual(await open(bytes), [expected]);
});

test('a path, a descriptor, a handle and a source of our own; what was open stays open', async () => {
  const path = join(folder, 'named.bin');
  for (const bytes of [evtx, evt, zip({ name: 'a', content: evtx }), gzipSync(evtx)]) {
    writeFileSync(path, bytes);
    const expected = await open(bytes);
    assert.deepEqual(await open(path), expected);
    const fd = openSync(path, 'r');
    assert.deepEqual(await open(fd), expected);
    assert.deepEqual(await open({ fd }), expected);
    assert.equal(fstatSync(fd).size, bytes.length);
    closeSync(fd);
    let [reads, closed] = [0, false];
    const source = openBytes(path);
    const own: OpenBytes = {
      read: (position, length) => {
        reads += 1;
        return source.read(position, length);
      },
      size: () => source.size(),
      close: () => {
        closed = true;
      },
    };
    assert.deepEqual(await open(own), expected);
    assert.ok(reads > 1 && !closed);
    source.close();
    const handle = await openFile(path);
    assert.deepEqual(await open(handle), expected);
    await handle.close();
  }
  await assert.rejects(open(join(folder, 'missing')), { code: 'ENOENT' });
});

test('archives: stored and deflated, nested, with names that are only labels', async () => {
  const inner = zip({ name: 'b/SecEvent.Evt', content: evt });
  const archive = zip(
    { name: 'logs/', content: Buffer.alloc(0), stored: true },
    { name: '../../etc/passwd', content: Buffer.from(line) },
    { name: 'C:\\x\u001b[2J.evtx', content: evtx, stored: true },
    { name: 'in.zip', content: inner, stored: true },
    { name: 'notes.txt', content: Buffer.from('hello') },
  );
  assert.deepEqual(await open(archive), [
    '../../etc/passwd ndjson 1',
    'C:\\x\ufffd[2J.evtx evtx 2',
    'in.zip!b/SecEvent.Evt evt 1',
    'notes.txt unknown 0 format',
  ]);
});

test('containers nest to a depth and no further', async () => {
  let bytes = zip({ name: 'a', content: evtx });
  bytes = zip({ name: 'b', content: bytes });
  assert.deepEqual(await open(bytes), ['b!a evtx 2']);
  bytes = zip({ name: 'c', content: bytes });
  assert.deepEqual(await open(bytes), ['c!b!a evtx 2']);
  bytes = zip({ name: 'd', content: bytes });
  assert.deepEqual(await open(bytes), ['d!c!b zip 0 nesting']);
  assert.deepEqual(await open(gzipSync(gzipSync(line)), { maxNesting: 1 }), [' gzip 0 nesting']);
});

test('encrypted, damaged and truncated archives are faults beside what can be read', async () => {
  const good = { name: 'good', content: evtx };
  assert.deepEqual(await open(zip({ name: 'x', content: evtx, flags: 1 }, good)), [
    ' zip 0 zip-encrypted',
    'good evtx 2',
  ]);
  const torn = zip({ name: 'x', content: evtx }, good);
  torn.fill(0xff, 60, 80);
  const [first, second] = await open(torn);
  assert.match(first ?? '', /^x \w+ \d .*container-damaged|^x unknown 0 container-damaged/);
  assert.equal(second, 'good evtx 2');
  const [truncated] = await open(zip(good).subarray(0, 200));
  assert.equal(truncated, ' zip 0 zip-damaged');
  const cut = gzipSync(Buffer.from(`${line}\n`.repeat(5000)), { level: 0 });
  assert.match((await open(cut.subarray(0, 100000)))[0] ?? '', /^ ndjson \d{4} .*container-damaged$/);
});

test('expansion is bounded by ratio and in all', async () => {
  const bomb = gzipSync(Buffer.from(`${line}\n`.repeat(100000)));
  const expansion = { maxBytes: 1e9, maxRatio: 20, ratioFrom: 1e6 };
  const [ratio] = await open(bomb, { expansion });
  assert.match(ratio ?? '', /^ ndjson \d+ expansion$/);
  const files = Array.from({ length: 20 }, (_, index) => ({
    name: String(index),
    content: Buffer.from(`${line}\n`.repeat(1000)),
  }));
  const parts = await open(zip(...files), { expansion: { maxBytes: 200000, maxRatio: 1e9, ratioFrom: 0 } });
  assert.equal(parts.filter((part) => part.endsWith('1000')).length, 3);
  assert.equal(parts.filter((part) => part.endsWith('expansion')).length, 17);
});

test('bad text costs the line it is in', async () => {
  const bytes = Buffer.concat([
    Buffer.from(`${line}\n{"EventID":2,"Channel":"`),
    Buffer.from([0xff, 0xfe]),
    Buffer.from(`"}\n{broken\n{"EventID":3,"Channel":"C","deep":${'['.repeat(5000)}${']'.repeat(5000)}}\n`),
    Buffer.from(`{"long":"${'x'.repeat(2000)}"}\n${line}\n`),
  ]);
  assert.deepEqual(await open(bytes, { maxValueBytes: 15000 }), [
    ' ndjson 3 utf8 json-syntax json-depth json-shape',
  ]);
  assert.deepEqual(await open(bytes, { maxValueBytes: 1500 }), [' ndjson 3 utf8 json-syntax line-length']);
  const lone = Buffer.concat([
    Buffer.from(`\ufeff${line}\n{"EventID":1,"Channel":"`, 'utf16le'),
    Buffer.from([0, 0xd8]),
    Buffer.from('"}\n', 'utf16le'),
  ]);
  assert.deepEqual(await open(lone), [' ndjson 2 utf16']);
});

test('objects of an unknown shape are a fault, or what the caller makes of them', async () => {
  const other = Buffer.from('{"message":"hello"}\n');
  assert.deepEqual(await open(other), [' ndjson 0 json-shape']);
  const seen: unknown[] = [];
  assert.deepEqual(await open(other, { other: (value) => void seen.push(value) }), [' ndjson 0 json-shape']);
  assert.deepEqual(seen, [{ message: 'hello' }]);
});

test('mutated input of every kind is opened without harm', async () => {
  const next = random(3);
  const inputs = [
    zip({ name: 'a', content: evtx }, { name: 'b', content: Buffer.from(line) }),
    gzipSync(evt),
    Buffer.from(`[${line},${line}]`),
  ];
  for (let round = 0; round < 150; round++) {
    for (const input of inputs) assert.ok((await open(mutate(input, next))).length <= 10);
  }
});
