import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { after, before, beforeEach, describe, it } from 'node:test';
import { type Organisation, type Role, routes } from '@cordon/api';
import Schema from 'typebox/schema';
import { type BlobStore, openFileBlobs } from '../blobs/index.ts';
import { type SeededFederation, seedFederation, type TestControl, testControl } from '../control/testing.ts';
import { createJobs, type Jobs } from '../jobs/index.ts';
import { newId } from '../kernel/ids.ts';
import { createLog } from '../kernel/log.ts';
import { ProblemError } from '../kernel/problem.ts';
import { type Lake, openLake } from '../lake/index.ts';
import { SetClock, store } from '../lake/testing/contract.ts';
import { envelope } from '../lake/testing/envelopes.ts';
import { retentionJob, retentionKind, retentionRoutes, startRetention } from './index.ts';

const dayMs = 86_400_000;
const problem = (code: string) => (error: unknown) => error instanceof ProblemError && error.code === code;

describe('retention', () => {
  let test: TestControl;
  let federation: SeededFederation;
  let lake: Lake;
  let blobs: BlobStore;
  let jobs: Jobs;
  const clock = new SetClock();
  const dataDir = mkdtempSync(join(tmpdir(), 'cordon-retention-'));
  before(async () => {
    test = await testControl();
    federation = await seedFederation(test);
    lake = await openLake({
      control: test.control,
      dataDir,
      clock,
      log: createLog('silent'),
      writeMiB: 256,
      searchMiB: 128,
      threads: 1,
    });
    blobs = await openFileBlobs(join(dataDir, 'blobs'), clock);
    jobs = createJobs(test.control, clock);
  });
  after(async () => {
    await lake.stop();
    await test.stop();
    rmSync(dataDir, { recursive: true, force: true });
  });
  beforeEach(async () => {
    await test.admin('DELETE FROM lake_segment');
    await test.admin('DELETE FROM legal_hold');
    await test.admin('DELETE FROM retention_run');
    await test.admin('UPDATE organisation SET retention_days = 90');
  });

  const call = async (
    name: 'legalHolds' | 'legalHoldAdd' | 'legalHoldLift' | 'retentionSet',
    role: Role,
    node: string,
    parts: object = {},
  ) => {
    const organisation = async (_caller: unknown, id: string) => ({ id }) as Organisation;
    const found = retentionRoutes({ control: test.control, clock, organisation }).find(
      (each) => each.route === routes[name],
    );
    assert.ok(found);
    const caller = await federation.caller(role, node);
    return (await found.handle({ params: {}, query: {}, caller, ...parts } as never)) as never;
  };
  /** One event a day for so many days back, received on its day, and of each given organisation. */
  const receive = async (days: readonly number[], organisations: readonly string[]): Promise<void> => {
    for (const day of days)
      await store(
        lake,
        test.control,
        organisations.map((organisationId) =>
          envelope({
            organisationId,
            recordId: `${day}`,
            happened: clock.ms + 10 * dayMs,
            received: clock.ms - day * dayMs,
          }),
        ),
      );
  };
  const run = () =>
    retentionJob({ control: test.control, lake, blobs, clock })({} as never, {
      signal: new AbortController().signal,
      progress: async () => undefined,
    });
  const left = async (organisation: string): Promise<number> => {
    const caller = await federation.caller('centre-analyst', organisation);
    const scope = await test.control.scoped(caller, 'events.read', (db) => lake.scope(db, {}));
    return (await lake.page(scope, { where: { kind: 'all', of: [] }, limit: 100 })).rows.length;
  };

  it('forgets by receipt, each organisation after its own days, and writes it down', async () => {
    const [a, b] = federation.organisations;
    await receive([1, 20, 40, 100], [a, b]);
    await call('retentionSet', 'centre-lead', federation.centre, { params: { id: a }, body: { days: 30 } });
    assert.deepEqual(await run(), {
      events: 3,
      organisations: 2,
      segmentsDropped: 1,
      segmentsRewritten: 1,
      blobsDeleted: 0,
    });
    assert.equal(await left(a), 2);
    assert.equal(await left(b), 3);
    const { rows } = await test.admin(
      `SELECT action, organisation_id, detail->>'events' AS events FROM audit_entry WHERE action IN ('events.expired', 'retention.set') ORDER BY action, organisation_id`,
    );
    const expected = [
      { action: 'events.expired', organisation_id: a, events: '2' },
      { action: 'events.expired', organisation_id: b, events: '1' },
      { action: 'retention.set', organisation_id: a, events: null },
    ];
    assert.deepEqual(
      rows,
      expected.toSorted((one, other) =>
        one.action + one.organisation_id < other.action + other.organisation_id ? -1 : 1,
      ),
    );
    assert.deepEqual((await run()).events, 0);
  });

  it('is suspended for an organisation by a legal hold until it is lifted', async () => {
    const [a, b] = federation.organisations;
    await receive([100, 200], [a, b]);
    const { id }: { id: string } = await call('legalHoldAdd', 'centre-lead', federation.regions[0], {
      body: { organisationId: a, reason: 'Inquiry 7' },
    });
    await run();
    assert.deepEqual([await left(a), await left(b)], [2, 0]);

    const holds: { rows: { organisationId: string; by: string; lifted: string | null }[] } = await call(
      'legalHolds',
      'viewer',
      a,
    );
    assert.ok(Schema.Compile(routes.legalHolds.response!).Check(holds));
    assert.deepEqual(
      holds.rows.map((hold) => [hold.organisationId, hold.lifted]),
      [[a, null]],
    );
    assert.match(holds.rows[0]?.by ?? '', /^centre-lead/);
    assert.deepEqual(((await call('legalHolds', 'viewer', b)) as { rows: unknown[] }).rows, []);

    await call('legalHoldLift', 'centre-lead', federation.centre, { params: { id } });
    await assert.rejects(
      call('legalHoldLift', 'centre-lead', federation.centre, { params: { id } }),
      problem('legal-hold-lifted'),
    );
    await run();
    assert.equal(await left(a), 0);
  });

  it('can be changed only at organisations where the caller may', async () => {
    const [a, b] = federation.organisations;
    const hold = { body: { organisationId: b, reason: 'x' } };
    const days = { params: { id: b }, body: { days: 1 } };
    // A lead of another organisation, and one who may look here but not set.
    for (const [role, node] of [
      ['centre-lead', a],
      ['organisation-lead', b],
    ] as const) {
      await assert.rejects(
        call('legalHoldAdd', role, node, hold),
        problem('retention-organisation-not-found'),
      );
      await assert.rejects(
        call('retentionSet', role, node, days),
        problem('retention-organisation-not-found'),
      );
    }
    const { id }: { id: string } = await call('legalHoldAdd', 'centre-lead', b, hold);
    await assert.rejects(
      call('legalHoldLift', 'centre-lead', a, { params: { id } }),
      problem('legal-hold-not-found'),
    );
    // Nor by SQL that was entered with another permission.
    const lead = await federation.caller('organisation-lead', b);
    const [outcome] = await test.control.scoped(lead, 'sources.write', (db) =>
      db.updateTable('organisation').set({ retention_days: 1 }).where('id', '=', b).execute(),
    );
    assert.equal(outcome?.numUpdatedRows, 0n);
  });

  it('is started once a day, whoever asks', async () => {
    assert.equal(await startRetention(test.control, jobs, clock), true);
    assert.equal(await startRetention(test.control, jobs, clock), false);
    clock.ms += dayMs;
    assert.equal(await startRetention(test.control, jobs, clock), true);
    const job = await jobs.claim([retentionKind]);
    assert.equal(job?.kind, retentionKind);
  });

  it('takes blobs away that nothing needs any more', async () => {
    const blob = await blobs.put(Readable.from([Buffer.from(newId())]), { maxBytes: 100 });
    clock.ms += dayMs;
    assert.equal((await run()).blobsDeleted, 1);
    assert.equal(await blobs.has(blob.digest), false);
  });
});
