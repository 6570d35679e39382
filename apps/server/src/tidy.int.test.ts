import assert from 'node:assert/strict';
import { after, before, it } from 'node:test';
import { type SeededFederation, seedFederation, type TestControl, testControl } from './control/testing.ts';
import { newId } from './kernel/ids.ts';
import { applySignals } from './signals/index.ts';
import { testSignal } from './signals/testing.ts';
import { tidy } from './tidy.ts';

let test: TestControl;
let federation: SeededFederation;
before(async () => {
  test = await testControl();
  federation = await seedFederation(test);
});
after(() => test.stop());

it('drops days of signals beyond the longest retention, never under a legal hold', async () => {
  const now = new Date('2026-06-30T12:00:00Z');
  const [a, b] = federation.organisations;
  const at = (day: string, n: number) =>
    testSignal({
      organisationId: a,
      sourceId: federation.sources[0],
      n,
      received: Date.parse(`${day}T00:00:00Z`),
    });
  await test.control.as('pipeline', (db) =>
    applySignals(db, [at('2026-01-01', 1), at('2026-03-31', 2), at('2026-04-01', 3), at('2026-06-30', 4)]),
  );
  const kept = async () =>
    (await test.admin('SELECT received::date::text AS day FROM signal ORDER BY 1')).rows.map(
      (row) => row.day as string,
    );
  const run = () => test.control.as('keeper', (db) => tidy(db, now));
  const { userId } = await federation.caller('centre-lead', federation.centre);
  await test.admin(
    `INSERT INTO legal_hold (id, organisation_id, reason, set_by, set_by_name) VALUES ($1, $2, 'inquiry', $3, 'Una')`,
    [newId(), b, userId],
  );
  assert.deepEqual(await run(), { signalDays: 0 });
  assert.equal((await kept()).length, 4);
  await test.admin(`UPDATE legal_hold SET lifted = now(), lifted_by = set_by`);
  await test.admin('UPDATE organisation SET retention_days = 10 WHERE id = $1', [b]);
  assert.deepEqual(await run(), { signalDays: 2 }, '90 days is the longest that anybody keeps');
  assert.equal((await kept()).length, 2);
  assert.deepEqual(await run(), { signalDays: 0 });
  const { rows } = await test.admin('SELECT count(*)::int AS n FROM signal_known');
  assert.equal(rows[0]?.n, 2);
  const { rows: parts } = await test.admin('SELECT count::int AS n FROM alert_part');
  assert.equal(parts[0]?.n, 4, 'the alert keeps its figures');
});
