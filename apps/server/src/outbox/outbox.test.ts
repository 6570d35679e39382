import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { isClosedAddress, resolvePublic, urlFault } from './address-guard.ts';
import { verdict } from './attempt.ts';
import { handOffSubject, handOffText } from './hand-off-message.ts';
import { sign, verify } from './signature.ts';

const now = new Date('2026-03-01T08:00:00Z');
const giveUp = new Date('2026-03-03T08:00:00Z');

describe('what becomes of a message', () => {
  it('is settled by delivery or refusal', () => {
    assert.deepEqual(verdict({ kind: 'delivered' }, 1, now, giveUp, 0), {
      state: 'delivered',
      nextAttempt: null,
    });
    assert.deepEqual(verdict({ kind: 'refused', error: 'no' }, 1, now, giveUp, 0), {
      state: 'failed',
      nextAttempt: null,
    });
  });

  it('waits longer each time, an hour at most, until it is too old', () => {
    const waits = [1, 2, 3, 8, 50].map((attempts) => {
      const { nextAttempt } = verdict({ kind: 'retry', error: 'e' }, attempts, now, giveUp, 1);
      return ((nextAttempt?.getTime() ?? 0) - now.getTime()) / 1000;
    });
    assert.deepEqual(waits, [30, 60, 120, 3600, 3600]);
    const late = new Date(giveUp.getTime() - 10_000);
    assert.deepEqual(verdict({ kind: 'retry', error: 'e' }, 9, late, giveUp, 0), {
      state: 'given-up',
      nextAttempt: null,
    });
  });
});

describe('webhook addresses', () => {
  it('may not be ours, private, or anything that embeds such an address', () => {
    for (const address of [
      '127.0.0.1',
      '10.1.2.3',
      '172.31.255.255',
      '192.168.0.1',
      '169.254.169.254',
      '100.64.0.1',
      '0.0.0.0',
      '224.0.0.1',
      '255.255.255.255',
      '::1',
      '::',
      '::ffff:127.0.0.1',
      '::ffff:7f00:1',
      'fe80::1',
      'fd00::1',
      '64:ff9b::7f00:1',
      '2002:7f00:1::',
      'not an address',
    ])
      assert.equal(isClosedAddress(address), true, address);
    for (const address of ['8.8.8.8', '172.32.0.1', '2606:4700::1111', '::ffff:8.8.8.8'])
      assert.equal(isClosedAddress(address), false, address);
  });

  it('are https to a public host, unless private ones are allowed', async () => {
    for (const [url, fault] of [
      ['nonsense', /expected a URL/],
      ['http://example.org/', /expected https/],
      ['file:///etc/passwd', /expected https/],
      ['https://user:pw@example.org/', /no user or password/],
      ['https://127.0.0.1/', /not a public address/],
      ['https://2130706433/', /not a public address/],
      ['https://0x7f.1/', /not a public address/],
      ['https://[::1]/', /not a public address/],
      ['https://[::ffff:10.0.0.1]/', /not a public address/],
    ] as const)
      assert.match(urlFault(url, false) ?? 'accepted', fault, url);
    assert.equal(urlFault('https://example.org/hook', false), undefined);
    assert.equal(urlFault('http://127.0.0.1:99/', true), undefined);
    assert.match(urlFault('file:///etc/passwd', true) ?? 'accepted', /expected https/);
    const local = await resolvePublic('localhost', false);
    assert.deepEqual([local.ok, !local.ok && local.lasting], [false, true]);
  });
});

describe('webhook signature', () => {
  const secret = Buffer.from('secret');
  it('is checked by secret, body and time', () => {
    const header = sign(secret, '{"a":1}', now);
    // The digest is what `printf '1772352000.{"a":1}' | openssl dgst -sha256 -hmac secret` prints.
    assert.equal(header, 't=1772352000,v1=1e9af17422455928347cd97147faf5709825f09b2bc99fbab641b034c9a71398');
    assert.equal(verify(secret, header, '{"a":1}', now), true);
    assert.equal(verify(Buffer.from('other'), header, '{"a":1}', now), false);
    assert.equal(verify(secret, header, '{"a":2}', now), false);
    assert.equal(verify(secret, header, '{"a":1}', new Date(now.getTime() + 301_000)), false, 'replayed');
    assert.equal(verify(secret, header.replace('t=17', 't=18'), '{"a":1}', now), false);
  });
  it('takes any text as a header without falling over', () => {
    fc.assert(fc.property(fc.string(), (header) => !verify(secret, header, '', now)));
  });
});

describe('hand-off mail', () => {
  const content = {
    alertId: 'a',
    title: 'Worm\r\nBcc: everybody@example.org',
    level: 'critical',
    organisationName: 'Alder\u2028Hospitals',
    devices: 12,
    first: now,
    last: now,
    advice: 'Isolate it.\nDo not power it off.',
    by: 'Una',
    sent: now,
    link: 'https://cordon.example/acknowledge/token',
    alertUrl: 'https://cordon.example/alerts/a',
  } as const;
  it('keeps what others wrote on one line, and the advice as it is', () => {
    assert.equal(
      handOffSubject(content),
      '[Cordon] critical: Worm Bcc: everybody@example.org (Alder Hospitals)',
    );
    const text = handOffText(content);
    assert.match(text, /^Worm Bcc: everybody@example\.org\n/);
    assert.match(text, /\nIsolate it\.\nDo not power it off\.\n/);
    assert.match(text, /\nhttps:\/\/cordon\.example\/acknowledge\/token\n/);
  });
});
