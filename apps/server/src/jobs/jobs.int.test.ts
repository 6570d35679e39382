import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { routes } from '@cordon/api';
import { type SeededFederation, seedFederation, type TestControl, testControl } from '../control/testing.ts';
import { createLog } from '../kernel/log.ts';
import { ProblemError } from '../kernel/problem.ts';
import { callRoute } from '../testing/call-route.ts';
import { createJobs, type Jobs, LeaseLostError } from './jobs.ts';
import { jobRoutes } from './routes.ts';
import { findJob, listJobs, requestCancel } from './store.ts';
import { PermanentJobError, startJobWorker } from './worker.ts';

describe('jobs', () => {
  let test: TestControl;
  let federation: SeededFederation;
  let now: Date;
  let jobs: Jobs;
  const later = (ms: number) => {
    now = new Date(now.getTime() + ms);
  };
  before(async () => {
    test = await testControl();
    federation = await seedFederation(test);
    now = new Date('2026-03-01T08:00:00Z');
    jobs = createJobs(test.control, { now: () => now }, { leaseMs: 1000 });
  });
  after(() => test.stop());

  const add = (kind: string, organisation = 0, more: { maxAttempts?: number } = {}) =>
    test.control.as('pipeline', (db) =>
      jobs.start(db, {
        kind,
        title: `a ${kind}`,
        organisationId: federation.organisations[organisation] ?? null,
        payload: { n: 1 },
        ...more,
      }),
    );
  const look = async (id: string) => {
    const row = await test.control.as('keeper', (db) => findJob(db, id));
    assert.ok(row);
    return row;
  };

  it('gives a job to one worker, oldest first', async () => {
    const first = await add('one');
    later(10);
    const second = await add('one');
    const claims = await Promise.all([jobs.claim(['one']), jobs.claim(['one']), jobs.claim(['one'])]);
    assert.deepEqual(claims.map((claim) => claim?.id ?? null).sort(), [first, second, null].sort());
    assert.equal(await jobs.claim(['other']), null);
    for (const claim of claims) if (claim) await jobs.finish(claim, { ok: true });
    assert.deepEqual((await look(first)).result, { ok: true });
  });

  it('hands a job on when its lease has run out, and the first holder can write no more', async () => {
    const id = await add('leased');
    const first = await jobs.claim(['leased']);
    assert.ok(first);
    later(500);
    assert.deepEqual(await jobs.progress(first, { done: 3, of: 10, unit: 'lines' }), { cancelled: false });
    later(900);
    assert.equal(await jobs.claim(['leased']), null, 'progress renewed the lease');
    later(200);
    const second = await jobs.claim(['leased']);
    assert.equal(second?.id, id);
    assert.equal(second?.attempt, 2);
    await assert.rejects(jobs.progress(first), LeaseLostError);
    await assert.rejects(jobs.finish(first), LeaseLostError);
    await jobs.finish(second);
    const row = await look(id);
    assert.deepEqual([row.state, row.done, row.total, row.unit], ['done', 3, 10, 'lines']);
  });

  it('tries again with a delay until the attempts are used up', async () => {
    const id = await add('shaky', 0, { maxAttempts: 2 });
    const first = await jobs.claim(['shaky']);
    assert.ok(first);
    await jobs.fail(first, 'line was down', { retry: true });
    assert.equal((await look(id)).state, 'waiting');
    assert.equal(await jobs.claim(['shaky']), null, 'not at once');
    later(5000);
    const second = await jobs.claim(['shaky']);
    assert.ok(second);
    await jobs.fail(second, 'line is still down', { retry: true });
    const row = await look(id);
    assert.deepEqual([row.state, row.error], ['failed', 'line is still down']);
  });

  it('gives up a job whose worker vanishes every time', async () => {
    const id = await add('poison', 0, { maxAttempts: 2 });
    for (let attempt = 1; attempt <= 2; attempt++) {
      assert.equal((await jobs.claim(['poison']))?.attempt, attempt);
      later(2000);
      await jobs.sweep();
    }
    assert.equal((await look(id)).state, 'failed');
    assert.equal(await jobs.claim(['poison']), null);
  });

  it('tells the holder of a cancellation, and ends what nobody holds', async () => {
    const held = await add('cancel');
    const claim = await jobs.claim(['cancel']);
    assert.ok(claim);
    const waiting = await add('cancel');
    await test.control.as('keeper', async (db) => {
      await requestCancel(db, held);
      await requestCancel(db, waiting);
    });
    await jobs.sweep();
    assert.equal((await look(waiting)).state, 'cancelled');
    assert.deepEqual(await jobs.progress(claim), { cancelled: true });
    await jobs.cancelled(claim);
    assert.equal((await look(held)).state, 'cancelled');
  });

  it('shows and cancels only within scope', async () => {
    const mine = await add('scoped', 0);
    const foreign = await add('scoped', 2);
    const viewer = await federation.caller('viewer', federation.organisations[0]);
    const engineer = await federation.caller('site-engineer', federation.organisations[0]);
    const seen = await test.control.scoped(viewer, null, (db) => listJobs(db, { kind: 'scoped', limit: 10 }));
    assert.deepEqual(
      seen.map((row) => row.id),
      [mine],
    );
    const cancel = (caller: typeof viewer, id: string) =>
      test.control.scoped(caller, null, (db) => requestCancel(db, id));
    assert.equal(await cancel(viewer, mine), false, 'a viewer looks but does not cancel');
    assert.equal(await cancel(engineer, foreign), false, 'foreign');
    assert.equal(await cancel(engineer, mine), true);
    await jobs.sweep();
  });

  it('is listed, shown and cancelled over the API', async () => {
    const handlers = jobRoutes({ control: test.control, jobs });
    const refusedWith = (code: string) => (error: unknown) =>
      error instanceof ProblemError && error.code === code;
    const ids: string[] = [];
    for (let n = 0; n < 3; n++) {
      later(1);
      ids.unshift(await add('paged'));
    }
    const foreign = await add('paged', 2);
    const engineer = await federation.caller('site-engineer', federation.organisations[0]);
    const seen: string[] = [];
    let cursor: string | null = null;
    do {
      const page: Awaited<ReturnType<typeof callRoute<typeof routes.jobs>>> = await callRoute(
        handlers,
        routes.jobs,
        {
          caller: engineer,
          query: { kind: 'paged', limit: 2, ...(cursor ? { cursor } : {}) },
        },
      );
      seen.push(...page.rows.map((row) => row.id));
      cursor = page.cursor;
    } while (cursor);
    assert.deepEqual(seen, ids);
    const [id = ''] = ids;
    await callRoute(handlers, routes.jobCancel, { caller: engineer, params: { id } });
    assert.equal(
      (await callRoute(handlers, routes.job, { caller: engineer, params: { id } })).state,
      'cancelled',
    );
    await assert.rejects(
      callRoute(handlers, routes.jobCancel, { caller: engineer, params: { id } }),
      refusedWith('job-finished'),
    );
    for (const route of [routes.job, routes.jobCancel])
      await assert.rejects(
        callRoute(handlers, route, { caller: engineer, params: { id: foreign } }),
        refusedWith('job-not-found'),
      );
  });

  it('runs handlers: done, failed for good, stopped', async () => {
    const good = await add('good');
    later(1);
    const bad = await add('bad');
    const ran: string[] = [];
    const settled = Promise.withResolvers<void>();
    const worker = await startJobWorker(
      test.control,
      jobs,
      {
        good: async (job, run) => {
          await run.progress(1, 1);
          ran.push(job.id);
          return { lines: 7 };
        },
        bad: async (job) => {
          ran.push(job.id);
          settled.resolve();
          throw new PermanentJobError('the file is no log');
        },
      },
      createLog('silent'),
    );
    await settled.promise;
    await worker.stop();
    assert.deepEqual(ran, [good, bad]);
    assert.deepEqual((await look(good)).result, { lines: 7 });
    const row = await look(bad);
    assert.deepEqual([row.state, row.error], ['failed', 'the file is no log']);
  });
});
