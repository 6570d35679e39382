import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, it } from 'node:test';
import { routes } from '@cordon/api';
import type { Caller } from '../control/index.ts';
import { type SeededFederation, seedFederation, type TestControl, testControl } from '../control/testing.ts';
import type { ObservationRecord } from '../events/envelope.ts';
import type { RouteHandlers } from '../http/index.ts';
import { digestId, newId } from '../kernel/ids.ts';
import { ProblemError } from '../kernel/problem.ts';
import { lakeColumns } from '../lake/schema.ts';
import { callRoute } from '../testing/call-route.ts';
import { deviceRoutes } from './routes.ts';
import { applyObservations, applySightings, type SeenSighting } from './sightings.ts';

const start = Date.parse('2026-03-01T08:00:00Z');
const refusedWith = (code: string) => (error: unknown) =>
  error instanceof ProblemError && error.code === code;

describe('devices', () => {
  let test: TestControl;
  let federation: SeededFederation;
  let handlers: RouteHandlers;
  let leadA: Caller;
  let leadC: Caller;
  let analyst: Caller;
  before(async () => {
    test = await testControl();
    federation = await seedFederation(test);
    handlers = deviceRoutes({ control: test.control, clock: { now: () => new Date() } });
    leadA = await federation.caller('organisation-lead', federation.organisations[0]);
    leadC = await federation.caller('organisation-lead', federation.organisations[2]);
    analyst = await federation.caller('centre-analyst', federation.centre);
  });
  beforeEach(() =>
    test.admin(
      `TRUNCATE sighting, sighting_hour, sighting_address, device, device_merge, device_alias, observation, sighting_fact CASCADE`,
    ),
  );
  after(() => test.stop());

  const seen = (organisation: number, host: string, more: Partial<SeenSighting> = {}): SeenSighting => {
    const organisationId = federation.organisations[organisation] ?? '';
    const sourceId = more.sourceId ?? federation.sources[organisation] ?? '';
    return {
      organisationId,
      sighting: { key: digestId(organisationId, sourceId, host.toLowerCase()), host, sid: null, mac: null },
      first: start,
      last: start + 60_000,
      count: 10,
      addresses: [],
      ...more,
      sourceId,
    };
  };
  const observed = (of: SeenSighting, kind: string, value: string, n = 0): ObservationRecord => ({
    organisationId: of.organisationId,
    sourceId: of.sourceId,
    sightingKey: of.sighting.key,
    kind,
    value,
    eventId: digestId(String(n)),
    happened: start + n * 1000 - 120_000,
    received: start + n * 1000,
  });
  const apply = (...all: SeenSighting[]) => test.control.as('pipeline', (db) => applySightings(db, all));
  const observe = (...all: ObservationRecord[]) =>
    test.control.as('pipeline', (db) => applyObservations(db, all));
  const list = async (caller: Caller, query: Record<string, unknown> = {}) =>
    (await callRoute(handlers, routes.devices, { caller, query })).rows;

  it('records sightings in any order, twice or not, and makes one device of a name', async () => {
    const early = seen(0, 'MRI-1', { first: start - 5000, last: start - 5000, addresses: ['10.0.0.1'] });
    const late = seen(0, 'mri-1', { last: start + 9_000_000, addresses: ['10.0.0.2', '10.0.0.1'] });
    await apply(late, early);
    await apply(early);
    const [device, ...others] = await list(leadA);
    assert.equal(others.length, 0);
    assert.deepEqual(
      [device?.first, device?.last, device?.events24h, device?.addresses.toSorted()],
      [
        new Date(start - 5000).toISOString(),
        new Date(start + 9_000_000).toISOString(),
        30,
        ['10.0.0.1', '10.0.0.2'],
      ],
    );
  });

  it('shows a name under two organisations to those who see both, and never merges it', async () => {
    await apply(seen(0, 'WS-1'), seen(2, 'ws-1'));
    const [mine] = await list(leadA);
    assert.deepEqual(mine?.alsoIn, []);
    const both = await list(analyst, { sort: 'host' });
    assert.deepEqual(both.map((device) => device.alsoIn[0]?.organisationName).sort(), [
      'Alder Hospitals',
      'Cedar Hospitals',
    ]);
    const [a, c] = both;
    await assert.rejects(
      callRoute(handlers, routes.deviceMerge, {
        caller: analyst,
        params: { id: a?.id ?? '' },
        body: { otherId: c?.id ?? '', reason: 'same name' },
      }),
      refusedWith('merge-impossible'),
    );
  });

  it('tells a wrong clock from late delivery: the event that came soonest counts', async () => {
    const now = Date.now();
    const behind = (host: string, hours: number) => seen(0, host, { last: now - hours * 3_600_000 });
    await apply(behind('LATE-1', 14), behind('SLOW-1', 5));
    await apply(behind('LATE-1', 0));
    const skew = new Map((await list(leadA)).map((row) => [row.host, row.clockSkewSeconds ?? Number.NaN]));
    assert.ok(Math.abs(skew.get('LATE-1') ?? Number.NaN) < 60, `LATE-1 ${skew.get('LATE-1')}`);
    assert.ok(Math.abs((skew.get('SLOW-1') ?? Number.NaN) + 18_000) < 60, `SLOW-1 ${skew.get('SLOW-1')}`);
  });

  it('names the system from event 6009 and keeps evidence once', async () => {
    const mri = seen(0, 'MRI-1');
    await apply(mri);
    const all = [
      observed(mri, 'os-build', '5.1.2600'),
      observed(mri, 'service-pack', 'Service Pack 3'),
      observed(mri, 'update', 'KB4012598', 1),
    ];
    await observe(...all);
    await observe(...all.toReversed());
    const [row] = await list(leadA, { os: 'xp' });
    assert.deepEqual([row?.os, row?.osEvidence?.value], ['Windows XP Service Pack 3', '5.1.2600']);
    assert.deepEqual(await list(leadA, { os: 'vista' }), []);
    const detail = await callRoute(handlers, routes.device, { caller: leadA, params: { id: row?.id ?? '' } });
    assert.deepEqual(detail.observations.map((each) => each.kind).sort(), [
      'os-build',
      'service-pack',
      'update',
    ]);
    await observe(observed(mri, 'os-build', '6.1.7601', 5));
    assert.equal(
      (await list(leadA))[0]?.os,
      'Windows 7 SP1 or Server 2008 R2 SP1',
      'the newest evidence counts',
    );
  });

  it('merges and takes it back, for sightings that came before and after', async () => {
    const [old, renamed] = [seen(0, 'OLD'), seen(0, 'NEW', { first: start + 1, last: start + 2 })];
    await apply(old, renamed);
    const byHost = async () => new Map((await list(leadA)).map((device) => [device.host, device]));
    const before = await byHost();
    const [into, from] = [before.get('NEW')?.id ?? '', before.get('OLD')?.id ?? ''];
    const merge = (id: string, otherId: string) =>
      callRoute(handlers, routes.deviceMerge, {
        caller: leadA,
        params: { id },
        body: { otherId, reason: 'renamed' },
      });
    const { mergeId } = await merge(into, from);
    const [merged, ...none] = await list(leadA);
    assert.equal(none.length, 0);
    assert.deepEqual(
      [merged?.id, merged?.names.toSorted(), merged?.first],
      [into, ['NEW', 'OLD'], new Date(start).toISOString()],
    );
    await test.admin(
      `INSERT INTO source (id, organisation_id, node_id, name, kind) VALUES ($1, $2, $2, 'Second', 'nxlog')`,
      ['00000000-0000-7000-8000-000000000001', federation.organisations[0]],
    );
    await apply(seen(0, 'OLD', { sourceId: '00000000-0000-7000-8000-000000000001' }));
    assert.equal((await list(leadA)).length, 1, 'a later sighting of the old name follows the merge');
    await assert.rejects(merge(from, into), refusedWith('merge-impossible'), 'a ring');
    await assert.rejects(merge(into, into), refusedWith('merge-impossible'));
    await assert.rejects(
      callRoute(handlers, routes.deviceUnmerge, { caller: leadC, params: { id: mergeId } }),
      refusedWith('merge-not-found'),
    );
    await callRoute(handlers, routes.deviceUnmerge, { caller: leadA, params: { id: mergeId } });
    const after = await byHost();
    assert.deepEqual([...after.keys()].sort(), ['NEW', 'OLD']);
    const detail = await callRoute(handlers, routes.device, { caller: leadA, params: { id: from } });
    assert.equal(detail.sightings.length, 2);
    assert.ok(detail.merges[0]?.undone, 'the merge stays on record');
    const { rows } = await test.admin(`SELECT count(*)::int AS n FROM device_alias WHERE until IS NULL`);
    assert.equal(rows[0]?.n, 3);
  });

  it('stands under its id in tables of its own only: no event, signal or alert would have to follow a merge', async () => {
    const { rows } = await test.admin(
      `SELECT DISTINCT table_name FROM information_schema.columns
       WHERE table_schema = 'public' AND column_name ~ 'device_id$' ORDER BY 1`,
    );
    assert.deepEqual(
      rows.map((row) => row.table_name),
      ['device_alias', 'sighting'],
    );
    const references = await test.admin(
      `SELECT DISTINCT conrelid::regclass::text AS name FROM pg_constraint WHERE contype = 'f' AND confrelid = 'device'::regclass ORDER BY 1`,
    );
    assert.deepEqual(
      references.rows.map((row) => row.name),
      ['device_alias', 'device_merge'],
    );
    assert.deepEqual(
      lakeColumns.filter(({ name }) => name.includes('device')),
      [],
    );
  });

  it('undoes an inner merge while an outer one holds', async () => {
    await apply(seen(0, 'A'), seen(0, 'B'), seen(0, 'C'));
    const ids = new Map((await list(leadA)).map((device) => [device.host, device.id]));
    const merge = async (into: string, from: string) =>
      (
        await callRoute(handlers, routes.deviceMerge, {
          caller: leadA,
          params: { id: ids.get(into) ?? '' },
          body: { otherId: ids.get(from) ?? '', reason: 'r' },
        })
      ).mergeId;
    const inner = await merge('B', 'A');
    await merge('C', 'B');
    assert.deepEqual(
      (await list(leadA)).map((device) => device.names.length),
      [3],
    );
    await callRoute(handlers, routes.deviceUnmerge, { caller: leadA, params: { id: inner } });
    assert.deepEqual(
      (await list(leadA, { sort: 'host' })).map((device) => [device.host, device.names]),
      [
        ['A', ['A']],
        ['C', ['B', 'C']],
      ],
    );
  });

  it('answers nothing of a foreign device, and pages through its own in each order', async () => {
    await apply(...['D1', 'D2', 'D3'].map((host, n) => seen(0, host, { last: start + n })), seen(2, 'X'));
    const [foreign] = await list(leadC);
    for (const attempt of [
      () => callRoute(handlers, routes.device, { caller: leadA, params: { id: foreign?.id ?? '' } }),
      () =>
        callRoute(handlers, routes.deviceUpdate, {
          caller: leadA,
          params: { id: foreign?.id ?? '' },
          body: { owner: 'me' },
        }),
    ])
      await assert.rejects(attempt, refusedWith('device-not-found'));
    for (const [sort, expected] of [
      ['last', 'D3 D2 D1'],
      ['host', 'D1 D2 D3'],
    ] as const) {
      const hosts: string[] = [];
      let cursor: string | null = null;
      do {
        const page: Awaited<ReturnType<typeof callRoute<typeof routes.devices>>> = await callRoute(
          handlers,
          routes.devices,
          {
            caller: leadA,
            query: { sort, limit: 1, ...(cursor ? { cursor } : {}) },
          },
        );
        hosts.push(...page.rows.map((row) => row.host));
        cursor = page.cursor;
      } while (cursor);
      assert.equal(hosts.join(' '), expected, sort);
    }
    assert.equal((await list(leadA, { sort: 'alerts' })).length, 3);
  });

  it('sets owner and site, a site of its own organisation only', async () => {
    await apply(seen(0, 'D1'));
    const [siteA, siteC] = [newId(), newId()];
    await test.admin(
      `INSERT INTO site (id, organisation_id, name) VALUES ($1, $2, 'Main'), ($3, $4, 'Other')`,
      [siteA, federation.organisations[0], siteC, federation.organisations[2]],
    );
    const id = (await list(leadA))[0]?.id ?? '';
    const update = (body: { siteId?: string | null; owner?: string | null }) =>
      callRoute(handlers, routes.deviceUpdate, { caller: leadA, params: { id }, body });
    assert.equal((await update({ siteId: siteA, owner: 'Radiology' })).site, 'Main');
    assert.equal((await update({ siteId: null })).owner, 'Radiology');
    await assert.rejects(update({ siteId: siteC }), refusedWith('site-not-found'));
  });

  it('stores hostile names and values', async () => {
    const hostile = seen(0, `\0\uD800<img>${'x'.repeat(5000)}`, {
      addresses: Array.from({ length: 500 }, (_, n) => `10.0.${n >> 8}.${n & 255}`),
    });
    await apply({ ...hostile, first: Number.NaN, last: 1e300 });
    await observe(observed(hostile, 'os-build', '\0'.repeat(9999)));
    const [device] = await list(leadA);
    assert.equal(device?.host.length, 255);
    assert.equal(device?.addresses.length, 16);
  });

  it('takes 5,000 sightings in one batch', async () => {
    await apply(
      ...Array.from({ length: 5000 }, (_, n) =>
        seen(n % 3, `WS-${n}`, { addresses: [`10.1.${n >> 8}.${n & 255}`] }),
      ),
    );
    const { rows } = await test.admin(`SELECT count(*)::int AS n FROM device_alias WHERE until IS NULL`);
    assert.equal(rows[0]?.n, 5000);
  });
});
