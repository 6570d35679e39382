import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { connect, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { deflateSync, gzipSync, zstdCompressSync } from 'node:zlib';
import { clearedLog, hostileStand, type Stand } from './stand.ts';

const create = '{"create":{}}\n';
const range = { from: '2020-01-01T00:00:00.000Z', to: '2099-01-01T00:00:00.000Z' };
/** A pattern that takes a backtracking engine longer than the age of the universe for a line of a hundred letters. */
const catastrophic = `title: Catastrophic pattern
id: 7c2b1f6e-3f56-4b8e-9a2e-0c0f4a7d9e11
status: test
level: high
logsource: { product: windows, category: process_creation }
detection:
  selection:
    CommandLine|re: '^(([a-z])+.)+[A-Z]([a-z])+$|(a+)+$|(.*a){25}$'
  condition: selection
`;

describe('hostile senders', () => {
  let stand: Stand;
  let rules: string;
  before(async () => {
    rules = mkdtempSync(join(tmpdir(), 'cordon-hostile-rules-'));
    writeFileSync(join(rules, 'catastrophic.yml'), catastrophic);
    stand = await hostileStand({ rulePaths: [rules] });
  });
  after(async () => {
    await stand.stop();
    rmSync(rules, { recursive: true, force: true });
  });

  const port = (url: string) => Number(new URL(url).port);
  /** Bytes to a listener as they are; what it said when it closed or had answered once. */
  const raw = (url: string, bytes: string) =>
    new Promise<string>((resolve) => {
      let said = '';
      const socket = connect(port(url), '127.0.0.1', () => socket.write(bytes));
      socket.setEncoding('latin1');
      socket.on('data', (text: string) => {
        said += text;
        if (/\r\n\r\n[\s\S]*[}\]]\s*$/.test(said)) socket.destroy();
      });
      socket.on('error', () => undefined);
      socket.on('close', () => resolve(said));
    });
  const eventsOf = async (filter: object = {}) => {
    await stand.server.settled();
    const answer = await stand.api(stand.centre, 'POST', '/events/search', {
      filter: { ...range, ...filter },
      limit: 500,
    });
    assert.equal(answer.status, 200, answer.text);
    return answer.json.rows as { host: string; organisationId: string; recordId: string }[];
  };
  const deadOf = async () => {
    const answer = await stand.api(stand.alder.lead, 'GET', '/dead-letters?limit=500');
    assert.equal(answer.status, 200, answer.text);
    return answer.json.rows as { reason: string }[];
  };

  it('hears of every strange line whether it is an event or why not, and loses none of the good ones', async () => {
    const strange: readonly (string | Buffer)[] = [
      '['.repeat(100_000),
      `{"a":${'{"a":'.repeat(50_000)}1${'}'.repeat(50_000)}}`,
      Buffer.from([0x7b, 0x22, 0x61, 0x22, 0x3a, 0x22, 0xc3, 0x28, 0xff, 0xfe, 0x22, 0x7d]),
      Buffer.from('{"winlog":{"event_id":1}}'.replaceAll('', '\0'), 'latin1'),
      clearedLog('nul\0host', 11),
      `{"__proto__":{"polluted":true},"constructor":{"prototype":{"polluted":true}},${clearedLog('proto-host', 12).slice(1)}`,
      clearedLog('huge-host', 13).replace('"1102"', '1e999'),
      clearedLog('huge-host', 14).replace('"record_id":"14"', `"record_id":${'9'.repeat(400)}`),
      `${clearedLog('twice-host', 15).slice(0, -1)},"winlog":{"computer_name":"other-host"}}`,
      clearedLog(`<img src=x onerror=alert(1)>`, 16),
      clearedLog('\ud800 alone', 17),
      clearedLog('h'.repeat(200_000), 18),
      'null',
      '"text"',
      '-',
    ];
    const lines = strange.flatMap((line) => [Buffer.from(create), Buffer.from(line), Buffer.from('\n')]);
    const good = [1, 2].map((record) => Buffer.from(`${create}${clearedLog('good-host', record)}\n`));
    const [before, after] = good as [Buffer, Buffer];
    const answer = await stand.bulk(stand.alder.token, Buffer.concat([before, ...lines, after]));
    assert.equal(answer.status, 200, answer.text.slice(0, 500));
    assert.equal(answer.json.items.length, strange.length + 2);
    const stored = answer.json.items.filter(
      (item: { create: { status: number } }) => item.create.status === 201,
    ).length;
    const events = await eventsOf();
    assert.equal(
      events.length + (await deadOf()).length,
      stored,
      'each accepted line is an event or a dead letter',
    );
    assert.deepEqual(
      events
        .filter((event) => event.host === 'good-host')
        .map((event) => event.recordId)
        .sort(),
      ['1', '2'],
    );
    assert.equal(({} as Record<string, unknown>).polluted, undefined);
    assert.ok((await deadOf()).every((letter) => letter.reason.length > 0));
    assert.ok(events.every((event) => event.organisationId === stand.alder.id));
  });

  it('believes the credential and no field about whose an event is', async () => {
    const claim = {
      organisation: { id: stand.birch.id },
      source_id: stand.birch.source,
      fields: { organisationId: stand.birch.id },
    };
    const answer = await stand.bulk(stand.alder.token, `${create}${clearedLog('liar', 30, claim)}\n`);
    assert.equal(answer.status, 200);
    assert.deepEqual(
      [...new Set((await eventsOf({ host: 'liar' })).map((event) => event.organisationId))],
      [stand.alder.id],
    );
    const seen = await stand.api(stand.birch.lead, 'POST', '/events/search', { filter: range });
    assert.deepEqual(seen.json.rows, []);
  });

  it('matches a catastrophic pattern in linear time', async () => {
    const report = await stand.api(stand.administrator, 'GET', '/rules/report');
    assert.deepEqual(report.json.rejected, []);
    const bait = {
      '@timestamp': new Date().toISOString(),
      winlog: {
        channel: 'Security',
        provider_name: 'Microsoft-Windows-Security-Auditing',
        event_id: '4688',
        record_id: '40',
        computer_name: 'bait',
        event_data: { CommandLine: `${'a'.repeat(20_000)}!` },
      },
    };
    const answer = await stand.bulk(stand.alder.token, `${create}${JSON.stringify(bait)}\n`);
    assert.equal(answer.status, 200);
    assert.equal((await eventsOf({ host: 'bait' })).length, 1);
  });

  for (const [name, encode] of [
    ['gzip', gzipSync],
    ['deflate', deflateSync],
    ['zstd', zstdCompressSync],
  ] as const)
    it(`refuses a bomb of ${name}, and takes what is sound after it`, async () => {
      const bomb = encode(Buffer.alloc(140 * 1024 * 1024, 0x20));
      const answer = await stand.bulk(stand.alder.token, bomb, { 'content-encoding': name });
      assert.equal(answer.status, 413, answer.text);
      const twice = await stand.bulk(stand.alder.token, encode(encode(Buffer.from(create))), {
        'content-encoding': name,
      });
      assert.equal(twice.json.items[0].index.status, 400, 'what is packed twice is no line');
      assert.equal((await stand.bulk(stand.alder.token, `${create}{"n":"${name}"}\n`)).status, 200);
    });

  it('knows no other credential than a source token of its own', async () => {
    const body = `${create}{"n":1}\n`;
    const secret = stand.centre.cookie.split('=')[1] ?? '';
    for (const token of [
      secret,
      `cordon_${secret}`,
      `${stand.alder.token}x`,
      stand.alder.token.toUpperCase(),
      stand.alder.source,
      '%00',
    ])
      assert.equal((await stand.bulk(token, body)).status, 401, token);
    const withCookie = await fetch(`${stand.server.ingestUrl}/_bulk`, {
      method: 'POST',
      headers: { cookie: stand.centre.cookie },
      body,
    });
    assert.equal(withCookie.status, 401);
    const asSource = await fetch(`${stand.server.url}/api/v1/sources`, {
      headers: { authorization: `Bearer ${stand.alder.token}` },
    });
    assert.equal(asSource.status, 401);
  });

  it('serves neither surface on the other listener', async () => {
    assert.equal((await fetch(`${stand.server.ingestUrl}/api/v1/session`)).status, 404);
    const bulk = await fetch(`${stand.server.url}/_bulk`, {
      method: 'POST',
      headers: { authorization: `Bearer ${stand.alder.token}` },
      body: `${create}{"n":1}\n`,
    });
    assert.equal(bulk.status, 404);
  });

  for (const [name, head] of [
    ['two lengths', 'Content-Length: 5\r\nContent-Length: 6\r\n\r\n'],
    ['a length and chunks', 'Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n'],
    ['chunks twice over', 'Transfer-Encoding: chunked, identity\r\n\r\n0\r\n\r\n'],
    ['a header folded', 'X-One: a\r\n b: c\r\nContent-Length : 5\r\n\r\n'],
    ['a NUL in a header', 'X-One: a\0b\r\nContent-Length: 0\r\n\r\n'],
    ['a bare line end', 'X-One: a\nContent-Length: 0\r\n\r\n'],
    ['a length that is none', 'Content-Length: 0x10\r\n\r\n'],
  ])
    it(`answers a request with ${name} once, and refuses it`, async () => {
      for (const url of [stand.server.ingestUrl, stand.server.url]) {
        const hidden = 'GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n';
        const said = await raw(
          url,
          `POST /_bulk HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer ${stand.alder.token}\r\n${head}${hidden}`,
        );
        assert.match(said, /^HTTP\/1\.1 400 /, said);
        assert.equal(said.match(/^HTTP\/1\.1 /gm)?.length, 1);
      }
    });

  it('takes chunked bodies without a length', async () => {
    const body = new ReadableStream<Uint8Array>({
      start(controller) {
        for (const byte of `${create}${clearedLog('chunked', 50)}\n`)
          controller.enqueue(new TextEncoder().encode(byte));
        controller.close();
      },
    });
    assert.equal((await stand.bulk(stand.alder.token, body)).status, 200);
    assert.equal((await eventsOf({ host: 'chunked' })).length, 1);
  });

  it('serves on while hundreds of slow connections hold half a request', async () => {
    const head = `POST /_bulk HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer ${stand.alder.token}\r\nContent-Length: 1000\r\n\r\n{"cr`;
    const sockets: Socket[] = await Promise.all(
      Array.from(
        { length: 300 },
        (_, n) =>
          new Promise<Socket>((resolve, reject) => {
            const socket = connect(
              port(n % 2 ? stand.server.ingestUrl : stand.server.url),
              '127.0.0.1',
              () => {
                socket.write(n % 3 ? head : 'POST /_bulk HT');
                resolve(socket);
              },
            );
            socket.once('error', reject);
          }),
      ),
    );
    for (const socket of sockets) socket.on('error', () => undefined);
    const answer = await stand.bulk(stand.alder.token, `${create}${clearedLog('beside-slow', 60)}\n`);
    assert.equal(answer.status, 200, answer.text);
    assert.equal((await fetch(`${stand.server.url}/healthz`)).status, 200);
    for (const socket of sockets) socket.destroy();
    assert.equal((await eventsOf({ host: 'beside-slow' })).length, 1);
  });

  it('counts each of thousands of tiny requests once', async () => {
    const wanted = 3000;
    let next = 0;
    const sender = async () => {
      for (let n = next++; n < wanted; n = next++) {
        const body = `${create}${clearedLog('tiny', n)}\n`;
        let answer = await stand.bulk(stand.birch.token, body);
        while (answer.status === 429) answer = await stand.bulk(stand.birch.token, body);
        assert.equal(answer.status, 200, answer.text);
      }
    };
    await Promise.all(Array.from({ length: 16 }, sender));
    await stand.server.settled();
    const { json } = await stand.api(stand.birch.lead, 'POST', '/events/histogram', {
      filter: { ...range, host: 'tiny' },
    });
    assert.equal(json.total, wanted);
  });

  it('ends a token for the requests after its revocation, and keeps what was accepted', async () => {
    const { json } = await stand.api(stand.birch.lead, 'GET', `/sources/${stand.birch.source}`);
    const before = await stand.bulk(stand.birch.token, `${create}${clearedLog('last-words', 70)}\n`);
    assert.equal(before.status, 200);
    const path = `/sources/${stand.birch.source}/tokens/${json.tokens[0].id}`;
    assert.equal((await stand.api(stand.alder.lead, 'DELETE', path)).status, 404);
    assert.equal((await stand.api(stand.birch.lead, 'DELETE', path)).status, 204);
    let accepted = 0;
    for (let n = 0; n < 200; n += 1) {
      const { status } = await stand.bulk(
        stand.birch.token,
        `${create}${clearedLog('last-words', 71 + n)}\n`,
      );
      if (status === 401) break;
      assert.equal(status, 200);
      accepted += 1;
    }
    assert.ok(accepted < 200, 'a revoked token is refused');
    assert.equal((await eventsOf({ host: 'last-words' })).length, 1 + accepted);
  });
});
