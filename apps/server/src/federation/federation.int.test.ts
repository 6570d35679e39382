import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { RouteName } from '@cordon/api';
import { type TestApp, type TestParts, testApp } from '../app-testing.ts';
import { type SeededFederation, seedFederation, type TestControl, testControl } from '../control/testing.ts';
import { createSourceDirectory, federationRoutes, type SourceDirectory } from './index.ts';

describe('federation', () => {
  let test: TestControl;
  let federation: SeededFederation;
  let http: TestApp;
  let directory: SourceDirectory;
  let now = new Date();
  const clock = { now: () => now };
  before(async () => {
    test = await testControl();
    federation = await seedFederation(test);
    http = await testApp(
      test,
      federationRoutes({ control: test.control, clock, ingestUrl: () => 'https://ingest.test:9200' }),
      { clock },
    );
    directory = await createSourceDirectory(test.control, clock);
  });
  after(async () => {
    await directory.stop();
    await http.stop();
    await test.stop();
  });

  const as = async (
    role: 'administrator' | 'centre-lead' | 'organisation-lead' | 'viewer' | 'regional-lead',
    node: string,
  ) => {
    const caller = await federation.caller(role, node);
    return {
      ...caller,
      done: async (name: RouteName, parts: TestParts = {}) => {
        const answer = await http.call(caller, name, parts);
        assert.ok(answer.status < 300, `${name}: ${answer.text}`);
        return answer.json;
      },
      code: async (name: RouteName, parts: TestParts = {}) =>
        (await http.call(caller, name, parts)).json?.code,
    };
  };
  /** Waits until the directory has heard of a change: a notification, not a time, is what ends the wait. */
  const eventually = async <T>(ask: () => Promise<T>, wanted: T): Promise<void> => {
    for (let tries = 0; tries < 200; tries += 1) {
      if ((await ask()) === wanted) return;
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
    assert.equal(await ask(), wanted);
  };

  it('grows by regions and organisations, moves them, and keeps what was', async () => {
    const admin = await as('administrator', federation.centre);
    const region = await admin.done('nodeCreate', {
      body: { kind: 'region', code: 'EAST', name: 'East', parentId: federation.centre },
    });
    assert.equal(
      await admin.code('nodeCreate', {
        body: { kind: 'region', code: 'EAST', name: 'x', parentId: federation.centre },
      }),
      'code-taken',
    );
    assert.equal(
      await admin.code('nodeCreate', {
        body: { kind: 'organisation', code: 'X1', name: 'x', parentId: federation.centre },
      }),
      'node-kind-refused',
    );
    const group = await admin.done('nodeCreate', {
      body: { kind: 'group', code: 'LABS', name: 'Laboratories', parentId: federation.centre },
    });
    const made = await admin.done('organisationCreate', {
      body: { code: 'DDD', name: 'Damson', kind: 'hospital', parentIds: [region.id, group.id] },
    });
    assert.deepEqual(
      made.parents.map((each: { name: string }) => each.name),
      ['East', 'Laboratories'],
    );
    assert.equal(made.regionName, 'East');
    const below = await admin.done('organisations', { query: { regionId: region.id } });
    assert.deepEqual(
      below.rows.map((each: { code: string }) => each.code),
      ['DDD'],
    );
    const moved = await admin.done('relationSet', {
      params: { id: made.id },
      body: { parentIds: [federation.regions[0]] },
    });
    assert.deepEqual(moved.parents, [federation.regions[0]]);
    assert.equal((await admin.done('organisation', { params: { id: made.id } })).regionName, 'North');
    const { rows } = await test.admin(
      'SELECT count(*)::int AS n FROM node_relation WHERE child_id = $1 AND until IS NOT NULL',
      [made.id],
    );
    assert.equal(rows[0].n, 2, 'the relations that ended stay on record');
    assert.equal(
      await admin.code('relationSet', {
        params: { id: federation.centre },
        body: { parentIds: [region.id] },
      }),
      'relation-refused',
    );
    const named = await admin.done('organisationUpdate', {
      params: { id: made.id },
      body: { name: 'Damson Trust' },
    });
    assert.equal(named.name, 'Damson Trust');
  });

  it('lets an organisation know its region by name, and nothing else of it', async () => {
    const viewer = await as('viewer', federation.organisations[0]);
    const mine = await viewer.done('organisation', { params: { id: federation.organisations[0] } });
    assert.equal(mine.regionName, 'North');
    const nodes = await viewer.done('nodes');
    assert.deepEqual(
      nodes.rows.map((each: { id: string }) => each.id),
      [federation.organisations[0]],
    );
  });

  it('pages lists without losing or repeating a row', async () => {
    const admin = await as('administrator', federation.centre);
    const all = (await admin.done('organisations')).rows.map((each: { id: string }) => each.id);
    const paged: string[] = [];
    let cursor: string | null = null;
    do {
      const page: { rows: { id: string }[]; cursor: string | null } = await admin.done('organisations', {
        query: { limit: '1', ...(cursor ? { cursor } : {}) },
      });
      paged.push(...page.rows.map((each) => each.id));
      cursor = page.cursor;
    } while (cursor);
    assert.deepEqual(paged, all);
    assert.ok(all.length >= 3);
  });

  it('rotates the tokens of a source without a gap, and hears of each end at once', async () => {
    const [organisationId] = federation.organisations;
    const lead = await as('organisation-lead', organisationId);
    const made = await lead.done('sourceCreate', {
      body: { organisationId, name: 'Ward logs', kind: 'rsyslog', timeZone: 'Europe/London' },
    });
    const id = made.source.id as string;
    assert.equal(made.source.tokens[0].hint, made.token.slice(-4));
    assert.equal(await directory.authenticate('guessed'), undefined);
    assert.equal(await directory.authenticate(made.token), id);
    assert.deepEqual(await directory.facts(id), {
      sourceId: id,
      organisationId,
      map: [],
      origin: 'live',
      timeZone: 'Europe/London',
    });
    const second = await lead.done('sourceTokenAdd', { params: { id }, body: { oldExpiresInHours: 1 } });
    assert.equal(await directory.authenticate(made.token), id);
    assert.equal(await directory.authenticate(second.token), id);
    now = new Date(now.getTime() + 60 * 60_000 - 5000);
    assert.equal(await directory.authenticate(made.token), id, 'to its last seconds');
    now = new Date(now.getTime() + 6000);
    assert.equal(
      await directory.authenticate(made.token),
      undefined,
      'and no longer, though it was remembered',
    );
    assert.equal(await directory.authenticate(second.token), id);
    await lead.done('sourceUpdate', { params: { id }, body: { disabled: true } });
    await eventually(() => directory.authenticate(second.token), undefined);
    await lead.done('sourceUpdate', { params: { id }, body: { disabled: false } });
    await eventually(() => directory.authenticate(second.token), id);
    const { tokens } = await lead.done('source', { params: { id } });
    assert.equal(tokens.length, 1);
    await lead.done('sourceTokenRevoke', { params: { id, tokenId: tokens[0].id } });
    await eventually(() => directory.authenticate(second.token), undefined);
    assert.equal(
      await lead.code('sourceTokenRevoke', { params: { id, tokenId: tokens[0].id } }),
      'source-token-not-found',
    );
    assert.equal(
      await lead.code('sourceUpdate', { params: { id }, body: { timeZone: 'Mars/Olympus' } }),
      'time-zone-unknown',
    );
    assert.equal(
      await lead.code('sourceCreate', { body: { name: 'x', kind: 'other' } }),
      'source-owner-unclear',
    );
    const guide = await lead.done('sourceConfiguration', {
      params: { id },
      query: { shipper: 'winlogbeat' },
    });
    assert.ok(guide.files[0].text.includes('https://ingest.test:9200'));
    assert.equal(guide.files[0].text.includes(second.token), false);
  });

  it('tells from its last event whether a source waits, receives or is silent', async () => {
    const [organisationId] = federation.organisations;
    const lead = await as('organisation-lead', organisationId);
    const { source } = await lead.done('sourceCreate', {
      body: { organisationId, name: 'State', kind: 'other', silentAfterMinutes: 10 },
    });
    const state = async () => (await lead.done('source', { params: { id: source.id } })).state;
    assert.equal(await state(), 'waiting');
    await test.admin('INSERT INTO source_state (source_id, last_event) VALUES ($1, $2)', [source.id, now]);
    assert.equal(await state(), 'receiving');
    now = new Date(now.getTime() + 11 * 60_000);
    assert.equal(await state(), 'silent');
    const silent = await lead.done('sources', { query: { state: 'silent' } });
    assert.deepEqual(
      silent.rows.map((each: { id: string }) => each.id),
      [source.id],
    );
    const found = async (q: string) =>
      (await lead.done('sources', { query: { q } })).rows.map((each: { name: string }) => each.name);
    assert.deepEqual(await found('tat'), ['State']);
    assert.deepEqual(await found('%'), []);
    const tiles = (await lead.done('tiles')).tiles;
    assert.equal(tiles[0].silentSources, 1);
  });

  it('puts a shared map in force only when another person at the centre approves it, within its grant', async () => {
    const [a, b, c] = federation.organisations;
    const [north] = federation.regions;
    const regional = await as('regional-lead', north);
    const central = await as('centre-lead', federation.centre);
    const { source, token } = await regional.done('sourceCreate', {
      body: { shared: { nodeId: north }, name: 'Shared AD', kind: 'winlogbeat' },
    });
    const { id } = source;
    const lines = (organisationId: string) => [
      { by: 'network', value: '10.1.0.0/16', organisationId: a },
      { by: 'domain', value: 'Birch.Example.org', organisationId },
    ];
    assert.equal(
      await regional.code('sourceMapPropose', { params: { id }, body: { rules: lines(c) } }),
      'map-beyond-grant',
    );
    const first = await regional.done('sourceMapPropose', { params: { id }, body: { rules: lines(b) } });
    assert.deepEqual([first.version, first.state, first.rules[1].value], [1, 'draft', 'birch.example.org']);
    assert.equal(await directory.authenticate(token), id);
    assert.deepEqual((await directory.facts(id))?.map, [], 'a draft decides nothing');
    assert.equal(
      await regional.code('sourceMapApprove', { params: { id, version: '1' } }),
      'permission-missing',
    );
    const regionalApprover = await as('centre-lead', north);
    assert.equal(
      await regionalApprover.code('sourceMapApprove', { params: { id, version: '1' } }),
      'map-approval-central',
    );
    const own = await central.done('sourceMapPropose', { params: { id }, body: { rules: [] } });
    assert.equal(
      await central.code('sourceMapApprove', { params: { id, version: String(own.version) } }),
      'map-approval-own',
    );
    await central.done('sourceMapApprove', { params: { id, version: '1' } });
    await eventually(async () => (await directory.facts(id))?.map.length, 2);
    assert.equal(await central.code('sourceMapApprove', { params: { id, version: '1' } }), 'map-not-draft');
    const second = await regional.done('sourceMapPropose', {
      params: { id },
      body: { rules: lines(b).slice(0, 1) },
    });
    await central.done('sourceMapApprove', { params: { id, version: String(second.version) } });
    await eventually(async () => (await directory.facts(id))?.map.length, 1);
    const versions = (await central.done('sourceMaps', { params: { id } })).rows;
    assert.deepEqual(
      versions.map((each: { version: number; state: string }) => [each.version, each.state]),
      [
        [3, 'approved'],
        [2, 'draft'],
        [1, 'replaced'],
      ],
    );
    const lead = await as('organisation-lead', a);
    assert.equal(await lead.code('sourceMaps', { params: { id } }), 'source-not-found');
    const plain = await as('organisation-lead', b);
    assert.equal(
      await plain.code('sourceMapPropose', { params: { id: federation.sources[1] }, body: { rules: [] } }),
      'source-not-shared',
    );
  });

  it('keeps sites by organisation, each name once', async () => {
    const [id] = federation.organisations;
    const lead = await as('organisation-lead', id);
    const site = await lead.done('siteCreate', {
      params: { id },
      body: { name: 'Theatre block', code: 'T1' },
    });
    assert.deepEqual(site, { id: site.id, organisationId: id, name: 'Theatre block', code: 'T1' });
    assert.equal(
      await lead.code('siteCreate', { params: { id }, body: { name: 'Theatre block' } }),
      'site-taken',
    );
    assert.deepEqual((await lead.done('sites', { params: { id } })).rows, [site]);
  });
});
