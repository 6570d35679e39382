import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { type TestApp, testApp } from '../app-testing.ts';
import { type SeededFederation, seedFederation, type TestControl, testControl } from '../control/testing.ts';
import { digestId } from '../kernel/ids.ts';
import { pipelineRoutes } from './routes.ts';
import { addDeadLetters, addQuarantined } from './store.ts';

describe('dead letters and quarantine', () => {
  let test: TestControl;
  let federation: SeededFederation;
  let app: TestApp;
  const shared = '00000000-0000-7000-8000-00000000abcd';
  const received = Date.parse('2026-03-02T08:00:00Z');

  before(async () => {
    test = await testControl();
    federation = await seedFederation(test);
    app = await testApp(test, pipelineRoutes({ control: test.control }));
    const [a, b] = federation.organisations;
    const [sourceA, sourceB] = federation.sources;
    await test.admin(
      `insert into source (id, node_id, name, kind, shared) values ($1, $2, 'Shared', 'winlogbeat', true)`,
      [shared, federation.regions[0]],
    );
    const letter = (n: number, sourceId: string, organisationId: string | null) => ({
      id: digestId('letter', String(n)),
      sourceId,
      organisationId,
      received: received + n,
      code: 'invalid-json',
      reason: `line ${n}`,
      raw: Buffer.from([0xff, 0x00, 0x41 + n]),
      rawBytes: 3,
    });
    const event = (n: number, host: string) => ({
      id: digestId('event', String(n)),
      sourceId: shared,
      received: received + n,
      host,
      address: n === 2 ? null : '10.0.0.1',
      eventId: digestId(String(n)),
      verb: 'index' as const,
      raw: Buffer.from(`{"n":${n}}`),
    });
    await test.control.as('pipeline', async (db) => {
      await addDeadLetters(db, [
        letter(1, sourceA, a),
        letter(2, sourceA, a),
        letter(3, sourceB, b),
        letter(4, shared, null),
      ]);
      await addDeadLetters(db, [letter(1, sourceA, a)]);
      await addQuarantined(db, [event(1, 'one'), event(2, 'two'), event(3, 'one')]);
    });
  });
  after(async () => {
    await app.stop();
    await test.stop();
  });

  const reasons = async (node: string, query: Record<string, string> = {}) => {
    const caller = await federation.caller('site-engineer', node);
    const { status, json } = await app.call(caller, 'deadLetters', { query });
    assert.equal(status, 200);
    return {
      cursor: json.cursor as string | null,
      found: json.rows.map((row: { reason: string }) => row.reason),
    };
  };

  it('shows dead letters of my organisation only, newest first, page by page', async () => {
    const [a, b, c] = federation.organisations;
    assert.deepEqual((await reasons(a)).found, ['line 2', 'line 1']);
    assert.deepEqual((await reasons(b)).found, ['line 3']);
    assert.deepEqual((await reasons(c)).found, []);
    assert.deepEqual((await reasons(a, { sourceId: federation.sources[1] })).found, []);
    const first = await reasons(a, { limit: '1' });
    assert.deepEqual(first.found, ['line 2']);
    const second = await reasons(a, { limit: '1', cursor: first.cursor ?? '' });
    assert.deepEqual([second.found, second.cursor], [['line 1'], null]);
  });

  it('shows what has no organisation yet to those who answer for the shared source', async () => {
    assert.deepEqual((await reasons(federation.regions[0])).found, ['line 4', 'line 3', 'line 2', 'line 1']);
    assert.deepEqual((await reasons(federation.regions[1])).found, []);
  });

  it('sums quarantined events by host and address', async () => {
    const caller = await federation.caller('site-engineer', federation.regions[0]);
    const { json } = await app.call(caller, 'quarantine');
    assert.deepEqual(
      json.rows.map((row: Record<string, unknown>) => [row.host, row.address, row.events, row.sample]),
      [
        ['one', '10.0.0.1', 2, '{"n":3}'],
        ['two', null, 1, '{"n":2}'],
      ],
    );
    const page = await app.call(caller, 'quarantine', { query: { limit: '1' } });
    const rest = await app.call(caller, 'quarantine', { query: { limit: '1', cursor: page.json.cursor } });
    assert.equal(rest.json.rows[0].host, 'two');
    const foreign = await federation.caller('site-engineer', federation.organisations[0]);
    assert.deepEqual((await app.call(foreign, 'quarantine')).json.rows, []);
  });
});
