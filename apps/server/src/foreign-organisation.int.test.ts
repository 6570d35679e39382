import assert from 'node:assert/strict';
import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { type Role, type RouteName, rolePermissions, routes } from '@cordon/api';
import {
  type Attempt,
  from,
  future,
  type Probe,
  probes,
  type Targets,
  to,
} from './foreign-organisation-probes.ts';
import { type RunningServer, startServer } from './index.ts';
import { newId } from './kernel/ids.ts';
import { createLog } from './kernel/log.ts';

const loopback = { host: '127.0.0.1', port: 0 };
interface Person {
  readonly cookie: string;
  readonly csrf: string;
  readonly id: string;
  readonly grant: string;
}

describe('a foreign organisation', () => {
  let folder: string;
  let server: RunningServer;
  let centre: Person;
  let b: Targets;
  const people = new Map<Role, Person>();

  const send = async (who: Person, name: RouteName, { params = {}, query = {}, body }: Attempt = {}) => {
    const route = routes[name];
    const path = route.path.replace(/:([A-Za-z]+)/g, (_, key: string) =>
      encodeURIComponent(params[key] ?? ''),
    );
    const streamed = 'bodyType' in route && route.bodyType !== undefined;
    const answer = await fetch(`${server.url}/api/v1${path}?${new URLSearchParams(query)}`, {
      method: route.method,
      headers: {
        cookie: who.cookie,
        'x-csrf-token': who.csrf,
        ...(body === undefined
          ? {}
          : { 'content-type': streamed ? 'application/octet-stream' : 'application/json' }),
      },
      ...(body === undefined ? {} : { body: streamed ? String(body) : JSON.stringify(body) }),
    });
    const text = await answer.text();
    return { status: answer.status, text, code: /"code":"([a-z-]+)"/.exec(text)?.[1] ?? null };
  };
  const done = async (who: Person, name: RouteName, attempt: Attempt = {}) => {
    const answer = await send(who, name, attempt);
    assert.ok(answer.status < 300, `${name}: ${answer.status} ${answer.text}`);
    return answer.text === '' ? undefined : JSON.parse(answer.text);
  };
  /** Ships the event of a cleared log, and waits until it is processed. */
  const ship = async (token: string, host: string, more = '') => {
    const event = {
      '@timestamp': new Date().toISOString(),
      winlog: {
        channel: 'Security',
        provider_name: 'Microsoft-Windows-Eventlog',
        event_id: '1102',
        record_id: '7',
        computer_name: host,
        event_data: {},
      },
    };
    const bulk = await fetch(`${server.ingestUrl}/_bulk`, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}` },
      body: `{"create":{}}\n${JSON.stringify(event)}\n${more}`,
    });
    assert.equal(bulk.status, 200, await bulk.text());
    await server.settled();
  };
  /** A person with a session, written past the API: the roles are what is tried here, not signing in. */
  const person = async (role: Role, nodeId: string): Promise<Person> => {
    const [id, grant, secret, csrf] = [newId(), newId(), randomBytes(32), randomUUID()];
    const sha256 = (value: string | Buffer) => createHash('sha256').update(value).digest();
    await server.control.as('auth', async (db) => {
      await db
        .insertInto('app_user')
        .values({ id, name: `${role} ${id}`, email: `${id}@example.org`, state: 'active' })
        .execute();
      await db.insertInto('role_grant').values({ id: grant, user_id: id, node_id: nodeId, role }).execute();
      const expires = new Date(Date.now() + 3600_000);
      await db
        .insertInto('session')
        .values({
          id: newId(),
          user_id: id,
          secret_hash: sha256(secret),
          csrf_hash: sha256(csrf),
          expires,
          address: null,
        })
        .execute();
    });
    return { id, grant, csrf, cookie: `cordon=${secret.toString('base64url')}` };
  };

  before(async () => {
    folder = mkdtempSync(join(tmpdir(), 'cordon-foreign-'));
    server = await startServer(
      {
        dataDir: folder,
        http: loopback,
        ingest: loopback,
        rulePaths: [],
        demonstration: false,
        workers: 1,
        sealSeconds: 1,
      },
      { log: createLog(process.env.CORDON_TEST_LOG ?? 'silent'), requestsPerMinute: 1_000_000 },
    );
    const node = newId();
    await server.control.as('auth', (db) =>
      db.insertInto('node').values({ id: node, kind: 'centre', code: 'CENTRE', name: 'Centre' }).execute(),
    );
    const admin = await person('administrator', node);
    centre = await person('centre-lead', node);
    const organisation = async (code: string, name: string) => {
      const region = await done(admin, 'nodeCreate', {
        body: { kind: 'region', code: `R${code}`, name: `Region of ${name}`, parentId: node },
      });
      const made = await done(admin, 'organisationCreate', {
        body: { code, name, kind: 'hospital', parentIds: [region.id] },
      });
      return { id: made.id as string, region: region.id as string };
    };
    const alder = await organisation('ALDER', 'Alder');
    const birch = await organisation('BIRCH', 'Birch');
    for (const role of Object.keys(rolePermissions) as Role[]) people.set(role, await person(role, alder.id));

    const lead = await person('organisation-lead', birch.id);
    const made = await done(lead, 'sourceCreate', {
      body: { organisationId: birch.id, name: 'Birch logs', kind: 'winlogbeat' },
    });
    await ship(made.token, 'birch-ws1', '{"create":{}}\nbirch-broken\n');
    const [alert] = (await done(centre, 'alerts')).rows;
    const [device] = (await done(centre, 'devices')).rows;
    const [found] = (await done(centre, 'events', { body: { filter: { from, to } } })).rows;
    const [sighted] = (await done(centre, 'alertDevices', { params: { id: alert.id } })).rows;
    const expires = new Date(Date.now() + 3600_000).toISOString();
    b = {
      organisation: birch.id,
      region: birch.region,
      source: made.source.id,
      token: made.source.tokens[0].id,
      site: (await done(lead, 'siteCreate', { params: { id: birch.id }, body: { name: 'Birch theatre' } }))
        .id,
      alert: alert.id,
      event: found.id,
      sighting: sighted.sightings[0],
      device: device.id,
      user: lead.id,
      grant: lead.grant,
      hold: (
        await done(centre, 'legalHoldAdd', { body: { organisationId: birch.id, reason: 'Birch inquiry' } })
      ).id,
      job: (
        await done(lead, 'upload', {
          query: { sourceId: made.source.id, name: 'birch.ndjson' },
          body: '{}\n',
        })
      ).id,
      mute: (
        await done(lead, 'muteAdd', {
          body: {
            kind: 'mute',
            ruleId: alert.ruleId,
            nodeId: birch.id,
            reason: 'Birch mute',
            expires: future,
          },
        })
      ).id,
      view: (
        await done(lead, 'viewSave', {
          body: { page: 'alerts', name: 'Birch view', query: 'x=1', shared: true },
        })
      ).id,
      webhook: (
        await done(lead, 'webhookAdd', { body: { nodeId: birch.id, url: 'https://birch.example.org/hook' } })
      ).webhook.id,
      contact: (
        await done(lead, 'contactAdd', {
          params: { id: birch.id },
          body: { name: 'Birch desk', email: 'desk@birch.example.org' },
        })
      ).id,
      apiToken: (
        await done(lead, 'tokenCreate', {
          body: {
            name: 'Birch script',
            kind: 'service',
            permissions: ['alerts.read'],
            nodeId: birch.id,
            expires,
          },
        })
      ).token.id,
      indicatorList: (
        await done(lead, 'indicatorListAdd', {
          query: {
            nodeId: birch.id,
            name: 'Birch list',
            source: 'Birch desk',
            marking: 'TLP:AMBER',
            level: 'high',
            expires: future,
          },
          body: 'nothing-of.birch.example',
        })
      ).list.id,
    };
  });
  after(async () => {
    await server.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  /** The same attempt at things that do not exist, each id in the form that the real one has. */
  const nowhere = (): Targets =>
    Object.fromEntries(
      Object.entries(b).map(([key, id]) => [
        key,
        id.includes('-') ? newId() : randomBytes(16).toString('hex'),
      ]),
    ) as unknown as Targets;
  const told = (text: string, attempt: Attempt) => {
    const sent = JSON.stringify(attempt);
    return [...Object.values(b), 'Birch', 'birch', 'BIRCH'].filter(
      (mark) => text.includes(mark) && !sent.includes(mark),
    );
  };
  /** Answers of the same request differ in these and in nothing else. */
  const steady = (text: string) =>
    text.replace(/\d{4}-\d\d-\d\dT[\d:.]+Z/g, 'TIME').replace(/"(tookMs|bucketSeconds)":\d+/g, '"$1":0');

  for (const role of Object.keys(rolePermissions) as Role[])
    it(`is not there for a ${role} of another organisation, on any route`, async () => {
      const who = people.get(role);
      assert.ok(who);
      for (const [name, probe] of Object.entries(probes) as [RouteName, Probe][]) {
        if (probe === 'public' || probe === 'own account only') continue;
        const params = name === 'rule' ? { params: { id: 'none' } } : {};
        const attempt = typeof probe === 'function' ? probe(b) : params;
        const answer = await send(who, name, attempt);
        assert.deepEqual(told(answer.text, attempt), [], `${name} told ${answer.text.slice(0, 600)}`);
        assert.notEqual(answer.code, 'not-found', `${name} is served by nothing`);
        assert.ok(answer.status < 500, `${name}: ${answer.status} ${answer.text}`);
        if (typeof probe !== 'function') continue;
        const strange = nowhere();
        const same = await send(who, name, probe(strange));
        assert.deepEqual(
          [answer.status, answer.code],
          [same.status, same.code],
          `${name} tells what exists from what does not`,
        );
        const { needs } = routes[name];
        const allowed = needs === 'signed-in' || (rolePermissions[role] as readonly string[]).includes(needs);
        assert.equal(
          answer.status === 403 && answer.code === 'permission-missing',
          !allowed,
          `${name}: ${answer.status} ${answer.text}`,
        );
        const swap = (text: string) =>
          Object.entries(strange).reduce(
            (all, [key, id]) => all.replaceAll(id, b[key as keyof Targets]),
            text,
          );
        assert.equal(steady(swap(same.text)), steady(answer.text), `${name} counts what is not the caller's`);
      }
    });

  it('is as it was after all of these attempts', async () => {
    const [alert] = (await done(centre, 'alerts', { query: { includeMuted: 'true' } })).rows;
    assert.deepEqual([alert.id, alert.state, alert.snoozedUntil], [b.alert, 'new', null]);
    const source = await done(centre, 'source', { params: { id: b.source } });
    assert.deepEqual(
      [source.name, source.state, source.tokens.map((each: { id: string }) => each.id)],
      ['Birch logs', 'receiving', [b.token]],
    );
    const organisation = await done(centre, 'organisation', { params: { id: b.organisation } });
    assert.deepEqual(
      [organisation.name, organisation.retentionDays, organisation.regionId],
      ['Birch', 90, b.region],
    );
    const holds = (await done(centre, 'legalHolds')).rows;
    assert.deepEqual(
      holds.map((each: { id: string; lifted: string | null }) => [each.id, each.lifted]),
      [[b.hold, null]],
    );
    const device = await done(centre, 'device', { params: { id: b.device } });
    assert.equal(device.device.owner, null);
    const users = (await done(centre, 'users')).rows as {
      id: string;
      name: string;
      state: string;
      grants: { id: string }[];
    }[];
    const lead = users.find((each) => each.id === b.user);
    assert.deepEqual([lead?.state, lead?.grants.map((each) => each.id)], ['active', [b.grant]]);
    assert.doesNotMatch(lead?.name ?? '', /taken over/);
    const mutes = (await done(centre, 'mutes')).rows;
    assert.deepEqual(
      mutes.map((each: { id: string }) => each.id),
      [b.mute],
    );
    assert.equal((await done(centre, 'sites', { params: { id: b.organisation } })).rows.length, 1);
    assert.equal((await done(centre, 'contacts', { params: { id: b.organisation } })).rows.length, 1);
    assert.equal((await done(centre, 'webhooks')).rows.length, 1);
  });

  it('has a part in an outbreak of which the other learns only that it exists', async () => {
    const who = people.get('organisation-lead');
    assert.ok(who);
    const [mine] = (await done(who, 'organisations')).rows;
    const made = await done(who, 'sourceCreate', {
      body: { organisationId: mine.id, name: 'Alder logs', kind: 'winlogbeat' },
    });
    await ship(made.token, 'alder-ws1');
    const shared = (await done(who, 'alerts')).rows.find((each: { id: string }) => each.id === b.alert);
    assert.deepEqual(
      [shared?.otherOrganisations, shared?.count, shared?.devices, shared?.organisations.length],
      [1, 1, 1, 1],
      'the same rule raised one alert with a part for each',
    );
    for (const name of [
      'alert',
      'alertDevices',
      'alertSignals',
      'alertTimeline',
      'alertContainment',
    ] as const) {
      const attempt = { params: { id: b.alert } };
      const answer = await send(who, name, attempt);
      assert.equal(answer.status, 200, answer.text);
      assert.deepEqual(told(answer.text, attempt), [], `${name} told ${answer.text.slice(0, 600)}`);
    }
    await done(who, 'alertAct', {
      body: { alertIds: [b.alert], action: { do: 'close', reason: 'benign', comment: 'ours alone' } },
    });
    const theirs = (await done(centre, 'alert', { params: { id: b.alert } })).alert.organisations;
    assert.deepEqual(
      Object.fromEntries(theirs.map((each: { id: string; state: string }) => [each.id, each.state])),
      { [mine.id]: 'closed', [b.organisation]: 'new' },
    );
  });
});
