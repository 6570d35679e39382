import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { type SeededFederation, seedFederation, type TestControl, testControl } from '../control/testing.ts';
import { findFindings, findingKey } from './finding-store.ts';

const findingId = 'f'.repeat(32);

describe('what is told of a finding in which several organisations have part', () => {
  let test: TestControl;
  let federation: SeededFederation;
  before(async () => {
    test = await testControl();
    federation = await seedFederation(test);
    const [one, two] = federation.organisations;
    for (const [organisation, n] of [
      [one, 1],
      [two, 2],
    ] as const) {
      await test.admin(
        `INSERT INTO finding_part (finding_id, organisation_id, rule_id, instant, first, last, count, others, group_values, created)
         VALUES ($1, $2, 'same-hash', now(), now(), now(), $3, 1, '{"Hash":"aa"}', now())`,
        [findingId, organisation, n],
      );
      await test.admin(
        `INSERT INTO finding_event (finding_id, organisation_id, place, event_id, rule_id, happened)
         SELECT $1, $2, i, $3 || i, 'hash', now() + make_interval(secs => i) FROM generate_series(0, $4::int - 1) AS i`,
        [findingId, organisation, `event-of-${n}-`, n],
      );
    }
  });
  after(() => test.stop());

  const told = async (role: 'organisation-lead' | 'centre-analyst', nodeId: string) => {
    const caller = await federation.caller(role, nodeId);
    return test.control.scoped(caller, 'alerts.read', (db) => findFindings(db, [findingId]));
  };

  it('is its own events, in order, and the number of others', async () => {
    const [one, two] = federation.organisations;
    const mine = await told('organisation-lead', two);
    assert.deepEqual([...mine.keys()], [findingKey(findingId, two)]);
    const part = mine.get(findingKey(findingId, two));
    assert.deepEqual(
      [part?.count, part?.others, part?.measure, part?.events.map((event) => event.eventId)],
      [2, 1, null, ['event-of-2-0', 'event-of-2-1']],
    );
    assert.deepEqual([...(await told('organisation-lead', one)).keys()], [findingKey(findingId, one)]);
    assert.equal((await told('organisation-lead', federation.organisations[2])).size, 0);
  });

  it('is all parts to the centre, each by itself', async () => {
    assert.equal((await told('centre-analyst', federation.centre)).size, 2);
  });
});
