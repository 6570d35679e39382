import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { routes } from '@cordon/api';
import { type TestApp, testApp } from '../app-testing.ts';
import { type SeededFederation, seedFederation, type TestControl, testControl } from '../control/testing.ts';
import { implement } from '../http/index.ts';
import { newId } from '../kernel/ids.ts';
import { auditRoutes, recordAudit } from './index.ts';

describe('audit of requests', () => {
  let test: TestControl;
  let federation: SeededFederation;
  let http: TestApp;
  let refuse = false;
  before(async () => {
    test = await testControl();
    federation = await seedFederation(test);
    const { control } = test;
    http = await testApp(test, [
      ...auditRoutes({ control }),
      // An area that forgets, and one that records within its own transaction, which may fail afterwards.
      implement(routes.muteEnd, async () => undefined),
      implement(routes.jobCancel, ({ caller, params }) =>
        control.scoped(caller, null, async (db) => {
          await recordAudit(db, { action: 'job.cancelled', target: params.id });
          if (refuse) throw new Error('the change did not happen');
        }),
      ),
    ]);
  });
  after(async () => {
    await http.stop();
    await test.stop();
  });
  const lead = () => federation.caller('organisation-lead', federation.organisations[0]);
  const entries = async (action: string) =>
    (await http.call(await lead(), 'audit', { query: { action, limit: '500' } })).json.rows as Entry[];
  interface Entry {
    readonly action: string;
    readonly organisationId: string | null;
    readonly target: string | null;
    readonly purpose: string | null;
    readonly actor: { readonly name: string };
    readonly address: string | null;
  }

  it('records a change that its area forgot, for the organisation of who made it', async () => {
    const id = newId();
    assert.equal((await http.call(await lead(), 'muteEnd', { params: { id } })).status, 204);
    const [entry, ...others] = await entries('change.');
    assert.deepEqual(others, []);
    assert.deepEqual(
      [entry?.action, entry?.target, entry?.organisationId, entry?.address],
      ['change.muteEnd', id, federation.organisations[0], '127.0.0.1'],
    );
    assert.match(entry?.actor.name ?? '', /^organisation-lead/);
  });

  it('records once what an area records itself, and nothing of a change that did not happen', async () => {
    const id = newId();
    await http.call(await lead(), 'jobCancel', { params: { id }, headers: { 'x-purpose': 'drill\u0001 4' } });
    refuse = true;
    assert.equal((await http.call(await lead(), 'jobCancel', { params: { id } })).status, 500);
    const found = await entries('job.');
    assert.deepEqual(
      found.map((each) => [each.target, each.purpose]),
      [[id, 'drill 4']],
    );
    assert.deepEqual(
      (await entries('change.')).map((each) => each.action),
      ['change.muteEnd'],
    );
  });

  it('finds an action by its beginning, taken literally', async () => {
    assert.equal((await entries('change.muteEnd')).length, 1);
    assert.deepEqual(await entries('%'), []);
    assert.deepEqual(await entries('change_'), []);
  });
});
