import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { isKnownHost } from './known-host.ts';

describe('name by which a request calls the server', () => {
  const known = [
    '127.0.0.1',
    '127.0.0.1:8080',
    '[::1]:8080',
    '10.1.2.3',
    'localhost',
    'LOCALHOST:1',
    'a.localhost',
  ];
  for (const host of known) it(`knows ${host}`, () => assert.equal(isKnownHost(host, undefined), true));

  const foreign = [
    undefined,
    '',
    'evil.test',
    'evil.test:8080',
    '127.0.0.1.evil.test',
    'localhost.evil.test',
    'evillocalhost',
    'cordon.test@evil.test',
    'cordon.test.evil.test',
    '::1',
    'a b',
  ];
  for (const host of foreign)
    it(`refuses ${host ?? 'none'}`, () => assert.equal(isKnownHost(host, 'https://cordon.test'), false));

  it('knows the public name, whatever the port and the case', () => {
    for (const host of ['cordon.test', 'CORDON.test:8080', 'cordon.test.'])
      assert.equal(isKnownHost(host, 'https://cordon.test/console'), true, host);
    assert.equal(isKnownHost('cordon.test', undefined), false);
  });
});
