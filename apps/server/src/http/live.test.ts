import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { mayHear } from './live.ts';
import { readLiveNotice } from './live-notice.ts';

const scope = { userId: 'me', alerts: new Set(['a']), sources: new Set(['s']), centre: false };
const heard = (payload: object, who = scope) => {
  const notice = readLiveNotice(JSON.stringify(payload));
  return notice !== undefined && mayHear(who, notice);
};
const alert = { type: 'alert', alertId: 'x', change: 'new' };
const source = { type: 'source', sourceId: 'x', state: 'silent' };
const job = { type: 'job', jobId: 'x', state: 'done', done: 1, of: null };

describe('live notices', () => {
  it('reach viewers of their organisations alone, by the permission of their kind', () => {
    assert.equal(heard({ ...alert, organisationIds: ['b', 'a'] }), true);
    assert.equal(heard({ ...alert, organisationIds: ['b'] }), false);
    assert.equal(heard({ ...alert, organisationIds: ['s'] }), false);
    assert.equal(heard({ ...source, organisationIds: ['s'] }), true);
    assert.equal(heard({ ...alert, organisationIds: [] }, { ...scope, centre: true }), false);
  });

  it('reach the person they name and nobody else, not even the centre', () => {
    assert.equal(heard({ ...job, userId: 'me' }), true);
    assert.equal(heard({ ...job, userId: 'you' }, { ...scope, centre: true }), false);
  });

  it('reach the centre alone when they name nobody', () => {
    assert.equal(heard({ type: 'rate', eventsPerSecond: 3 }), false);
    assert.equal(heard({ type: 'rate', eventsPerSecond: 3 }, { ...scope, centre: true }), true);
  });

  it('pass on the fields of a message and no others', () => {
    const notice = readLiveNotice(JSON.stringify({ ...alert, organisationIds: ['a'], secret: 1 }));
    assert.deepEqual(notice?.message, alert);
  });

  it('are ignored when they are none', () => {
    for (const payload of [
      '',
      'null',
      '{',
      '{"type":"alert"}',
      '{"type":"alert","alertId":"x","change":"odd"}',
    ])
      assert.equal(readLiveNotice(payload), undefined);
  });
});
