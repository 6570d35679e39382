import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { connect } from 'node:net';
import { after, before, beforeEach, describe, it } from 'node:test';
import { deflateRawSync, deflateSync, gzipSync, zstdCompressSync } from 'node:zlib';
import { defaultAdmissionLimits, JournalFullError, MemoryJournal, maxEntryBytes } from '../journal/index.ts';
import { eventsIn, type TestIngest, testIngest, testToken } from './testing.ts';

const MiB = 1024 * 1024;
const line = (n: number, extra = '') => `{"index":{"_index":"w"}}\n{"n":${n}${extra}}\n`;
const all = { entries: 10_000, bytes: Number.MAX_SAFE_INTEGER };

describe('_bulk', () => {
  let test: TestIngest;
  let journal: MemoryJournal;
  // One listener for all; the journal behind it is fresh for each test.
  const current = new Proxy(new MemoryJournal(), {
    get: (_target, name) => {
      const value = Reflect.get(journal, name) as unknown;
      return typeof value === 'function' ? value.bind(journal) : value;
    },
  });
  before(async () => {
    test = await testIngest({ journal: current });
  });
  after(() => test.stop());
  beforeEach(() => {
    journal = new MemoryJournal();
  });

  it('answers in compact form, keys in order, one item an action', async () => {
    const answer = await test.send('POST', '/_bulk', `${line(1)}{"create":{}}\n{"n":2}\n`);
    assert.equal(answer.status, 200);
    assert.match(answer.headers.get('content-type') ?? '', /^application\/json/);
    const text = await answer.text();
    assert.match(
      text,
      /^\{"took":\d+,"errors":false,"items":\[\{"index":\{"status":201\}\},\{"create":\{"status":201\}\}\]\}$/,
    );
  });

  for (const [method, path] of [
    ['POST', '/es/_bulk?filter_path=errors'],
    ['PUT', '/_bulk'],
    ['POST', '/winlogbeat-8/_bulk'],
    ['PUT', '/a/_bulk'],
    ['POST', '/a/doc/_bulk'],
  ] as const) {
    it(`is served at ${method} ${path}`, async () => {
      assert.equal((await test.send(method, path, line(1))).status, 200);
      assert.equal((await eventsIn(journal)).length, 1);
    });
  }

  for (const type of [
    'application/json',
    'application/x-ndjson; charset=utf-8',
    'application/vnd.elasticsearch+x-ndjson;compatible-with=8',
    '',
    'nonsense',
  ]) {
    it(`takes content type "${type}"`, async () => {
      assert.equal(
        (await test.send('POST', '/_bulk', Buffer.from(line(1)), { 'content-type': type })).status,
        200,
      );
    });
  }

  const encoders: readonly [string, (body: Buffer) => Buffer, string][] = [
    ['gzip', gzipSync, 'gzip'],
    ['deflate', deflateSync, 'deflate'],
    ['deflate', deflateRawSync, 'deflate'],
    ['zstd', zstdCompressSync, 'zstd'],
  ];
  for (const [encoding, encode, kept] of encoders) {
    it(`takes ${encoding} (${encode.name}) and keeps the body as it came`, async () => {
      const body = Array.from({ length: 500 }, (_, n) => line(n)).join('');
      const sent = encode(Buffer.from(body));
      const answer = await test.send('POST', '/_bulk', sent, { 'content-encoding': encoding });
      assert.equal(answer.status, 200);
      const [entry, ...more] = await journal.read(0, all);
      assert.equal(more.length, 0);
      assert.equal(entry?.encoding, kept);
      assert.deepEqual(Buffer.from(entry?.body ?? []), sent);
      assert.equal((await eventsIn(journal)).length, 500);
    });
  }

  it('names an encoding that it does not know', async () => {
    const answer = await test.send('POST', '/_bulk', line(1), { 'content-encoding': 'br' });
    assert.equal(answer.status, 415);
    assert.match(await answer.text(), /expected gzip, deflate, zstd/);
  });

  for (const [name, body, encoding] of [
    ['no gzip at all', Buffer.from('not gzip'), 'gzip'],
    ['gzip that ends too early', gzipSync(randomBytes(5000)).subarray(0, 3000), 'gzip'],
    ['gzip with a wrong checksum', corrupt(gzipSync(Buffer.from(line(1).repeat(50))), -6), 'gzip'],
    ['broken zstd', corrupt(zstdCompressSync(Buffer.from(line(1).repeat(50))), 2), 'zstd'],
  ] as const) {
    it(`refuses ${name} with 400 and keeps nothing`, async () => {
      const answer = await test.send('POST', '/_bulk', body, { 'content-encoding': encoding });
      assert.equal(answer.status, 400);
      assert.match(await answer.text(), /not sound/);
      assert.equal(journal.backlog().entries, 0);
    });
  }

  it('refuses an empty body', async () => {
    assert.equal((await test.send('POST', '/_bulk', '')).status, 400);
    assert.equal((await test.send('POST', '/_bulk', '\n\n')).status, 400);
  });

  it('answers 400 for unusable actions only, and stores the rest', async () => {
    const answer = await test.send(
      'POST',
      '/_bulk',
      `{"delete":{"_id":"1"}}\n${line(1)}nonsense\n{"x":1}\n{"create":{}}\nnot json\n`,
    );
    const value = (await answer.json()) as { errors: boolean; items: Record<string, { status: number }>[] };
    assert.equal(value.errors, true);
    assert.deepEqual(
      value.items.flatMap((item) => Object.entries(item).map(([verb, { status }]) => `${verb} ${status}`)),
      ['delete 400', 'index 201', 'index 400', 'create 201'],
    );
    assert.deepEqual(await eventsIn(journal), [
      { id: undefined, ordinal: 0, source: '{"n":1}' },
      { id: undefined, ordinal: 1, source: 'not json' },
    ]);
  });

  it('cuts a large request at line ends into entries within the limit, ordinals running on', async () => {
    const count = 3000;
    const body = Array.from({ length: count }, (_, n) =>
      line(n, `,"x":"${randomBytes(3000).toString('base64')}"`),
    ).join('');
    const answer = await test.send('POST', '/_bulk', gzipSync(body), { 'content-encoding': 'gzip' });
    assert.equal(answer.status, 200);
    const entries = await journal.read(0, all);
    assert.ok(entries.length > 8, `${entries.length} entries`);
    assert.ok(entries.every((entry) => entry.body.byteLength <= maxEntryBytes));
    assert.deepEqual(
      entries.map((entry) => entry.part),
      entries.map((_, index) => index),
    );
    const events = await eventsIn(journal);
    assert.deepEqual(
      events.map((event) => event.ordinal),
      Array.from({ length: count }, (_, n) => n),
    );
    assert.deepEqual(
      events.map((event) => JSON.parse(event.source).n),
      events.map((_, n) => n),
    );
  });

  it('takes 64 MiB expanded, and one event over the limit by its beginning', async () => {
    const filler = `{"index":{}}\n{"x":"${'abcdefghij'.repeat(100)}"}\n`;
    const times = Math.floor((63 * MiB) / filler.length);
    const body = gzipSync(`${filler.repeat(times)}{"index":{}}\n{"x":"${'y'.repeat(1_000_000)}"}\n`);
    const answer = await test.send('POST', '/_bulk', body, { 'content-encoding': 'gzip' });
    assert.equal(answer.status, 200);
    const entries = await journal.read(0, all);
    assert.equal(
      entries.reduce((sum, entry) => sum + entry.actions, 0),
      times + 1,
    );
    assert.deepEqual(entries.at(-1)?.cut, { [times]: 1_000_008 });
  });

  it('refuses an expansion bomb with 413 before memory grows, and keeps nothing', async () => {
    const zeros = Buffer.alloc(32 * MiB, 0x20);
    const bomb = Buffer.concat(Array.from({ length: 32 }, () => gzipSync(zeros)));
    const before = process.memoryUsage().rss;
    const answer = await test.send('POST', '/_bulk', bomb, { 'content-encoding': 'gzip' });
    assert.equal(answer.status, 413);
    assert.equal(answer.headers.get('x-elastic-product'), 'Elasticsearch');
    assert.match(await answer.text(), /at most 100 times its compressed size/);
    assert.ok(process.memoryUsage().rss - before < 200 * MiB);
    assert.equal(journal.backlog().entries, 0);
    assert.equal((await test.send('POST', '/_bulk', line(1))).status, 200);
  });

  it('refuses by Content-Length before a byte of the body', async () => {
    const answer = await raw(
      test,
      `POST /_bulk HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer ${testToken}\r\nContent-Length: 999999999\r\n\r\n`,
    );
    assert.match(answer, /^HTTP\/1\.1 413 /);
    assert.match(answer, /x-elastic-product: Elasticsearch/i);
  });

  it('refuses more actions than an answer can name', async () => {
    const answer = await test.send('POST', '/_bulk', gzipSync('{"index":{}}\n\n'.repeat(500_001)), {
      'content-encoding': 'gzip',
    });
    assert.equal(answer.status, 413);
    assert.match(await answer.text(), /500000 actions/);
  });

  it('answers bytes that are no HTTP', async () => {
    const answer = await raw(test, 'ELASTIC\r\n\r\n');
    assert.match(answer, /^HTTP\/1\.1 400 /);
    assert.match(answer, /X-Elastic-Product: Elasticsearch/);
    assert.match(
      await raw(test, 'GET /%zz HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n'),
      /^HTTP\/1\.1 400 [\s\S]*x-elastic-product/i,
    );
  });

  it('goes on when a client leaves in the middle of its body', async () => {
    const socket = connect(test.ingest.port, '127.0.0.1');
    socket.on('error', () => undefined);
    socket.write(
      `POST /_bulk HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer ${testToken}\r\nContent-Length: 5000\r\n\r\n${line(1)}`,
    );
    await new Promise((resolve) => setImmediate(resolve));
    socket.destroy();
    assert.equal((await test.send('POST', '/_bulk', line(2))).status, 200);
    assert.deepEqual(
      (await eventsIn(journal)).map((event) => event.source),
      ['{"n":2}'],
    );
  });

  it('knows a request again, however it is compressed', async () => {
    const body = line(1) + line(2);
    await test.send('POST', '/_bulk', body);
    await test.send('POST', '/_bulk', gzipSync(body), { 'content-encoding': 'gzip' });
    const again = await test.send('POST', '/other/_bulk', body);
    assert.match(await again.text(), /"errors":false,"items":\[\{"index":\{"status":201\}\},/);
    assert.equal((await eventsIn(journal)).length, 2);
  });

  it('counts five equal requests of one event as five, when each was answered', async () => {
    for (let n = 0; n < 5; n += 1) assert.equal((await test.send('POST', '/_bulk', line(7))).status, 200);
    assert.equal((await eventsIn(journal)).length, 5);
    for (let n = 0; n < 5; n += 1) {
      assert.equal((await test.send('POST', '/_bulk', '{"index":{"_id":"same"}}\n{"n":1}\n')).status, 200);
    }
    assert.equal((await eventsIn(journal)).length, 6);
  });

  describe('single documents', () => {
    for (const [method, path, id] of [
      ['POST', '/logs/_doc', undefined],
      ['POST', '/logs/_doc/7', '7'],
      ['PUT', '/es/logs/_doc/a%20b', 'a b'],
      ['PUT', '/logs/_create/9', '9'],
      ['POST', '/logs/_create/9', '9'],
    ] as const) {
      it(`${method} ${path}`, async () => {
        const answer = await test.send(method, path, '{\n  "n": 1\n}\n');
        assert.equal(answer.status, 201);
        const value = (await answer.json()) as Record<string, unknown>;
        assert.equal(value._index, 'logs');
        assert.equal(value.result, 'created');
        if (id) assert.equal(value._id, id);
        assert.deepEqual(await eventsIn(journal), [{ id, ordinal: 0, source: '{   "n": 1 }' }]);
      });
    }
    it('keeps equal documents of one second apart', async () => {
      for (let n = 0; n < 5; n += 1) await test.send('POST', '/logs/_doc', '{"logon":"failed"}');
      assert.equal((await eventsIn(journal)).length, 5);
    });
    it('refuses nothing at all', async () => {
      assert.equal((await test.send('POST', '/logs/_doc', '  \n')).status, 400);
    });
  });
});

describe('_bulk under pressure', () => {
  const refusal = async (test: TestIngest): Promise<void> => {
    const answer = await raw(
      test,
      `POST /_bulk HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer ${testToken}\r\nContent-Length: 100000\r\n\r\n`,
    );
    assert.match(answer, /^HTTP\/1\.1 429 /);
    assert.match(answer, /retry-after: \d+/i);
    assert.match(answer, /"status":429/);
  };

  it('says 429 before the body is read when too much waits', async () => {
    const test = await testIngest({ admission: { ...defaultAdmissionLimits, backlogBytes: 10 } });
    assert.equal((await test.send('POST', '/_bulk', line(1) + line(2))).status, 200);
    await refusal(test);
    assert.equal((await test.send('GET', '/')).status, 200, 'probes go on being answered');
    await test.journal.release(Number.MAX_SAFE_INTEGER);
    assert.equal((await test.send('POST', '/_bulk', line(3))).status, 200);
    await test.stop();
  });

  it('says 429 when memory is short', async () => {
    const test = await testIngest({ admission: { ...defaultAdmissionLimits, residentBytes: 1 } });
    await refusal(test);
    await test.stop();
  });

  it('ends the connection for omelasticsearch, which drops a batch that is answered with 429', async () => {
    const test = await testIngest({ admission: { ...defaultAdmissionLimits, residentBytes: 1 } });
    const request = (more: string): string =>
      `POST /_bulk HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer ${testToken}\r\n${more}Content-Length: 9\r\n\r\n`;
    const type = 'Content-Type: application/json; charset=utf-8\r\n';
    assert.equal(await raw(test, request(type)), '');
    assert.match(await raw(test, request(`User-Agent: x\r\n${type}`)), /^HTTP\/1\.1 429 /);
    assert.match(await raw(test, request('Content-Type: application/json\r\n')), /^HTTP\/1\.1 429 /);
    await test.stop();
  });

  it('says 429 with Retry-After, and keeps nothing, when the journal has no room', async () => {
    const journal = new MemoryJournal();
    const full = { on: true };
    const append = journal.append.bind(journal);
    journal.append = async (batch) => {
      if (full.on) throw new JournalFullError('no room');
      return append(batch);
    };
    const test = await testIngest({ journal });
    const refused = await test.send('POST', '/_bulk', line(1));
    assert.equal(refused.status, 429);
    assert.equal(refused.headers.get('retry-after'), '60');
    full.on = false;
    assert.equal((await test.send('POST', '/_bulk', line(1))).status, 200);
    assert.equal((await eventsIn(journal)).length, 1);
    await test.stop();
  });

  it('says 503 when the journal cannot be reached', async () => {
    const journal = new MemoryJournal();
    journal.append = async () => {
      throw new Error('connection lost');
    };
    const test = await testIngest({ journal });
    const answer = await test.send('POST', '/_bulk', line(1));
    assert.equal(answer.status, 503);
    assert.doesNotMatch(await answer.text(), /connection lost/);
    await test.stop();
  });
});

function corrupt(bytes: Buffer, at: number): Buffer {
  const copy = Buffer.from(bytes);
  const index = at < 0 ? copy.length + at : at;
  copy[index] = (copy[index] ?? 0) ^ 0xff;
  return copy;
}

/** What the listener says to raw bytes, until it has said a whole head and body or closed. */
function raw(test: TestIngest, bytes: string): Promise<string> {
  return new Promise((resolve) => {
    const socket = connect(test.ingest.port, '127.0.0.1');
    let said = '';
    socket.setEncoding('utf8');
    socket.on('data', (text: string) => {
      said += text;
      if (/\r\n\r\n\{.*\}$/s.test(said)) socket.destroy();
    });
    socket.on('error', () => undefined);
    socket.on('close', () => resolve(said));
    socket.write(bytes);
  });
}
