import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { describe, it } from 'node:test';
import { judgeChange } from './change-guard.ts';

const csrfHash = createHash('sha256').update('right').digest();
const judge = (
  headers: Record<string, string>,
  more: { publicUrl?: string; hash?: Buffer | null; method?: string } = {},
) =>
  judgeChange({
    method: more.method ?? 'POST',
    headers: { host: 'cordon.test', ...headers },
    publicUrl: more.publicUrl,
    csrfHash: more.hash === undefined ? csrfHash : more.hash,
  });

describe('judging a change', () => {
  it('lets reading pass, whoever sent it', () => {
    assert.equal(judge({ 'sec-fetch-site': 'cross-site' }, { method: 'GET' }), 'allowed');
  });

  it('asks a session for its own token, and a token of the API for none', () => {
    assert.equal(judge({ 'x-csrf-token': 'right' }), 'allowed');
    assert.equal(judge({ 'x-csrf-token': 'wrong' }), 'csrf-refused');
    assert.equal(judge({}), 'csrf-refused');
    assert.equal(judge({}, { hash: null }), 'allowed');
  });

  it('refuses what a browser says came from elsewhere, before the token is looked at', () => {
    const right = { 'x-csrf-token': 'right' };
    for (const site of ['cross-site', 'same-site', 'odd'])
      assert.equal(judge({ ...right, 'sec-fetch-site': site }), 'origin-refused');
    for (const site of ['same-origin', 'none'])
      assert.equal(judge({ ...right, 'sec-fetch-site': site }), 'allowed');
    for (const origin of [
      'https://evil.test',
      'null',
      'https://cordon.test.evil.test',
      'https://cordon.test:444',
    ])
      assert.equal(judge({ ...right, origin }), 'origin-refused', origin);
    assert.equal(judge({ ...right, origin: 'https://cordon.test' }), 'allowed');
  });

  it('knows its public address behind a proxy', () => {
    const headers = { 'x-csrf-token': 'right', origin: 'https://public.test', host: '127.0.0.1:8080' };
    assert.equal(judge(headers), 'origin-refused');
    assert.equal(judge(headers, { publicUrl: 'https://public.test/' }), 'allowed');
  });
});
