import assert from 'node:assert/strict';
import { request } from 'node:http';
import { after, afterEach, describe, it } from 'node:test';
import { hashPassword } from '../../apps/server/src/identity/index.ts';
import { clearedLog, hostileStand, type Stand } from './stand.ts';

const create = '{"create":{}}\n';
const minute = 60_000;
const range = { from: '2020-01-01T00:00:00.000Z', to: '2099-01-01T00:00:00.000Z' };

interface Reply {
  readonly status: number;
  readonly code: string | undefined;
  readonly retryAfter: number;
  readonly text: string;
}

/** A request with headers that `fetch` would not let anybody choose, `Host` among them. */
function send(
  url: string,
  path: string,
  headers: Readonly<Record<string, string>> = {},
  body?: unknown,
): Promise<Reply> {
  return new Promise((resolve, reject) => {
    const type = body === undefined ? {} : { 'content-type': 'application/json' };
    const sent = request(
      `${url}${path}`,
      { method: body === undefined ? 'GET' : 'POST', headers: { ...headers, ...type } },
      (answer) => {
        let text = '';
        answer.setEncoding('utf8').on('data', (more: string) => {
          text += more;
        });
        answer.on('end', () => {
          const json = String(answer.headers['content-type']).includes('json') ? JSON.parse(text) : {};
          const retryAfter = Number(answer.headers['retry-after'] ?? 0);
          resolve({ status: answer.statusCode ?? 0, code: json.code, retryAfter, text });
        });
      },
    );
    sent.on('error', reject);
    sent.end(body === undefined ? undefined : JSON.stringify(body));
  });
}

const hostsOf = async (stand: Stand): Promise<string[]> => {
  await stand.server.settled();
  const { json } = await stand.api(stand.alder.lead, 'POST', '/events/search', { filter: range });
  return json.rows.map((row: { host: string }) => row.host);
};

describe('credentials that end', () => {
  let ahead = 0;
  const clock = { now: () => new Date(Date.now() + ahead) };
  let stand: Stand;
  after(() => stand.stop());
  afterEach(() => {
    ahead = 0;
  });

  it('refuses a body whose token is revoked on the way wholly, and takes it again with the new token', async () => {
    stand = await hostileStand({}, { clock });
    const { alder } = stand;
    const { json } = await stand.api(alder.lead, 'GET', `/sources/${alder.source}`);
    const path = `/sources/${alder.source}/tokens`;
    const renewed = await stand.api(alder.lead, 'POST', path, {});
    assert.equal(renewed.status, 200, renewed.text);
    const lines = [1, 2].map((record) => `${create}${clearedLog('mid-body', record)}\n`) as [string, string];
    let sendRest: () => void = () => undefined;
    const rest = new Promise<void>((resolve) => {
      sendRest = resolve;
    });
    const slow = new ReadableStream({
      async start(controller) {
        controller.enqueue(Buffer.from(lines[0]));
        await rest;
        controller.enqueue(Buffer.from(lines[1]));
        controller.close();
      },
    });
    const underWay = stand.bulk(alder.token, slow);
    // Behind the first one on a connection of its own: by its answer the slow request has long been let in.
    assert.equal((await stand.bulk(alder.token, `${create}${clearedLog('before', 3)}\n`)).status, 200);
    assert.equal((await stand.api(alder.lead, 'DELETE', `${path}/${json.tokens[0].id}`)).status, 204);
    while ((await stand.bulk(alder.token, '')).status !== 401);
    sendRest();
    const answer = await underWay;
    assert.equal(answer.status, 401, answer.text);
    assert.equal(answer.headers.get('x-elastic-product'), 'Elasticsearch');
    assert.deepEqual(await hostsOf(stand), ['before']);
    const again = await stand.bulk(renewed.json.token, lines.join(''));
    assert.equal(again.status, 200, again.text);
    assert.deepEqual((await hostsOf(stand)).sort(), ['before', 'mid-body', 'mid-body']);
  });

  it('takes no token of a source and no session that nobody used for two hours', async () => {
    const { birch } = stand;
    const path = `/sources/${birch.source}/tokens`;
    const renewed = await stand.api(birch.lead, 'POST', path, { oldExpiresInHours: 1 });
    assert.equal(renewed.status, 200, renewed.text);
    const with_ = async (token: string) =>
      (await stand.bulk(token, `${create}${clearedLog('rotating', 1)}\n`)).status;
    ahead = 59 * minute;
    assert.deepEqual([await with_(birch.token), await with_(renewed.json.token)], [200, 200]);
    assert.equal((await stand.api(birch.lead, 'GET', '/session')).status, 200);
    ahead = 61 * minute;
    assert.deepEqual([await with_(birch.token), await with_(renewed.json.token)], [401, 200]);
    ahead = (59 + 121) * minute;
    const ended = await stand.api(birch.lead, 'GET', '/session');
    assert.deepEqual([ended.status, ended.json.code], [401, 'not-signed-in']);
  });

  it('takes no API token after its time or its revocation', async () => {
    const made = async (name: string) => {
      const answer = await stand.api(stand.alder.lead, 'POST', '/tokens', {
        name,
        kind: 'personal',
        permissions: ['alerts.read'],
        expires: new Date(Date.now() + 60 * minute).toISOString(),
      });
      assert.equal(answer.status, 200, answer.text);
      return answer.json;
    };
    const [expiring, revoked] = [await made('expiring'), await made('revoked')];
    const ask = (token: string) =>
      send(stand.server.url, '/api/v1/alerts', { authorization: `Bearer ${token}` });
    for (const { secret } of [expiring, revoked]) assert.equal((await ask(secret)).status, 200);
    const path = `/tokens/${revoked.token.id}`;
    assert.equal((await stand.api(stand.alder.lead, 'DELETE', path)).status, 204);
    assert.deepEqual((await ask(revoked.secret)).code, 'not-signed-in');
    ahead = 61 * minute;
    assert.deepEqual((await ask(expiring.secret)).code, 'not-signed-in');
    ahead = 0;
    assert.equal((await ask(expiring.secret)).status, 200);
  });

  it('answers no page whose own name was pointed at this machine', async () => {
    const { url } = stand.server;
    const { host, port } = new URL(url);
    for (const path of ['/', '/metrics', '/api/v1/setup', '/api/v1/openapi.json']) {
      const foreign = await send(url, path, { host: `evil.test:${port}`, 'x-forwarded-for': '127.0.0.1' });
      assert.deepEqual([foreign.status, foreign.code], [421, 'host-unknown'], path);
      for (const known of [host, `localhost:${port}`])
        assert.notEqual((await send(url, path, { host: known })).status, 421, `${path} as ${known}`);
    }
    const change = await send(
      url,
      '/api/v1/session',
      { host: `evil.test:${port}`, origin: `http://evil.test:${port}` },
      { email: 'a@example.org', password: 'guessed' },
    );
    assert.equal(change.status, 421);
    assert.equal((await send(url, '/healthz', { host: 'evil.test' })).status, 200);
  });

  it('locks guessing at an account over HTTP, known or not, the right password included', async () => {
    const password = 'three grey herons wade';
    const hash = await hashPassword(password);
    const email = 'guessed@example.org';
    await stand.server.control.as('auth', (db) =>
      db
        .insertInto('app_user')
        .values({ id: crypto.randomUUID(), name: 'Guessed', email, state: 'active', password_hash: hash })
        .execute(),
    );
    const guess = (typed: string, secret: string) =>
      send(stand.server.url, '/api/v1/session', {}, { email: typed, password: secret });
    for (const who of [email, 'nobody@example.org']) {
      for (let n = 0; n < 5; n += 1) {
        const refused = await guess(who, `wrong ${n}`);
        assert.deepEqual([refused.status, refused.code], [401, 'sign-in-refused'], who);
      }
      const locked = await guess(who, password);
      assert.deepEqual([locked.status, locked.code], [429, 'sign-in-locked'], who);
      assert.ok(locked.retryAfter > 0 && locked.retryAfter <= 60, String(locked.retryAfter));
    }
    ahead = minute + 1000;
    assert.equal((await guess(email, password)).status, 200, 'after its time');
  });
});

describe('addresses before a proxy', () => {
  const limit = 30;
  /** Answers of many requests that claim to come from addresses of their own. */
  const claimed = async (url: string) => {
    const answers: number[] = [];
    for (let n = 0; n < limit + 5; n += 1)
      answers.push((await send(url, '/api/v1/setup', { 'x-forwarded-for': `203.0.113.${n}` })).status);
    return answers;
  };

  it('are believed of a named proxy: each has its own limit, and stands in the audit log', async () => {
    const stand = await hostileStand({ trustedProxies: ['127.0.0.1'] }, { requestsPerMinute: limit });
    try {
      assert.deepEqual(new Set(await claimed(stand.server.url)), new Set([200]));
      const asOne = { 'x-forwarded-for': '198.51.100.7' };
      await send(stand.server.url, '/api/v1/session', asOne, { email: 'a@example.org', password: 'x' });
      const { rows } = (await stand.api(stand.administrator, 'GET', '/audit')).json;
      const refused = rows.find((row: { action: string }) => row.action === 'session.refused');
      assert.equal(refused?.address, '198.51.100.7');
    } finally {
      await stand.stop();
    }
  });

  it('are believed of nobody else: all share the limit of the connection', async () => {
    for (const trustedProxies of [[], ['192.0.2.1', '10.0.0.0/8']]) {
      const stand = await hostileStand({ trustedProxies }, { requestsPerMinute: limit });
      try {
        const answers = await claimed(stand.server.url);
        assert.equal(answers.at(-1), 429, answers.join(' '));
        const limited = await send(stand.server.url, '/api/v1/setup');
        assert.equal(limited.code, 'too-many-requests');
        assert.ok(limited.retryAfter > 0);
        assert.equal((await send(stand.server.url, '/healthz')).status, 200);
      } finally {
        await stand.stop();
      }
    }
  });
});
