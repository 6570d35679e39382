import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fillToken } from './fill-token.ts';

test('the token goes where the text leaves room for it, as it is', () => {
  assert.equal(fillToken("password: 'PASTE-THE-TOKEN-HERE'", 'T'), "password: 'T'");
  assert.equal(fillToken('api_key: "id:<token>"', 'a$&b'), 'api_key: "id:a$&b"');
  assert.equal(fillToken(`key: \${CORDON_TOKEN}`, 'T'), 'key: T');
  assert.equal(fillToken('nothing to fill', 'T'), 'nothing to fill');
});
