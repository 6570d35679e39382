import assert from 'node:assert/strict';
import { after, before, it } from 'node:test';
import { routes } from '@cordon/api';
import { type SeededFederation, seedFederation, type TestControl, testControl } from '../control/testing.ts';
import { applySightings } from '../devices/index.ts';
import { digestId, newId } from '../kernel/ids.ts';
import { applySignals } from '../signals/index.ts';
import { testSignal } from '../signals/testing.ts';
import { callRoute } from '../testing/call-route.ts';
import { overviewRoutes } from './routes.ts';

const now = new Date('2026-03-01T12:30:00Z');
let test: TestControl;
let federation: SeededFederation;
before(async () => {
  test = await testControl();
  federation = await seedFederation(test);
});
after(() => test.stop());

it('counts what needs someone within scope', async () => {
  const [a, , c] = federation.organisations;
  const [sourceA, , sourceC] = federation.sources;
  await test.admin(
    `INSERT INTO rule (id, title, level, status, description, origin, file, logsource, has_logsource, tags, techniques, rule_references, false_positives, body, loaded)
     SELECT id, id, level, '', '', 'test', '', '', true, '{}', '{}', '{}', '{}', '', true FROM (VALUES ('low', 1), ('bad', 4), ('mine', 3)) AS r(id, level)`,
  );
  const received = now.getTime() - 3_600_000;
  const at = (organisationId: string, sourceId: string, ruleId: string, n = 0) =>
    testSignal({ organisationId, sourceId, ruleId, n, happened: received - 1000, received });
  await test.control.as('pipeline', (db) =>
    applySignals(db, [
      at(a, sourceA, 'mine'),
      at(a, sourceA, 'mine', 1),
      at(a, sourceA, 'low'),
      at(c, sourceC, 'bad'),
      at(c, sourceC, 'mine'),
    ]),
  );
  await test.admin(
    `UPDATE alert_part SET state = 'acknowledged' FROM alert_head h WHERE h.id = head_id AND h.group_key = 'rule:low'`,
  );
  await test.admin(
    `INSERT INTO source_state (source_id, last_event) VALUES ($1, $2::timestamptz - interval '3 hours'), ($3, $2), ($4, $2::timestamptz - interval '1 day')`,
    [sourceA, now, federation.sources[1], sourceC],
  );
  await test.admin(
    `INSERT INTO source_activity (source_id, organisation_id, minute, events, dead_letters, bytes) VALUES
     ($1, $2, '2026-03-01T12:30Z', 7, 0, 0), ($1, $2, '2026-03-01T11:31Z', 5, 0, 0), ($1, $2, '2026-03-01T11:30Z', 900, 0, 0), ($3, $4, '2026-03-01T12:30Z', 100, 0, 0)`,
    [sourceA, a, sourceC, c],
  );
  const seenBy = (organisationId: string, sourceId: string) => {
    const time = now.getTime();
    const sighting = { key: digestId(sourceId, 'x'), host: 'X', sid: null, mac: null };
    return { organisationId, sourceId, sighting, first: time, last: time, count: 1, addresses: [] };
  };
  await test.control.as('pipeline', (db) => applySightings(db, [seenBy(a, sourceA), seenBy(c, sourceC)]));
  // One that was merged away, or renamed: nothing is seen under it any more.
  await test.admin(`INSERT INTO device (id, organisation_id, host, host_folded) VALUES ($1, $2, 'Y', 'y')`, [
    newId(),
    a,
  ]);

  const handlers = overviewRoutes({ control: test.control, clock: { now: () => now } });
  const viewer = await federation.caller('board-member', a);
  const mine = await callRoute(handlers, routes.overview, { caller: viewer, query: { hours: 24 } });
  assert.deepEqual([mine.needSomeone, mine.devices, mine.organisations, mine.sources], [1, 1, 1, 1]);
  assert.deepEqual(
    mine.bySeverity.filter((each) => each.open > 0),
    [
      { level: 'high', open: 1 },
      { level: 'low', open: 1 },
    ],
  );
  assert.deepEqual(mine.byOrganisation, [
    { organisationId: a, name: 'Alder Hospitals', open: 2, worst: 'high' },
  ]);
  assert.deepEqual(
    mine.silentSources.map((each) => each.sourceId),
    [sourceA],
  );
  assert.deepEqual([mine.series.levels.high?.at(-2), mine.series.levels.critical?.at(-2)], [2, 0]);
  assert.deepEqual(
    [mine.eventsPerMinute.counts.at(-1), mine.eventsPerMinute.counts[0], mine.eventsPerMinute.counts.length],
    [7, 5, 60],
  );
  assert.ok(mine.oldestWaiting);

  const centre = await federation.caller('centre-analyst', federation.centre);
  const all = await callRoute(handlers, routes.overview, { caller: centre, query: {} });
  assert.deepEqual([all.needSomeone, all.devices, all.byOrganisation.length], [2, 2, 2]);
  assert.deepEqual(
    all.silentSources.map((each) => each.sourceId),
    [sourceC, sourceA],
  );
  const foreign = await callRoute(handlers, routes.overview, {
    caller: viewer,
    query: { organisationId: c },
  });
  assert.deepEqual(
    [
      foreign.needSomeone,
      foreign.devices,
      foreign.sources,
      foreign.silentSources.length,
      foreign.eventsPerMinute.counts.at(-1),
    ],
    [0, 0, 0, 0, 0],
  );
});
