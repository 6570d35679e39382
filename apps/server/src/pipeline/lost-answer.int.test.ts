import assert from 'node:assert/strict';
import { it } from 'node:test';
import { sql } from 'kysely';
import type { Control } from '../control/index.ts';
import type { TestControl } from '../control/testing.ts';
import { processStart, testPipeline } from './testing/pipeline.ts';

it('a commit of the lake that fails, or whose answer is lost, loses no row and doubles none', {
  timeout: 60_000,
}, async () => {
  let lost = 0;
  /** The connection dies around the commit that lists a segment: six times, behind it and before it by turns. */
  const losing = (test: TestControl): Control => {
    const segments = async () =>
      Number((await test.admin('select count(*)::int as n from lake_segment')).rows[0]?.n);
    const gone = new Error('Connection terminated unexpectedly');
    return {
      ...test.control,
      as: async (role, work) => {
        const before = await segments();
        const answer = await test.control.as(role, async (db) => {
          const done = await work(db);
          const { rows } = await sql<{ n: number }>`select count(*)::int as n from lake_segment`.execute(db);
          if (Number(rows[0]?.n) === before || lost >= 6 || lost % 2 === 0) return done;
          lost += 1;
          throw gone;
        });
        if ((await segments()) === before || lost >= 6) return answer;
        lost += 1;
        throw gone;
      },
    };
  };
  const t = await testPipeline({ sealMs: 20 }, [], losing);
  /** Whoever waits hears of a seal that failed; the pipeline tries again. */
  const settled = async (): Promise<void> => {
    while (
      !(await t.pipeline.settled().then(
        () => true,
        () => false,
      ))
    );
  };
  try {
    const batches = 12;
    const perBatch = 10;
    const [source] = t.federation.sources;
    for (let batch = 0; batch < batches; batch += 1) {
      const events = Array.from({ length: perBatch }, (_, index) =>
        processStart('H', batch * perBatch + index, 'C:\\ok.exe'),
      );
      await t.send(source, events);
      if (batch % 3 === 2) await settled();
    }
    await settled();
    assert.equal(lost, 6);
    assert.equal(await t.rows(), batches * perBatch);
    const viewer = await t.federation.caller('centre-analyst', t.federation.centre);
    const scope = await t.test.control.scoped(viewer, 'events.read', (db) => t.lake.scope(db, {}));
    const page = await t.lake.page(scope, { where: { kind: 'all', of: [] }, limit: 1000 });
    assert.deepEqual(
      page.rows.map(({ envelope }) => Number(envelope.recordId)).sort((one, other) => one - other),
      Array.from({ length: batches * perBatch }, (_, record) => record),
    );
    assert.equal(t.journal.backlog().entries, 0);
  } finally {
    await t.stop();
  }
});
