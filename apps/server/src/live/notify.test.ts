import assert from 'node:assert/strict';
import { it } from 'node:test';
import { newId } from '../kernel/ids.ts';
import { livePayloads } from './notify.ts';

const message = { type: 'alert', alertId: newId(), change: 'grown' } as const;

it('keeps every notification below the limit of PostgreSQL, whatever the number of organisations', () => {
  const organisationIds = Array.from({ length: 1000 }, () => newId());
  const payloads = livePayloads({ message, to: { organisationIds } });
  assert.ok(payloads.every((payload) => Buffer.byteLength(payload) < 8000));
  assert.deepEqual(
    payloads.flatMap((payload) => (JSON.parse(payload) as { organisationIds: string[] }).organisationIds),
    organisationIds,
  );
});

it('addresses one person, the centre, or nobody', () => {
  assert.deepEqual(livePayloads({ message, to: { userId: 'u' } }), [
    JSON.stringify({ ...message, userId: 'u' }),
  ]);
  assert.deepEqual(livePayloads({ message, to: 'centre' }), [JSON.stringify(message)]);
  assert.deepEqual(livePayloads({ message, to: { organisationIds: [] } }), []);
});
