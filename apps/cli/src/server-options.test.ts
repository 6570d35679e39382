import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { UsageError } from './exit-code.ts';
import { serverConfig } from './server-options.ts';

const ports = { port: 0, ingestPort: 0 };

describe('options of a server', () => {
  it('names the option whose file cannot be read', () => {
    assert.throws(
      () => serverConfig({ data: 'x', 'tls-cert': '/absent', 'tls-key': '/absent' }, ports),
      (error: Error) => error instanceof UsageError && /^--tls-cert: ENOENT/.test(error.message),
    );
  });

  it('knows the levels of the log', (t) => {
    const before = process.env.CORDON_LOG;
    t.after(() => {
      if (before === undefined) delete process.env.CORDON_LOG;
      else process.env.CORDON_LOG = before;
    });
    process.env.CORDON_LOG = 'loud';
    assert.throws(() => serverConfig({ data: 'x' }, ports), /CORDON_LOG: expected fatal, .* found "loud"/);
    process.env.CORDON_LOG = 'debug';
    assert.equal(serverConfig({ data: 'x' }, ports).demonstration, false);
  });

  it('trusts no proxy unless told', () => {
    assert.equal(serverConfig({ data: 'x' }, ports).trustedProxies, undefined);
  });

  it('takes addresses and networks of proxies', () => {
    const given = ['10.1.0.7', '10.2.0.0/16', 'fd00::/8'];
    assert.deepEqual(serverConfig({ data: 'x', 'trusted-proxy': given }, ports).trustedProxies, given);
  });

  for (const wrong of ['true', 'loopback', 'proxy.example', '10.0.0.0/0', '10.0.0.0/33', '10.0.0.0/8/8', '*'])
    it(`refuses "${wrong}" as a proxy`, () => {
      assert.throws(() => serverConfig({ data: 'x', 'trusted-proxy': [wrong] }, ports), UsageError);
    });

  it('wants a certificate where others can reach a listener', () => {
    assert.throws(() => serverConfig({ data: 'x', host: '0.0.0.0' }, ports), /give --tls-cert/);
  });
});
