import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, it } from 'node:test';
import { createSender } from './sender.ts';

type Reply = readonly [status: number, body: string, retryAfter?: string];
const taken: Reply = [200, '{"errors":false,"items":[]}'];

describe('sender', () => {
  let server: Server | undefined;
  afterEach(() => {
    server?.closeAllConnections();
    server?.close();
  });

  /** A listener that answers with `replies` in turn, then takes everything; and what it received. */
  async function listener(...replies: Reply[]) {
    const requests: { authorization: string; lines: string[] }[] = [];
    server = createServer(async (request: IncomingMessage, response: ServerResponse) => {
      const chunks: Buffer[] = [];
      for await (const chunk of request) chunks.push(chunk as Buffer);
      const lines = Buffer.concat(chunks).toString().trimEnd().split('\n');
      requests.push({ authorization: request.headers.authorization ?? '', lines });
      const [status, body, retryAfter] = replies.shift() ?? taken;
      response.writeHead(status, retryAfter === undefined ? {} : { 'retry-after': retryAfter });
      response.end(body);
    });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    return { requests, ingestUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}` };
  }
  const tokens = new Map([['ASH/winlogbeat', 'secret']]);
  const own = (...lines: string[]) => new Map([['ASH/winlogbeat', lines]]);

  it("sends a source's lines in order with its token, a thousand at a time", async () => {
    const { requests, ingestUrl } = await listener();
    const lines = Array.from({ length: 2100 }, (_, index) => `{"n":${index}}`);
    await createSender({ ingestUrl, tokens, signal: new AbortController().signal }).send(own(...lines));
    assert.deepEqual(
      requests.map((request) => request.lines.length),
      [2000, 2000, 200],
    );
    assert.deepEqual(
      requests.flatMap((request) => request.lines.filter((_, index) => index % 2 === 1)),
      lines,
    );
    assert.equal(requests[0]?.lines[0], '{"create":{}}');
    assert.equal(requests[0]?.authorization, `ApiKey ${Buffer.from('cordon:secret').toString('base64')}`);
  });

  it('sends again what a busy or broken listener did not take', async () => {
    const { requests, ingestUrl } = await listener([429, 'busy', '0.01'], [503, 'away', '0.01']);
    await createSender({ ingestUrl, tokens, signal: new AbortController().signal }).send(own('{"a":1}'));
    assert.equal(requests.length, 3);
    assert.equal(new Set(requests.map(({ lines }) => lines.join())).size, 1);
  });

  for (const reply of [
    [401, '{"error":"unknown token"}'],
    [200, '{"errors":true,"items":[{"create":{"status":400}}]}'],
  ] satisfies Reply[])
    it(`gives up with the listener's words when refused for good (${reply[0]})`, async () => {
      const { ingestUrl } = await listener(reply);
      const sender = createSender({ ingestUrl, tokens, signal: new AbortController().signal });
      await assert.rejects(sender.send(own('{"a":1}')), new RegExp(`found ${reply[0]} .*error`));
    });

  it('refuses a source without a token', async () => {
    const { ingestUrl } = await listener();
    const sender = createSender({ ingestUrl, tokens: new Map(), signal: new AbortController().signal });
    await assert.rejects(sender.send(own('{"a":1}')), /source ASH\/winlogbeat: expected a token/);
  });

  it('ends its waiting when told to', async () => {
    const { requests, ingestUrl } = await listener([429, 'busy', '3600']);
    const ending = new AbortController();
    const sending = createSender({ ingestUrl, tokens, signal: ending.signal }).send(own('{"a":1}'));
    while (requests.length === 0) await new Promise((resolve) => setImmediate(resolve));
    ending.abort();
    await sending;
    assert.equal(requests.length, 1);
  });
});
