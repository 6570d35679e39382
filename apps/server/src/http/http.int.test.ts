import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { routes } from '@cordon/api';
import { type TestApp, testApp } from '../app-testing.ts';
import { type SeededFederation, seedFederation, type TestControl, testControl } from '../control/testing.ts';
import { federationRoutes } from '../federation/index.ts';
import { identityRoutes, openSecretBox } from '../identity/index.ts';
import { systemClock } from '../kernel/clock.ts';
import { implement } from './index.ts';

describe('HTTP side', () => {
  let test: TestControl;
  let federation: SeededFederation;
  let http: TestApp;
  let folder: string;
  before(async () => {
    test = await testControl();
    federation = await seedFederation(test);
    folder = mkdtempSync(join(tmpdir(), 'cordon-console-'));
    mkdirSync(join(folder, 'assets'));
    writeFileSync(join(folder, 'index.html'), '<!doctype html><title>Cordon</title>');
    writeFileSync(join(folder, 'assets', 'app-0123.js'), 'export {};');
    const { control } = test;
    http = await testApp(
      test,
      [
        ...identityRoutes({
          control,
          clock: systemClock,
          publicUrl: () => 'http://x',
          secure: false,
          demonstration: false,
          box: openSecretBox(join(folder, 'key')),
        }),
        ...federationRoutes({ control, clock: systemClock, ingestUrl: () => 'http://127.0.0.1:9200' }),
        implement(routes.rule, async () => {
          throw new Error('the password is hunter2');
        }),
      ],
      { consoleFolder: folder },
    );
  });
  after(async () => {
    await http.stop();
    await test.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  const lead = () => federation.caller('organisation-lead', federation.organisations[0]);
  /** Sends a body as it is, to an operation that anybody may call. */
  const raw = async (payload: string | Buffer, type = 'application/json') => {
    const answer = await http.app.inject({
      method: 'POST',
      url: '/api/v1/session',
      headers: { 'content-type': type },
      payload,
    });
    assert.match(String(answer.headers['content-type']), /^application\/problem\+json/);
    const { status, code, at } = answer.json();
    assert.equal(status, answer.statusCode);
    return [status, code, at];
  };

  it('names what is wrong with a body, and where', async () => {
    const sound = { email: 'a@example.org', password: 'x' };
    assert.deepEqual(await raw(''), [400, 'request-invalid', '/body']);
    assert.deepEqual(await raw('{"email":'), [400, 'json-invalid', undefined]);
    assert.deepEqual(await raw(Buffer.from('{"email":"\xff"}', 'latin1')), [400, 'utf8-invalid', 'byte 10']);
    assert.deepEqual(await raw('['.repeat(100_000)), [400, 'json-too-deep', 'byte 32']);
    assert.deepEqual(await raw('{"email":"[[[[{{{{[[[[{{{{[[[[{{{{[[[[{{{{[[[[{{{{", "password":1}'), [
      400,
      'request-invalid',
      '/body/password',
    ]);
    assert.deepEqual(await raw(JSON.stringify({ ...sound, role: 'administrator' })), [
      400,
      'request-invalid',
      '/body',
    ]);
    assert.deepEqual(await raw('{"__proto__":{"email":"a"},"email":"a","password":"b"}'), [
      400,
      'request-invalid',
      '/body',
    ]);
    assert.deepEqual(await raw(JSON.stringify({ ...sound, email: 'a\0b' })), [
      400,
      'request-invalid',
      '/body/email',
    ]);
    assert.deepEqual(await raw(JSON.stringify({ ...sound, email: '\ud800' })), [
      400,
      'request-invalid',
      '/body/email',
    ]);
    assert.deepEqual(await raw(JSON.stringify(sound), 'text/plain'), [
      415,
      'media-type-unsupported',
      undefined,
    ]);
    assert.deepEqual(await raw('email=a', 'application/x-www-form-urlencoded'), [
      415,
      'media-type-unsupported',
      undefined,
    ]);
    assert.deepEqual(await raw(`{"email":"${'a'.repeat(5_000_000)}"}`), [413, 'body-too-large', undefined]);
    assert.deepEqual(await raw(JSON.stringify(sound)), [401, 'sign-in-refused', undefined]);
  });

  it('reads numbers of the query exactly and refuses what it does not know', async () => {
    const query = async (text: Record<string, string>) => {
      const { status, json } = await http.call(await lead(), 'sources', { query: text });
      return [status, json.at];
    };
    assert.deepEqual(await query({ limit: '1' }), [200, undefined]);
    for (const limit of ['0', '501', '1e2', ' 5', '', '0x10'])
      assert.deepEqual(await query({ limit }), [400, '/query/limit'], limit);
    assert.deepEqual(await query({ limmit: '1' }), [400, '/query']);
    assert.deepEqual(await query({ cursor: 'nonsense' }), [400, 'cursor']);
    assert.deepEqual(await query({ organisationId: "' OR 1=1 --" }), [400, '/query/organisationId']);
    const twice = await http.app.inject('/api/v1/sources?limit=1&limit=2');
    assert.equal(twice.statusCode, 401, 'who is not signed in learns nothing of the schema');
  });

  it('tells what is not there from what does not take the method', async () => {
    const get = async (method: 'GET' | 'PUT' | 'DELETE', url: string) => {
      const answer = await http.app.inject({ method, url });
      return [answer.statusCode, answer.json().code, answer.headers.allow];
    };
    assert.deepEqual(await get('GET', '/api/v1/nothing'), [404, 'not-found', undefined]);
    assert.deepEqual(await get('DELETE', '/api/v1/sources'), [405, 'method-not-allowed', 'GET, POST, HEAD']);
    assert.deepEqual(await get('PUT', `/api/v1/sources/${federation.sources[0]}`), [
      405,
      'method-not-allowed',
      'GET, PATCH, HEAD',
    ]);
    assert.deepEqual(await get('GET', '/api/v1/sources/%ff'), [400, 'url-invalid', undefined]);
    assert.deepEqual(await get('GET', '/assets/none.js'), [404, 'not-found', undefined]);
    const long = 'x'.repeat(5000);
    for (const url of [
      `/${long}`,
      `/api/v1/sources/${long}`,
      '/%00',
      '/.env',
      '/assets/',
      '/..%2f..%2fetc%2fpasswd',
    ])
      assert.deepEqual(await get('GET', url), [404, 'not-found', undefined], url.slice(0, 40));
    const page = await http.app.inject({ url: '/devices/.hidden', headers: { accept: 'text/html' } });
    assert.equal(page.statusCode, 200, 'a page of the console may have such an address');
  });

  it('says nothing of the inside of a failure', async () => {
    const { status, json, text } = await http.call(await lead(), 'rule', { params: { id: 'x' } });
    assert.deepEqual([status, json.code], [500, 'internal']);
    assert.doesNotMatch(text, /hunter2|at .*\.ts/);
  });

  it('sends strict headers with pages, and keeps answers of the API out of caches', async () => {
    const page = await http.app.inject({ url: '/alerts/some-id', headers: { accept: 'text/html' } });
    assert.equal(page.statusCode, 200);
    assert.match(page.body, /Cordon/);
    const policy = String(page.headers['content-security-policy']);
    assert.match(policy, /default-src 'none'/);
    assert.match(policy, /frame-ancestors 'none'/);
    assert.doesNotMatch(policy, /unsafe|\*/);
    assert.equal(page.headers['referrer-policy'], 'no-referrer');
    assert.equal(page.headers['x-content-type-options'], 'nosniff');
    assert.equal(page.headers['cache-control'], 'no-cache');
    const asset = await http.app.inject('/assets/app-0123.js');
    assert.equal(asset.headers['cache-control'], 'public, max-age=31536000, immutable');
    const answer = await http.call(await lead(), 'session');
    assert.equal(answer.headers['cache-control'], 'no-store');
    assert.equal((await http.app.inject('/../../package.json')).statusCode, 404);
  });

  it('serves an honest page while the console is not built', async () => {
    const bare = await testApp(test, [], { consoleFolder: join(folder, 'none') });
    const page = await bare.app.inject('/');
    assert.deepEqual([page.statusCode, page.body.includes('has not been built')], [503, true]);
    await bare.stop();
  });

  it('describes every operation in OpenAPI 3.1, from the schemas that validate', async () => {
    const document = (await http.app.inject('/api/v1/openapi.json')).json();
    assert.equal(document.openapi, '3.1.0');
    const ids = new Set<string>();
    for (const [path, operations] of Object.entries<Record<string, Operation>>(document.paths))
      for (const operation of Object.values(operations)) {
        assert.equal(ids.has(operation.operationId), false);
        ids.add(operation.operationId);
        const named = [...path.matchAll(/\{(\w+)\}/g)].map((match) => match[1]);
        const given = operation.parameters.filter((each) => each.in === 'path');
        assert.deepEqual(given.map((each) => each.name).sort(), named.sort(), path);
        assert.ok(given.every((each) => each.required));
        assert.ok(Object.keys(operation.responses).length === 2 && operation.responses.default);
        assert.doesNotMatch(path, /:/);
      }
    assert.deepEqual([...ids].sort(), Object.keys(routes).sort());
    assert.equal(
      document.paths['/session'].post.requestBody.content['application/json'].schema.additionalProperties,
      false,
    );
    const references = JSON.stringify(document).match(/"\$ref":"[^"]+"/g) ?? [];
    assert.deepEqual([...new Set(references)], ['"$ref":"#/components/schemas/Problem"']);
    assert.ok(document.components.schemas.Problem);
  });

  it('answers what is not HTTP, and goes on', async () => {
    const address = await http.app.listen({ host: '127.0.0.1', port: 0 });
    const { port } = new URL(address);
    const said = await new Promise<string>((resolve) => {
      let text = '';
      const socket = connect(Number(port), '127.0.0.1', () =>
        socket.write('\x16\x03\x01 this is no HTTP\r\n\r\n'),
      );
      socket.on('data', (chunk) => {
        text += chunk;
      });
      socket.on('close', () => resolve(text));
    });
    assert.match(said, /^HTTP\/1\.1 400 /);
    assert.match(said, /application\/problem\+json/);
    assert.equal((await fetch(`${address}/healthz`)).status, 200);
  });
});

interface Operation {
  readonly operationId: string;
  readonly parameters: readonly { readonly in: string; readonly name: string; readonly required: boolean }[];
  readonly responses: Readonly<Record<string, unknown>>;
}
