import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { type TestIngest, testIngest } from './testing.ts';

describe('the Elasticsearch surface', () => {
  let test: TestIngest;
  before(async () => {
    test = await testIngest();
  });
  after(() => test.stop());

  const asked: readonly [method: string, path: string, status: number, member?: string][] = [
    ['HEAD', '/', 200],
    ['GET', '/', 200, 'tagline'],
    ['GET', '/_license?human=false', 200, 'license'],
    ['GET', '/_xpack', 200, 'license'],
    ['HEAD', '/_index_template/winlogbeat-8.17.0', 200],
    ['HEAD', '/_template/logstash', 200],
    ['HEAD', '/_component_template/x', 200],
    ['PUT', '/_index_template/winlogbeat', 200, 'acknowledged'],
    ['PUT', '/_template/logstash', 200, 'acknowledged'],
    ['PUT', '/_component_template/x', 200, 'acknowledged'],
    ['GET', '/_ilm/policy', 200],
    ['GET', '/_ilm/policy/winlogbeat', 200],
    ['PUT', '/_ilm/policy/winlogbeat', 200, 'acknowledged'],
    ['GET', '/_data_stream/winlogbeat-8', 200, 'data_streams'],
    ['PUT', '/_data_stream/winlogbeat-8', 200, 'acknowledged'],
    ['PUT', '/_data_stream/winlogbeat-8/_lifecycle', 200, 'acknowledged'],
    ['GET', '/_ingest/pipeline/routing', 200, 'routing'],
    ['PUT', '/_ingest/pipeline/routing', 200, 'acknowledged'],
    ['GET', '/_nodes/http', 200, 'nodes'],
    ['GET', '/_nodes/ingest', 200, 'nodes'],
    ['HEAD', '/_cat/health', 200],
    ['GET', '/_cat/health', 200],
    ['GET', '/_cluster/health', 200, 'status'],
    ['HEAD', '/logstash', 200],
    ['PUT', '/%3Clogstash-%7Bnow%2Fd%7D-000001%3E', 200, 'acknowledged'],
    ['GET', '/no/such/thing', 404, 'error'],
    ['DELETE', '/_template/x', 404, 'error'],
  ];
  for (const prefix of ['', '/es']) {
    for (const [method, path, status, member] of asked) {
      it(`${method} ${prefix}${path} answers ${status}`, async () => {
        const body = method === 'PUT' ? '{"settings":{}}' : undefined;
        const answer = await test.send(method, prefix + path, body, { 'content-type': 'application/json' });
        assert.equal(answer.status, status);
        assert.equal(answer.headers.get('x-elastic-product'), 'Elasticsearch');
        assert.match(answer.headers.get('content-type') ?? '', /^application\/json/);
        if (method === 'HEAD') return;
        const value = (await answer.json()) as Record<string, unknown>;
        if (member) assert.ok(member in value, `${member} in ${JSON.stringify(value)}`);
      });
    }
  }

  const agents: readonly [agent: string, version: string][] = [
    ['Elastic-filebeat/7.17.1 (linux; amd64; abc; 2022-02-28 00:00:00 +0000 UTC)', '7.17.1'],
    ['Elastic-winlogbeat/9.0.2', '9.0.2'],
    ['Elastic-winlogbeat/9.0.2<script>', '9.0.2'],
    ['Elastic-x/1234.5.6', '8.17.0'],
    ['Elastic-x/8.1.2.3', '8.17.0'],
    ['Logstash/7.1.1', '8.17.0'],
    ['', '8.17.0'],
  ];
  for (const [agent, version] of agents) {
    it(`tells "${agent.slice(0, 30)}" version ${version}`, async () => {
      const answer = await test.send('GET', '/', undefined, { 'user-agent': agent });
      const { version: found } = (await answer.json()) as { version: Record<string, unknown> };
      assert.equal(found.number, version);
      assert.equal(found.build_flavor, 'default');
    });
  }

  it('keeps its cluster id', async () => {
    const id = async () =>
      ((await (await test.send('GET', '/')).json()) as { cluster_uuid: string }).cluster_uuid;
    assert.match(await id(), /^[\w-]{22}$/);
    assert.equal(await id(), await id());
  });

  it('has a licence that is active, under its object', async () => {
    const { license } = (await (await test.send('GET', '/_license')).json()) as {
      license: Record<string, unknown>;
    };
    assert.equal(license.status, 'active');
    assert.equal(license.type, 'basic');
  });

  describe('credentials', () => {
    const bulk = '{"index":{}}\n{"a":1}\n';
    const good: readonly [string, string][] = [
      ['Basic with the token as password', `Basic ${btoa('any:secret-of-a')}`],
      ['Basic with the token as user', `Basic ${btoa('secret-of-a:')}`],
      ['ApiKey in base64', `ApiKey ${btoa('id:secret-of-a')}`],
      ['ApiKey as it is', 'ApiKey secret-of-a'],
      ['Bearer', 'Bearer secret-of-a'],
    ];
    for (const [name, authorization] of good) {
      it(`takes ${name}`, async () => {
        assert.equal((await test.send('POST', '/_bulk', bulk, { authorization })).status, 200);
      });
    }
    for (const authorization of [
      '',
      'Basic !',
      'Bearer other',
      `Basic ${btoa('secret-of-a:wrong')}`,
      'Digest x',
    ]) {
      it(`refuses "${authorization}"`, async () => {
        const answer = await test.send('POST', '/_bulk', bulk, { authorization });
        assert.equal(answer.status, 401);
        assert.equal(answer.headers.get('x-elastic-product'), 'Elasticsearch');
        assert.match(answer.headers.get('www-authenticate') ?? '', /Basic/);
        assert.equal(((await answer.json()) as { error: { type: string } }).error.type, 'security_exception');
      });
    }
    it('answers probes without credential, but none with a wrong one', async () => {
      assert.equal((await fetch(`${test.ingest.url}/`)).status, 200);
      assert.equal((await test.send('GET', '/', undefined, { authorization: 'Bearer wrong' })).status, 401);
    });
  });
});
