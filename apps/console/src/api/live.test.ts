import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseMessage } from './live.ts';

test('known messages are read, anything else is nothing', () => {
  assert.deepEqual(parseMessage('{"type":"alert","alertId":"a","change":"new"}'), {
    type: 'alert',
    alertId: 'a',
    change: 'new',
  });
  for (const text of ['', 'null', '[]', '{}', '{"type":"other"}', '{"type":1}', '{"type":"alert"'])
    assert.equal(parseMessage(text), null);
});
