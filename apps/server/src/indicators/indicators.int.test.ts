import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import type { IndicatorList, Marking } from '@cordon/api';
import { sql } from 'kysely';
import { type TestApp, testApp } from '../app-testing.ts';
import { createJobs, type JobRun, type Jobs, jobRoutes, PermanentJobError } from '../jobs/index.ts';
import { systemClock } from '../kernel/clock.ts';
import { createLog } from '../kernel/log.ts';
import { type TestPipeline, testPipeline } from '../pipeline/testing/pipeline.ts';
import { applySignals } from '../signals/index.ts';
import {
  type IndicatorsInForce,
  indicatorRoutes,
  openIndicatorsInForce,
  sweepJob,
  sweepKind,
} from './index.ts';

const year = 366 * 86_400_000;
const until = (ms = year): string => new Date(Date.now() + ms).toISOString();

describe('indicators', () => {
  let stand: TestPipeline;
  let force: IndicatorsInForce;
  let jobs: Jobs;
  let http: TestApp;
  let now = Date.now();
  const clock = { now: () => new Date(now) };
  before(async () => {
    stand = await testPipeline({
      effects: {
        signals: applySignals,
        sightings: async () => undefined,
        observations: async () => undefined,
        heard: async () => undefined,
      },
    });
    const { control } = stand.test;
    force = await openIndicatorsInForce(control, clock, createLog('silent'));
    force.follow((indicators) => stand.pipeline.setIndicators(indicators));
    jobs = createJobs(control, systemClock);
    http = await testApp(stand.test, [
      ...indicatorRoutes({ control, jobs, clock }),
      ...jobRoutes({ control, jobs }),
    ]);
  });
  after(async () => {
    await http.stop();
    await force.stop();
    await stand.stop();
  });

  const leadOf = (node: string) => stand.federation.caller('organisation-lead', node);
  const centre = () => stand.federation.caller('centre-lead', stand.federation.centre);
  async function add(
    node: string,
    body: string,
    more: { name?: string; marking?: Marking; expires?: string; status?: number } = {},
  ): Promise<IndicatorList> {
    const caller = node === stand.federation.centre ? await centre() : await leadOf(node);
    const answer = await http.call(caller, 'indicatorListAdd', {
      query: {
        nodeId: node,
        name: more.name ?? 'A list',
        source: 'a report',
        marking: more.marking ?? 'TLP:AMBER',
        level: 'critical',
        expires: more.expires ?? until(),
      },
      body,
      headers: { 'content-type': 'application/octet-stream' },
    });
    assert.equal(answer.status, more.status ?? 200, answer.text);
    return answer.json.list;
  }
  /** Waits until the workers match with what is in force. */
  async function inForce(list: IndicatorList): Promise<void> {
    for (let tries = 0; tries < 200; tries += 1) {
      const there = force.current().lists.some((each) => each.ruleId === list.ruleId);
      if (there === (list.state === 'active')) return;
      await sleep(20);
    }
    assert.fail('the change of the lists was not heard');
  }
  const event = (n: number, fields: object) => ({
    '@timestamp': '2026-03-02T08:00:00.000Z',
    winlog: {
      channel: 'Microsoft-Windows-Sysmon/Operational',
      provider_name: 'Microsoft-Windows-Sysmon',
      event_id: '22',
      record_id: String(n),
      computer_name: `ws${n % 7}.alder.test`,
      event_data: fields,
    },
  });
  const signalsOf = async (list: IndicatorList) =>
    (
      await stand.test.admin(
        'SELECT organisation_id AS organisation, key, matched FROM signal WHERE rule_id = $1 ORDER BY key, organisation_id, event_id',
        [list.ruleId],
      )
    ).rows;
  const run = (signal = new AbortController().signal): JobRun => ({
    signal,
    progress: async () => undefined,
  });
  const sweep = async (list: IndicatorList, more: { mostHits?: number; run?: JobRun } = {}) => {
    const handler = sweepJob({
      control: stand.test.control,
      lake: stand.lake,
      pipeline: stand.pipeline,
      ...(more.mostHits ? { mostHits: more.mostHits } : {}),
    });
    const { rows } = await stand.test.admin('SELECT id, payload FROM job WHERE id = $1', [list.sweep?.jobId]);
    return handler(
      { ...(rows[0] as { id: string; payload: object }), kind: sweepKind } as never,
      more.run ?? run(),
    );
  };

  it('hits inline from then on, sweeps for what came before, and counts nothing twice or never', async () => {
    const { organisations, sources } = stand.federation;
    const [a, b] = organisations;
    const [sourceA, sourceB, sourceC] = sources;
    for (let n = 0; n < 30; n += 1)
      await stand.send(sourceA, [
        event(n, { QueryName: `h${n}.c2.example` }),
        event(n + 1000, { QueryName: 'good.example' }),
      ]);
    // Sent and neither processed nor sealed when the list comes.
    const list = await add(stand.federation.regions[0], 'c2[.]example\nnonsense', {
      name: 'C2 of a worm',
      marking: 'TLP:GREEN',
    });
    assert.deepEqual([list.indicators, list.refused, list.state, list.hits], [1, 1, 'active', []]);
    for (let n = 30; n < 60; n += 1) await stand.send(sourceA, [event(n, { QueryName: `h${n}.c2.example` })]);
    await stand.send(sourceB, [event(1, { QueryName: 'c2.example' })]);
    // Another region: the list is not for its organisations.
    await stand.send(sourceC, [event(1, { QueryName: 'c2.example' })]);
    await inForce(list);
    const done = await sweep(list);
    await stand.pipeline.settled();
    assert.equal(typeof done.events, 'number');
    const found = await signalsOf(list);
    assert.equal(found.length, 61);
    assert.deepEqual([...new Set(found.map((each) => each.organisation))].sort(), [a, b].sort());
    assert.deepEqual(found[0]?.matched[0]?.field, 'QueryName');
    // Once more, over everything, inline hits included.
    const again = await sweep(list);
    assert.equal(again.hits, 61);
    assert.equal((await signalsOf(list)).length, 61);
    const seen = await http.call(await centre(), 'indicatorList', { params: { id: list.id } });
    assert.deepEqual(
      seen.json.hits.map((hit: { organisationName: string; events: number }) => [
        hit.organisationName,
        hit.events,
      ]),
      [
        ['Alder Hospitals', 60],
        ['Birch Hospitals', 1],
      ],
    );
    const own = await http.call(await leadOf(b), 'indicatorList', { params: { id: list.id } });
    assert.deepEqual([own.json.hits.length, own.json.hits[0].events, own.json.mayWithdraw], [1, 1, false]);
    const { rows } = await stand.test.admin('SELECT title, level FROM rule WHERE id = $1', [list.ruleId]);
    assert.deepEqual(rows, [{ title: 'Known indicator: C2 of a worm', level: 4 }]);
  });

  it('raises alerts that do not name a list which not everybody may see', async () => {
    const list = await add(stand.federation.organisations[0], 'quiet.example', {
      name: 'Operation Quiet',
      marking: 'TLP:RED',
    });
    await inForce(list);
    const { rows } = await stand.test.admin('SELECT title FROM rule WHERE id = $1', [list.ruleId]);
    assert.deepEqual(rows, [{ title: 'Known indicator of a list marked TLP:RED' }]);
    const { rows: job } = await stand.test.admin('SELECT title FROM job WHERE id = $1', [list.sweep?.jobId]);
    assert.doesNotMatch(job[0]?.title ?? '', /Quiet/);
  });

  it('stops with the end of an indicator, of a list, and with its withdrawal', async () => {
    const [a] = stand.federation.organisations;
    const [source] = stand.federation.sources;
    // Events of this stand are received in March.
    const mixed = await add(a, `domain,expires\nshort.example,${until(60_000)}\nlong.example,`);
    await inForce(mixed);
    await stand.test.admin(
      `UPDATE indicator SET expires = '2026-03-01' WHERE list_id = $1 AND value = 'short.example'`,
      [mixed.id],
    );
    await stand.send(source, [
      event(2000, { QueryName: 'short.example' }),
      event(2001, { QueryName: 'long.example' }),
    ]);
    await stand.pipeline.settled();
    assert.equal((await signalsOf(mixed)).length, 2);
    await sweep(mixed);
    assert.deepEqual(
      (await signalsOf(mixed)).map((each) => each.key),
      // Inline it still held when it was read; the sweep finds that hit again and no other.
      ['long.example', 'short.example'],
    );
    const withdrawn = await http.call(await leadOf(a), 'indicatorListWithdraw', {
      params: { id: mixed.id },
      body: { reason: 'wrong' },
    });
    assert.equal(withdrawn.json.state, 'withdrawn');
    assert.equal(withdrawn.json.withdrawn.reason, 'wrong');
    await inForce(withdrawn.json);
    await stand.send(source, [event(2002, { QueryName: 'long.example' })]);
    await stand.pipeline.settled();
    assert.equal((await signalsOf(mixed)).length, 2);
    assert.equal((await sweep(mixed)).withdrawn, true);
    const twice = await http.call(await leadOf(a), 'indicatorListWithdraw', {
      params: { id: mixed.id },
      body: { reason: 'x' },
    });
    assert.deepEqual([twice.status, twice.json.code], [409, 'indicator-list-withdrawn']);

    const brief = await add(a, 'brief.example', { expires: until(30_000) });
    await inForce(brief);
    now += 60_000;
    const list = (await http.call(await leadOf(a), 'indicatorList', { params: { id: brief.id } })).json;
    assert.equal(list.state, 'expired');
    now -= 60_000;
  });

  it('goes on behind what an interrupted sweep was done with, and gives up on what is everywhere', async () => {
    const [a] = stand.federation.organisations;
    const list = await add(a, 'c2.example');
    await inForce(list);
    const stop = new AbortController();
    let told = 0;
    const stopping: JobRun = {
      signal: stop.signal,
      progress: async () => {
        told += 1;
        stop.abort(new Error('stopped'));
      },
    };
    await assert.rejects(sweep(list, { run: stopping }), /stopped/);
    assert.equal(told, 1);
    await assert.rejects(sweep(list, { mostHits: 10 }), PermanentJobError);
    const done = await sweep(list);
    assert.ok(Number(done.hits) <= 60);
    assert.equal((await signalsOf(list)).length, 60);
    const { rows } = await stand.test.admin('SELECT count(*)::int AS n FROM indicator_swept');
    assert.equal(rows[0]?.n, 0);
  });

  it('shows a list and its indicators by its marking, to nobody else', async () => {
    const { federation } = stand;
    const [a, b] = federation.organisations;
    const red = await add(federation.regions[0], 'red.example', { marking: 'TLP:RED' });
    const amber = await add(federation.regions[0], 'amber.example', { marking: 'TLP:AMBER' });
    const strict = await add(a, 'strict.example', { marking: 'TLP:AMBER+STRICT' });
    const green = await add(a, 'green.example', { marking: 'TLP:GREEN' });
    const sees = async (caller: Awaited<ReturnType<typeof leadOf>>) => {
      const seen: string[] = [];
      for (const [name, list] of Object.entries({ red, amber, strict, green })) {
        const one = await http.call(caller, 'indicatorList', { params: { id: list.id } });
        const all = await http.call(caller, 'indicators', { params: { id: list.id } });
        assert.equal(one.status, all.status);
        if (one.status === 200) {
          assert.deepEqual(all.json.rows, [{ kind: 'domain', value: `${name}.example`, expires: null }]);
          seen.push(name);
        } else assert.deepEqual([one.status, one.json.code], [404, 'indicator-list-not-found']);
        const { rows } = await stand.test.control.scoped(caller, 'indicators.read', (db) =>
          sql`SELECT 1 FROM indicator WHERE list_id = ${list.id}`.execute(db),
        );
        assert.equal(rows.length, one.status === 200 ? 1 : 0);
      }
      return seen.join(' ');
    };
    assert.equal(await sees(await centre()), 'red amber strict green');
    assert.equal(await sees(await federation.caller('viewer', federation.regions[0])), 'amber strict green');
    assert.equal(await sees(await leadOf(a)), 'amber strict green');
    assert.equal(await sees(await leadOf(b)), 'amber green');
    assert.equal(await sees(await federation.caller('viewer', federation.organisations[2])), 'green');
    const listed = await http.call(await leadOf(b), 'indicatorLists', { query: { limit: '500' } });
    const ids = listed.json.rows.map((each: IndicatorList) => each.id);
    assert.deepEqual([ids.includes(green.id), ids.includes(strict.id)], [true, false]);
    const first = await http.call(await centre(), 'indicatorLists', { query: { limit: '2' } });
    const second = await http.call(await centre(), 'indicatorLists', {
      query: { limit: '2', cursor: first.json.cursor },
    });
    assert.equal(
      new Set([...first.json.rows, ...second.json.rows].map((each: IndicatorList) => each.id)).size,
      4,
    );
  });

  it('refuses what cannot be used, and says why', async () => {
    const { federation } = stand;
    const [a, b] = federation.organisations;
    const attempt = async (query: object, body: string, caller = leadOf(a)) => {
      const answer = await http.call(await caller, 'indicatorListAdd', {
        query: {
          nodeId: a,
          name: 'x',
          source: 'x',
          marking: 'TLP:RED',
          level: 'high',
          expires: until(),
          ...query,
        },
        body,
        headers: { 'content-type': 'application/octet-stream' },
      });
      return `${answer.status} ${answer.json.code ?? ''} ${answer.json.detail ?? ''}`;
    };
    assert.match(await attempt({}, ''), /^422 indicator-list-empty expected at least one/);
    assert.match(await attempt({}, 'some words'), /^422 indicator-list-empty line 1: expected an address/);
    assert.match(
      await attempt({ expires: until(-3_600_000) }, 'a.example'),
      /^400 indicator-list-invalid expected an end after now/,
    );
    assert.match(await attempt({ nodeId: b }, 'a.example'), /^400 indicator-list-invalid you do not hold/);
    assert.match(await attempt({ nodeId: federation.centre }, 'a.example'), /^400 indicator-list-invalid/);
    assert.match(await attempt({ marking: 'TLP:WHITE' }, 'a.example'), /^400/);
    assert.match(await attempt({}, 'a.example', federation.caller('viewer', a)), /^403/);
    assert.match(await attempt({}, 'x'.repeat(17 * 1024 * 1024)), /^413/);
  });

  it('takes so many lists an hour and so many indicators of one place, and no more', async () => {
    const { organisations } = stand.federation;
    const [, , c] = organisations;
    const first = await add(c, 'first.example');
    await stand.test.admin('UPDATE indicator_list SET indicators = 1000000 WHERE id = $1', [first.id]);
    await add(c, 'more.example', { status: 429 });
    await stand.test.admin('UPDATE indicator_list SET indicators = 999999 WHERE id = $1', [first.id]);
    for (let lists = 1; lists < 60; lists += 1) {
      await stand.test.admin('UPDATE indicator_list SET indicators = 1 WHERE node_id = $1', [c]);
      await add(c, `list-${lists}.example`);
    }
    await add(c, 'one-too-many.example', { status: 429 });
    now += 3_601_000;
    await add(c, 'later.example');
    now -= 3_601_000;
  });

  it('records who added and who withdrew', async () => {
    const { rows } = await stand.test.admin(
      `SELECT action, detail FROM audit_entry WHERE action LIKE 'indicator-list.%' ORDER BY seq`,
    );
    assert.ok(rows.filter((row) => row.action === 'indicator-list.added').length >= 5);
    const withdrawn = rows.find((row) => row.action === 'indicator-list.withdrawn');
    assert.deepEqual(withdrawn?.detail, { reason: 'wrong' });
  });

  it('lets nobody add to a list that is in force', async () => {
    const [a] = stand.federation.organisations;
    const list = await add(a, 'own.example');
    await assert.rejects(
      stand.test.control.scoped(await leadOf(a), 'indicators.write', (db) =>
        sql`INSERT INTO indicator (list_id, number, kind, value) VALUES (${list.id}, 7, 'domain', 'more.example')`.execute(
          db,
        ),
      ),
      /row-level security/,
    );
  });
});
