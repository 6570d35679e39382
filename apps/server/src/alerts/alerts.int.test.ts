import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, it } from 'node:test';
import { routes } from '@cordon/api';
import { sql } from 'kysely';
import type { Caller } from '../control/index.ts';
import { type SeededFederation, seedFederation, type TestControl, testControl } from '../control/testing.ts';
import type { RouteHandlers } from '../http/index.ts';
import { newId } from '../kernel/ids.ts';
import { ProblemError } from '../kernel/problem.ts';
import type { RuleRegistry } from '../rules/index.ts';
import { applySignals } from '../signals/index.ts';
import { testSignal } from '../signals/testing.ts';
import { callRaw, callRoute } from '../testing/call-route.ts';
import { alertRoutes } from './routes.ts';
import { findRuleVerdicts } from './rule-verdicts.ts';

const start = Date.parse('2026-03-01T08:00:00Z');
const refusedWith = (code: string) => (error: unknown) =>
  error instanceof ProblemError && error.code === code;

describe('alerts over the API', () => {
  let test: TestControl;
  let federation: SeededFederation;
  let handlers: RouteHandlers;
  let now: Date;
  let analyst: Caller & { userId: string };
  let leadA: Caller & { userId: string };
  let leadC: Caller & { userId: string };

  before(async () => {
    test = await testControl();
    federation = await seedFederation(test);
    await test.admin(
      `INSERT INTO rule (id, title, level, status, description, origin, file, logsource, has_logsource, tags, techniques, cluster,
         rule_references, false_positives, body, loaded)
       SELECT id, title, level, '', '', 'test', '', '', true, '{}', ARRAY[technique], NULL, '{}', '{}', 'the text', false
       FROM (VALUES ('rule-a', 'Rule A', 3, 'T1210'), ('rule-b', 'Rule B', 1, 'T1543.003'), ('rule-c', 'Rule C', 4, 'T1110')) AS r(id, title, level, technique)`,
    );
    const registry = { get: () => undefined } as unknown as RuleRegistry;
    handlers = alertRoutes({
      control: test.control,
      registry,
      clock: { now: () => now },
      publicUrl: () => 'https://cordon.example',
    });
    analyst = await federation.caller('centre-analyst', federation.centre);
    leadA = await federation.caller('organisation-lead', federation.organisations[0]);
    leadC = await federation.caller('organisation-lead', federation.organisations[2]);
  });
  beforeEach(async () => {
    now = new Date();
    await test.admin(
      `TRUNCATE signal, signal_known, alert_bucket, alert_device, alert_host, alert_rule, alert_part, alert_head, rule_hit, activity, mute, alert_undo, hand_off, outbox_message CASCADE`,
    );
  });
  after(() => test.stop());

  const at = (organisation: number, more: Partial<Parameters<typeof testSignal>[0]> = {}) =>
    testSignal({
      organisationId: federation.organisations[organisation] ?? '',
      sourceId: federation.sources[organisation] ?? '',
      happened: start,
      ...more,
    });
  const apply = (...signals: ReturnType<typeof testSignal>[]) =>
    test.control.as('pipeline', (db) => applySignals(db, signals));
  const list = (caller: Caller, query: Record<string, unknown> = {}) =>
    callRoute(handlers, routes.alerts, { caller, query });
  const act = (caller: Caller, alertIds: string[], action: unknown, more = {}) =>
    callRoute(handlers, routes.alertAct, {
      caller,
      body: { alertIds, action, ...more } as never,
    });

  it('shows one outbreak to each viewer as the sum of what is in scope', async () => {
    await apply(
      at(0, { host: 'A1' }),
      at(0, { host: 'A2', n: 1, happened: start + 60_000 }),
      at(1, { host: 'B1', happened: start - 60_000 }),
      at(2, { host: 'C1' }),
    );
    const centre = await list(analyst);
    assert.deepEqual([centre.total, centre.rows[0]?.devices, centre.rows[0]?.otherOrganisations], [1, 4, 0]);
    assert.equal(centre.rows[0]?.firstDevice, 'B1');
    const mine = await list(leadA);
    const [alert] = mine.rows;
    assert.deepEqual(
      [
        alert?.devices,
        alert?.count,
        alert?.otherOrganisations,
        alert?.firstDevice,
        alert?.organisations.length,
      ],
      [2, 2, 2, 'A1', 1],
    );
    assert.equal(
      alert?.curve.counts.reduce((a, b) => a + b),
      2,
    );
    assert.deepEqual(
      mine.facets.organisation.map((each) => each.value),
      [federation.organisations[0]],
    );
    assert.doesNotMatch(JSON.stringify(mine), /Birch|Cedar|B1|C1/);
  });

  it('finds nothing of a foreign alert, by any route', async () => {
    const [change] = await apply(at(0));
    const id = change?.alertId ?? '';
    const params = { id };
    assert.equal((await list(leadC)).total, 0);
    assert.equal((await list(leadC, { organisationId: federation.organisations[0] })).total, 0);
    for (const route of [
      routes.alert,
      routes.alertDevices,
      routes.alertSignals,
      routes.alertTimeline,
      routes.alertContainment,
    ])
      await assert.rejects(
        callRoute(handlers, route, { caller: leadC, params, query: {} } as never),
        refusedWith('alert-not-found'),
        route.path,
      );
    await assert.rejects(act(leadC, [id], { do: 'comment', text: 'hello' }), refusedWith('alert-not-found'));
    await assert.rejects(
      callRoute(handlers, routes.muteAdd, {
        caller: leadC,
        body: {
          kind: 'snooze',
          alertId: id,
          nodeId: federation.organisations[2],
          reason: 'r',
          expires: new Date(Date.now() + 1e6).toISOString(),
        },
      }),
      refusedWith('alert-not-found'),
    );
    const viewer = await federation.caller('viewer', federation.organisations[0]);
    await assert.rejects(
      act(viewer, [id], { do: 'close', reason: 'benign' }),
      refusedWith('alert-not-found'),
      'a viewer holds no triage',
    );
    const { rows } = await test.admin(`SELECT state FROM alert_part`);
    assert.deepEqual(rows, [{ state: 'new' }]);
  });

  it('sorts by urgency and pages without a gap', async () => {
    await apply(at(0, { ruleId: 'rule-b' }));
    await apply(at(0, { ruleId: 'rule-a' }));
    await apply(at(0, { ruleId: 'rule-c' }));
    const seen: string[] = [];
    let cursor: string | null = null;
    do {
      const page: Awaited<ReturnType<typeof list>> = await list(analyst, {
        limit: 1,
        ...(cursor ? { cursor } : {}),
      });
      seen.push(...page.rows.map((row) => row.ruleId));
      cursor = page.cursor;
    } while (cursor);
    assert.deepEqual(seen, ['rule-c', 'rule-a', 'rule-b']);
    await assert.rejects(list(analyst, { cursor: 'nonsense' }), refusedWith('bad-cursor'));
  });

  it('filters by level, technique, host, text, region, time and assignee', async () => {
    await apply(at(0, { ruleId: 'rule-a', host: 'WS_100%' }), at(2, { ruleId: 'rule-b', host: 'MRI-7' }));
    const rules = async (query: Record<string, unknown>) =>
      (await list(analyst, query)).rows.map((row) => row.ruleId);
    assert.deepEqual(await rules({ level: 'low,critical' }), ['rule-b']);
    assert.deepEqual(await rules({ technique: 't1543' }), ['rule-b']);
    assert.deepEqual(await rules({ host: '_100%' }), ['rule-a']);
    assert.deepEqual(await rules({ host: '_1__%' }), [], 'wildcards are text');
    assert.deepEqual(await rules({ q: 'rule b' }), ['rule-b']);
    assert.deepEqual(await rules({ regionId: federation.regions[1] }), ['rule-b']);
    assert.deepEqual(await rules({ from: new Date(start + 1000).toISOString() }), []);
    assert.deepEqual(await rules({ organisationId: `${federation.organisations[0]},nonsense` }), ['rule-a']);
    assert.deepEqual((await rules({ assignee: 'none' })).length, 2);
    assert.deepEqual(await rules({ assignee: 'me' }), []);
  });

  it('triages the parts in scope, with history and undo', async () => {
    const [change] = await apply(at(0), at(2));
    const id = change?.alertId ?? '';
    assert.equal((await act(leadA, [id], { do: 'set-state', state: 'investigating' })).changed, 1);
    assert.equal((await list(leadC)).rows[0]?.state, 'new', 'the other part is untouched');
    assert.equal((await list(analyst)).rows[0]?.state, 'new');
    const closed = await act(leadA, [id], { do: 'close', reason: 'true-positive', comment: 'Rebuilt.' });
    assert.equal(closed.changed, 1);
    assert.equal((await list(leadA)).total, 0);
    const [row] = (await list(leadA, { state: 'closed' })).rows;
    assert.deepEqual([row?.state, row?.closeReason], ['closed', 'true-positive']);
    assert.ok(closed.undo);
    await assert.rejects(
      callRoute(handlers, routes.alertUndo, { caller: analyst, params: { id: closed.undo } }),
      refusedWith('undo-not-found'),
      "another's action",
    );
    assert.deepEqual(
      await callRoute(handlers, routes.alertUndo, { caller: leadA, params: { id: closed.undo } }),
      {
        changed: 1,
      },
    );
    assert.equal((await list(leadA)).rows[0]?.state, 'investigating');
    await assert.rejects(
      callRoute(handlers, routes.alertUndo, { caller: leadA, params: { id: closed.undo } }),
      refusedWith('undo-not-found'),
      'once',
    );
    const timeline = await callRoute(handlers, routes.alertTimeline, { caller: analyst, params: { id } });
    assert.deepEqual(
      timeline.rows.map((each) => [each.kind, each.text]),
      [
        ['set-state', null],
        ['close', 'Rebuilt.'],
        ['undone', null],
      ],
    );
    const foreign = await callRoute(handlers, routes.alertTimeline, { caller: leadC, params: { id } });
    assert.deepEqual(foreign.rows, []);
  });

  it('refuses undo after another change, and action on what has changed since', async () => {
    const [change] = await apply(at(0));
    const id = change?.alertId ?? '';
    const first = await act(leadA, [id], { do: 'set-state', state: 'acknowledged' });
    const shown = async () =>
      (await list(leadA)).rows.map(({ id: alertId, decided }) => ({ alertId, decided }));
    const asSeen = await shown();
    assert.deepEqual(asSeen, [{ alertId: id, decided: now.toISOString() }]);
    // In the same millisecond a decision would be older than none that was shown: the clock moves on by one.
    now = new Date(now.getTime() + 1);
    await act(analyst, [id], { do: 'set-state', state: 'investigating' });
    await assert.rejects(
      callRoute(handlers, routes.alertUndo, { caller: leadA, params: { id: first.undo ?? '' } }),
      refusedWith('undo-too-late'),
    );
    const close = { do: 'close', reason: 'benign' };
    await assert.rejects(act(leadA, [id], close, { asSeen }), refusedWith('alert-changed'));
    const never = [{ alertId: id, decided: null }];
    await assert.rejects(act(leadA, [id], close, { asSeen: never }), refusedWith('alert-changed'));
    assert.equal((await act(analyst, [id], close, { asSeen })).changed, 1, 'it was my own change');
    assert.equal(
      (await act(leadA, [id], { do: 'set-state', state: 'new' }, { asSeen: await shown() })).changed,
      1,
    );
  });

  it('counts how the alerts of a rule were judged, within scope', async () => {
    const [a] = await apply(at(0), at(1));
    await apply(at(0, { ruleId: 'rule-b', host: 'W2' }));
    const verdicts = (caller: Caller) =>
      test.control.scoped(caller, 'rules.read', (db) => findRuleVerdicts(db, ['rule-a', 'rule-b', 'rule-c']));
    assert.deepEqual((await verdicts(analyst)).get('rule-a'), {
      alerts: 2,
      truePositives: 0,
      benign: 0,
      falsePositives: 0,
    });
    await act(leadA, [a?.alertId ?? ''], { do: 'close', reason: 'false-positive' });
    await act(
      analyst,
      [a?.alertId ?? ''],
      { do: 'close', reason: 'benign' },
      { organisationIds: [federation.organisations[1] ?? ''] },
    );
    const centre = await verdicts(analyst);
    assert.deepEqual(centre.get('rule-a'), { alerts: 2, truePositives: 0, benign: 1, falsePositives: 1 });
    assert.equal(centre.get('rule-b')?.alerts, 1);
    assert.equal(centre.has('rule-c'), false);
    assert.deepEqual((await verdicts(leadA)).get('rule-a'), {
      alerts: 1,
      truePositives: 0,
      benign: 0,
      falsePositives: 1,
    });
    assert.equal((await verdicts(leadC)).size, 0);
  });

  it('acts on all or none, and says which alert is unknown', async () => {
    const [change] = await apply(at(0));
    await assert.rejects(
      act(leadA, [change?.alertId ?? '', newId()], { do: 'close', reason: 'benign' }),
      (error) => error instanceof ProblemError && error.at === '/alertIds/1',
    );
    assert.equal((await list(leadA)).rows[0]?.state, 'new');
  });

  it('assigns only to somebody who may triage there', async () => {
    const [change] = await apply(at(0), at(1));
    const id = change?.alertId ?? '';
    const north = await federation.caller('regional-lead', federation.regions[0]);
    await assert.rejects(
      act(analyst, [id], { do: 'assign', userId: leadA.userId }),
      refusedWith('assignee-out-of-scope'),
    );
    assert.equal((await act(analyst, [id], { do: 'assign', userId: north.userId })).changed, 2);
    assert.equal(
      (await list(leadA)).rows[0]?.assignee?.id,
      north.userId,
      'seen by those who cannot see the person',
    );
    assert.equal((await list(north, { assignee: 'me' })).total, 1);
    const only = { organisationIds: [federation.organisations[0]] };
    assert.equal((await act(analyst, [id], { do: 'assign', userId: leadA.userId }, only)).changed, 1);
    assert.equal((await act(analyst, [id], { do: 'assign', userId: null })).changed, 2);
  });

  it('mutes for a scope when read, and shows everything again when it ends', async () => {
    await apply(at(0, { host: 'A1' }), at(0, { host: 'A2' }), at(2));
    const mute = (caller: Caller, body: Record<string, unknown>) =>
      callRoute(handlers, routes.muteAdd, {
        caller,
        body: {
          kind: 'mute',
          ruleId: 'rule-a',
          reason: 'known scanner',
          expires: new Date(now.getTime() + 3_600_000).toISOString(),
          ...body,
        } as never,
      });
    const [a, , c] = federation.organisations;
    await mute(leadA, { nodeId: a, host: 'a1' });
    assert.equal((await list(leadA)).total, 1, 'one of two hosts is muted');
    await mute(leadA, { nodeId: a, host: 'A2' });
    assert.equal((await list(leadA)).total, 0, 'both hosts are');
    assert.equal((await list(leadC)).total, 1, 'elsewhere it shows');
    assert.equal((await list(analyst)).total, 1);
    assert.ok((await list(leadA, { includeMuted: true })).rows[0]?.mutedUntil);
    await apply(at(0, { host: 'A3' }));
    assert.equal((await list(leadA)).total, 1, 'a new host breaks through');
    const region = await mute(analyst, { nodeId: federation.centre });
    assert.deepEqual(
      [(await list(leadA)).total, (await list(leadC)).total, (await list(analyst)).total],
      [0, 0, 0],
    );
    assert.equal(
      (await callRoute(handlers, routes.mutes, { caller: leadC })).rows.length,
      1,
      'what mutes me I see',
    );
    await assert.rejects(
      callRoute(handlers, routes.muteEnd, { caller: leadC, params: { id: region.id } }),
      refusedWith('mute-not-found'),
    );
    await callRoute(handlers, routes.muteEnd, { caller: analyst, params: { id: region.id } });
    assert.equal((await list(leadC)).total, 1);
    await assert.rejects(mute(leadC, { nodeId: a }), refusedWith('mute-invalid'));
    await assert.rejects(mute(leadC, { nodeId: c, expires: now.toISOString() }), refusedWith('mute-invalid'));
    now = new Date(now.getTime() + 3_700_000);
    assert.equal((await list(analyst)).rows[0]?.devices, 4, 'all of it, once they have run out');
  });

  it('snoozes one alert for a scope', async () => {
    const [change] = await apply(at(0), at(2));
    const expires = new Date(now.getTime() + 1000).toISOString();
    await callRoute(handlers, routes.muteAdd, {
      caller: leadA,
      body: {
        kind: 'snooze',
        alertId: change?.alertId ?? '',
        nodeId: federation.organisations[0],
        reason: 'tomorrow',
        expires,
      },
    });
    assert.deepEqual([(await list(leadA)).total, (await list(leadC)).total], [0, 1]);
    assert.equal((await list(leadA, { includeMuted: true })).rows[0]?.snoozedUntil, expires);
  });

  it('lists a device once, however many keys were hit on it and sources saw it', async () => {
    const [change] = await apply(
      at(0, { host: 'A1', key: 'x' }),
      at(0, { host: 'A1', key: 'y', happened: start + 1000 }),
      at(0, { host: 'a1', key: 'y', happened: start + 2000, sourceId: federation.sources[1] }),
      at(0, { host: 'A2', happened: start + 3000 }),
      at(0, { host: 'A3', key: 'x', happened: start + 3000 }),
    );
    const params = { id: change?.alertId ?? '' };
    const page = (cursor: string | null) =>
      callRoute(handlers, routes.alertDevices, {
        caller: leadA,
        params,
        query: { limit: 1, ...(cursor === null ? {} : { cursor }) },
      });
    const pages = [await page(null)];
    for (let last = pages.at(-1); last?.cursor; last = pages.at(-1)) pages.push(await page(last.cursor));
    const rows = pages.flatMap((each) => each.rows);
    assert.deepEqual(
      rows.map((row) => [row.host.toUpperCase(), row.keys, row.key, row.count, row.sightings.length]),
      [
        ['A1', 2, 'x', 3, 2],
        ['A2', 0, '', 1, 1],
        ['A3', 1, 'x', 1, 1],
      ],
    );
    assert.equal((await list(leadA)).rows[0]?.devices, rows.length, 'as many as the alert says');
  });

  it('opens to devices, signals and a containment list', async () => {
    const [change] = await apply(
      at(0, { host: 'A1', key: 'x' }),
      at(0, { host: 'A1', key: 'x', happened: start + 1000 }),
      at(0, { host: '=cmd()', key: '@y', happened: start + 2000 }),
      at(2, { host: 'C1' }),
    );
    const params = { id: change?.alertId ?? '' };
    const devices = await callRoute(handlers, routes.alertDevices, {
      caller: leadA,
      params,
      query: { limit: 1 },
    });
    assert.deepEqual(
      devices.rows.map((row) => [row.host, row.key, row.count]),
      [['A1', 'x', 2]],
    );
    const more = await callRoute(handlers, routes.alertDevices, {
      caller: leadA,
      params,
      query: { cursor: devices.cursor ?? '' },
    });
    assert.deepEqual(
      more.rows.map((row) => row.host),
      ['=cmd()'],
    );
    assert.equal(more.cursor, null);
    const signals = await callRoute(handlers, routes.alertSignals, {
      caller: leadA,
      params,
      query: { limit: 2 },
    });
    assert.deepEqual(
      signals.rows.map((row) => [row.host, row.matched[0]?.field]),
      [
        ['=cmd()', 'ServiceName'],
        ['A1', 'ServiceName'],
      ],
    );
    const rest = await callRoute(handlers, routes.alertSignals, {
      caller: leadA,
      params,
      query: { cursor: signals.cursor ?? '' },
    });
    assert.deepEqual(
      rest.rows.map((row) => row.happened),
      [new Date(start).toISOString()],
    );
    const one = await callRoute(handlers, routes.alert, { caller: leadA, params });
    assert.deepEqual([one.rule?.text, one.alert.rules[0]?.title], ['the text', 'Rule A']);
    const contain = await callRoute(handlers, routes.alertContainment, { caller: leadA, params, query: {} });
    assert.deepEqual(
      contain.rows.map((row) => [row.host, row.review]),
      [
        ['=cmd()', [`Rule A: @y (1 since 1 Mar 2026, 08:00 UTC)`]],
        ['A1', [`Rule A: x (2 since 1 Mar 2026, 08:00 UTC)`]],
      ],
    );
    const csv = await callRaw(handlers, routes.alertContainment, {
      caller: leadA,
      params,
      query: { format: 'csv' },
    });
    assert.match(String(csv.body), /Alder Hospitals,'=cmd\(\),/);
  });

  it('keeps saved views with their author, and shows shared ones to colleagues', async () => {
    const save = (caller: Caller, shared: boolean) =>
      callRoute(handlers, routes.viewSave, {
        caller,
        body: { page: 'alerts', name: `mine ${shared}`, query: '?level=high', shared },
      });
    const kept = await save(leadA, false);
    const shared = await save(leadA, true);
    assert.equal((await save(leadA, true)).id, shared.id, 'the same name replaces');
    const names = async (caller: Caller) =>
      (await callRoute(handlers, routes.views, { caller, query: {} })).rows.map((view) => view.name);
    const colleague = await federation.caller('viewer', federation.organisations[0]);
    assert.deepEqual(await names(leadA), ['mine false', 'mine true']);
    assert.deepEqual(await names(colleague), ['mine true']);
    assert.deepEqual(await names(leadC), []);
    for (const caller of [colleague, leadC])
      await assert.rejects(
        callRoute(handlers, routes.viewDelete, { caller, params: { id: shared.id } }),
        refusedWith('view-not-found'),
      );
    await callRoute(handlers, routes.viewDelete, { caller: leadA, params: { id: kept.id } });
    assert.deepEqual(await names(leadA), ['mine true']);
    const entries = async () =>
      (
        await test.admin(
          `SELECT action, target, organisation_id, xmin::text FROM audit_entry WHERE action LIKE 'saved-view.%' ORDER BY seq`,
        )
      ).rows;
    const [a] = federation.organisations;
    assert.deepEqual(
      (await entries()).map((row) => [row.action, row.target, row.organisation_id]),
      [
        ['saved-view.saved', kept.id, a],
        ['saved-view.saved', shared.id, a],
        ['saved-view.saved', shared.id, a],
        ['saved-view.deleted', kept.id, a],
      ],
    );
    const row = (await test.admin(`SELECT xmin::text FROM saved_view WHERE id = $1`, [shared.id])).rows[0];
    assert.equal((await entries())[2]?.xmin, row.xmin, 'in the transaction of the change');
  });

  it('lets a transaction write only what it was entered for, whatever its SQL says', async () => {
    await apply(at(0));
    const lead = await federation.caller('centre-lead', federation.centre);
    const write = (permission: 'alerts.read' | 'alerts.triage') =>
      test.control.scoped(lead, permission, async (db) => {
        const { numAffectedRows } = await sql`UPDATE alert_part SET state = 'acknowledged'`.execute(db);
        return Number(numAffectedRows);
      });
    assert.equal(await write('alerts.read'), 0);
    assert.equal(await write('alerts.triage'), 1);
    await assert.rejects(
      test.control.scoped(lead, 'alerts.triage', (db) => sql`UPDATE alert_part SET count = 0`.execute(db)),
      /permission denied/,
    );
  });
});
