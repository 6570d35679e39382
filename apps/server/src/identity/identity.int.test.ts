import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { after, before, describe, it } from 'node:test';
import { Secret, TOTP } from 'otpauth';
import { type TestApp, testApp } from '../app-testing.ts';
import { auditRoutes } from '../audit/index.ts';
import { type SeededFederation, seedFederation, type TestControl, testControl } from '../control/testing.ts';
import { createLog } from '../kernel/log.ts';
import { identityRoutes, renewSetupLink, resetUserByEmail, sealStoredSecrets } from './index.ts';
import { secretBox } from './secret-box.ts';

const publicUrl = 'https://cordon.test';
const password = 'three grey herons wade';
const box = secretBox(randomBytes(32));

interface Browser {
  readonly credential: Uint8Array;
  readonly csrf: string;
}

describe('identity', () => {
  let test: TestControl;
  let empty: TestControl;
  let http: TestApp;
  let federation: SeededFederation;
  let now = new Date();
  const clock = { now: () => now };
  const handlers = (of: TestControl) => [
    ...identityRoutes({
      control: of.control,
      clock,
      publicUrl: () => publicUrl,
      secure: false,
      demonstration: false,
      box,
    }),
    ...auditRoutes({ control: of.control }),
  ];
  before(async () => {
    test = await testControl();
    empty = await testControl();
    federation = await seedFederation(test);
    http = await testApp(test, handlers(test), { clock });
  });
  after(async () => {
    await http.stop();
    await empty.stop();
    await test.stop();
  });

  const browser = (answer: {
    headers: Readonly<Record<string, unknown>>;
    json: { csrf?: string; session?: { csrf: string } };
  }): Browser => {
    const cookie = [answer.headers['set-cookie']].flat().map(String).join(';');
    const value = /cordon=([^;]+)/.exec(cookie)?.[1];
    assert.ok(value, 'no session cookie was set');
    assert.match(cookie, /HttpOnly/);
    assert.match(cookie, /SameSite=Strict/);
    return {
      credential: Buffer.from(value, 'base64url'),
      csrf: answer.json.csrf ?? answer.json.session?.csrf ?? '',
    };
  };
  const invite = async (email: string, role = 'viewer', nodeId = federation.organisations[0]) => {
    const lead = await federation.caller('organisation-lead', federation.organisations[0]);
    const answer = await http.call(lead, 'userInvite', { body: { name: 'Robin Fell', email, role, nodeId } });
    assert.equal(answer.status, 200, answer.text);
    return { link: answer.json.link.split('#')[1] as string, id: answer.json.user.id as string };
  };
  const member = async (email: string) => {
    const { link, id } = await invite(email);
    const accepted = await http.call(null, 'invitationAccept', {
      params: { token: link },
      body: { password },
    });
    assert.equal(accepted.status, 200, accepted.text);
    return { id, session: browser(accepted) };
  };
  const signIn = (email: string, typed = password) =>
    http.call(null, 'signIn', { body: { email, password: typed } });

  it('is set up once, by the newest link alone', async () => {
    const app = await testApp(empty, handlers(empty), { clock });
    const first = { name: 'Ada Quill', email: 'Ada@Example.org', password };
    const old = (await renewSetupLink(empty.control, clock, publicUrl))?.split('#')[1] ?? '';
    const link = (await renewSetupLink(empty.control, clock, publicUrl))?.split('#')[1] ?? '';
    assert.deepEqual((await app.call(null, 'setupState')).json, { needed: true });
    assert.equal(
      (await app.call(null, 'setup', { body: { ...first, token: old } })).json.code,
      'link-invalid',
    );
    const done = await app.call(null, 'setup', { body: { ...first, token: link } });
    assert.equal(done.status, 200, done.text);
    assert.equal(done.json.user.email, 'ada@example.org');
    assert.equal((await app.call(browser(done), 'session')).json.user.name, 'Ada Quill');
    assert.equal((await app.call(null, 'setup', { body: { ...first, token: link } })).status, 404);
    assert.deepEqual((await app.call(null, 'setupState')).json, { needed: false });
    assert.equal(await renewSetupLink(empty.control, clock, publicUrl), undefined);
    await app.stop();
  });

  it('takes an invitation once and signs in with the chosen password', async () => {
    const { link } = await invite('robin@example.org');
    const about = await http.call(null, 'invitation', { params: { token: link } });
    assert.deepEqual(about.json, { name: 'Robin Fell', email: 'robin@example.org', kind: 'invitation' });
    const weak = await http.call(null, 'invitationAccept', {
      params: { token: link },
      body: { password: 'robin@example.org' },
    });
    assert.equal(weak.json.code, 'password-weak');
    const accepted = await http.call(null, 'invitationAccept', {
      params: { token: link },
      body: { password },
    });
    assert.equal(accepted.json.status, 'signed-in');
    assert.deepEqual(
      accepted.json.session.organisations.map((each: { code: string }) => each.code),
      ['AAA'],
    );
    assert.equal((await http.call(null, 'invitation', { params: { token: link } })).status, 404);
    assert.equal((await signIn('ROBIN@example.org ')).json.status, 'signed-in');
  });

  it('answers a wrong password and an unknown address alike, and locks both', async () => {
    await member('lock@example.org');
    for (const email of ['lock@example.org', 'nobody@example.org']) {
      for (let guess = 0; guess < 5; guess += 1) {
        const answer = await signIn(email, 'wrong password');
        assert.deepEqual([answer.status, answer.json.code], [401, 'sign-in-refused']);
      }
      const locked = await signIn(email);
      assert.deepEqual(
        [locked.status, locked.json.code, locked.headers['retry-after']],
        [429, 'sign-in-locked', '60'],
      );
    }
    now = new Date(now.getTime() + 61_000);
    assert.equal((await signIn('lock@example.org')).json.status, 'signed-in');
  });

  it('asks for the second step, takes no code twice, and each recovery code once', async () => {
    const { session } = await member('totp@example.org');
    const begun = await http.call(session, 'totpBegin');
    const totp = new TOTP({ secret: Secret.fromBase32(begun.json.secret) });
    const code = () => totp.generate({ timestamp: now.getTime() });
    const wrong = await http.call(session, 'totpConfirm', {
      body: { code: '000000' === code() ? '000001' : '000000' },
    });
    assert.equal(wrong.json.code, 'code-wrong');
    const confirmed = await http.call(session, 'totpConfirm', { body: { code: code() } });
    const [recovery] = confirmed.json.recoveryCodes as string[];
    assert.equal(confirmed.json.recoveryCodes.length, 10);

    const challenge = async () => (await signIn('totp@example.org')).json.challenge as string;
    const step = async (typed: string) =>
      http.call(null, 'signInCode', { body: { challenge: await challenge(), code: typed } });
    assert.equal(
      (await step(code())).json.code,
      'sign-in-refused',
      'the code that confirmed opens nothing again',
    );
    now = new Date(now.getTime() + 30_000);
    const second = await step(code());
    assert.equal(second.status, 200, second.text);
    assert.equal((await step(code())).json.code, 'sign-in-refused', 'the same code opens nothing again');
    assert.equal((await step(recovery ?? '')).status, 200);
    assert.equal((await step(recovery ?? '')).json.code, 'sign-in-refused');
    const removed = await http.call(browser(second), 'totpRemove', { body: { password } });
    assert.equal(removed.status, 204, removed.text);
    assert.equal((await signIn('totp@example.org')).json.status, 'signed-in');
  });

  it('stores secrets of authenticators sealed, and seals those that an earlier version left in the clear', async () => {
    const { session } = await member('sealed@example.org');
    const begun = await http.call(session, 'totpBegin');
    const secret = Secret.fromBase32(begun.json.secret);
    const totp = new TOTP({ secret });
    const plain = Buffer.from(secret.buffer);
    const stored = async (table: string, column: string, key: string) =>
      (
        await test.admin(
          `SELECT ${column} AS value FROM ${table} WHERE ${key} = (SELECT id FROM app_user WHERE email = $1)`,
          ['sealed@example.org'],
        )
      ).rows[0]?.value as Buffer | undefined;
    const kept = () => stored('app_user', 'totp_secret', 'id');
    assert.equal((await stored('totp_enrolment', 'secret', 'user_id'))?.includes(plain), false);
    const code = () => totp.generate({ timestamp: now.getTime() });
    const confirmed = await http.call(session, 'totpConfirm', { body: { code: code() } });
    assert.equal(confirmed.status, 200, confirmed.text);
    assert.equal((await kept())?.includes(plain), false);

    await test.admin(`UPDATE app_user SET totp_secret = $1 WHERE email = $2`, [plain, 'sealed@example.org']);
    assert.equal(await sealStoredSecrets(test.control, box, createLog('silent')), 0);
    assert.equal((await kept())?.includes(plain), false);
    const sealed = await kept();
    assert.equal(await sealStoredSecrets(test.control, box, createLog('silent')), 0);
    assert.deepEqual(await kept(), sealed, 'what is sealed stays as it is');
    now = new Date(now.getTime() + 30_000);
    const signedIn = async (typed: string) => {
      const { challenge } = (await signIn('sealed@example.org')).json;
      return (await http.call(null, 'signInCode', { body: { challenge, code: typed } })).status;
    };
    assert.equal(await signedIn(code()), 200);

    const other = secretBox(randomBytes(32));
    const id = (await test.admin(`SELECT id FROM app_user WHERE email = 'sealed@example.org'`)).rows[0].id;
    await test.admin(`UPDATE app_user SET totp_secret = $1 WHERE id = $2`, [other.seal(id, plain), id]);
    assert.equal(await sealStoredSecrets(test.control, box, createLog('silent')), 1);
    now = new Date(now.getTime() + 30_000);
    assert.equal(await signedIn(code()), 401, 'a lost key lets nobody in by a code');
    assert.equal(await signedIn(confirmed.json.recoveryCodes[0]), 200, 'a recovery code still does');
  });

  it('ends other sessions with a new password, idle ones after two hours, all after twelve', async () => {
    const { session: one } = await member('ends@example.org');
    const two = browser(await signIn('ends@example.org'));
    const wrong = await http.call(two, 'changePassword', {
      body: { current: 'no', next: 'six brown otters play' },
    });
    assert.equal(wrong.json.code, 'password-wrong');
    const body = { current: password, next: 'six brown otters play' };
    assert.equal((await http.call(two, 'changePassword', { body })).status, 204);
    assert.equal((await http.call(one, 'session')).status, 401);
    assert.equal((await http.call(two, 'session')).status, 200);
    const start = now;
    // The database's own clock judges sessions too, so it is the rows that are made older.
    await test.admin(
      `UPDATE session SET last_used = now() - interval '3 hours', expires = now() - interval '1 hour' WHERE secret_hash = sha256($1)`,
      [two.credential],
    );
    assert.equal((await http.call(two, 'session')).status, 401);
    now = start;
  });

  it('signs out', async () => {
    const { session } = await member('out@example.org');
    assert.equal((await http.call(session, 'signOut')).status, 204);
    assert.equal((await http.call(session, 'session')).json.code, 'not-signed-in');
  });

  it('gives a new session at every sign-in, and ends the one the browser had', async () => {
    const { session } = await member('fixed@example.org');
    const again = await http.call(session, 'signIn', { body: { email: 'fixed@example.org', password } });
    assert.notDeepEqual(browser(again).credential, session.credential);
    assert.equal((await http.call(session, 'session')).status, 401);
  });

  it('resets from the command line: the link ends sessions and the authenticator', async () => {
    const { session } = await member('reset@example.org');
    await assert.rejects(
      resetUserByEmail(test.control, clock, 'who@example.org', publicUrl),
      /no active user/,
    );
    const { link } = await resetUserByEmail(test.control, clock, 'Reset@example.org', publicUrl);
    const token = link.split('#')[1] ?? '';
    assert.equal((await http.call(null, 'invitation', { params: { token } })).json.kind, 'reset');
    const body = { password: 'nine pale moths rest' };
    assert.equal(
      (await http.call(null, 'invitationAccept', { params: { token }, body })).json.status,
      'signed-in',
    );
    assert.equal((await http.call(session, 'session')).status, 401);
    assert.equal((await signIn('reset@example.org', 'nine pale moths rest')).json.status, 'signed-in');
  });

  it('lets nobody give what they do not hold, nor above their node', async () => {
    const [a, b] = federation.organisations;
    const lead = await federation.caller('organisation-lead', a);
    const attempt = async (role: string, nodeId: string) =>
      (await http.call(lead, 'userInvite', { body: { name: 'X', email: 'x@example.org', role, nodeId } }))
        .json.code;
    assert.equal(await attempt('administrator', a), 'grant-beyond');
    assert.equal(await attempt('regional-lead', a), 'grant-beyond');
    assert.equal(await attempt('viewer', federation.regions[0]), 'node-not-in-scope');
    assert.equal(await attempt('viewer', federation.centre), 'node-not-in-scope');
    assert.equal(await attempt('viewer', b), 'node-not-in-scope');
    const viewer = await federation.caller('viewer', a);
    assert.equal(
      (
        await http.call(viewer, 'userInvite', {
          body: { name: 'X', email: 'x@example.org', role: 'viewer', nodeId: a },
        })
      ).status,
      403,
    );
    const grants = await http.call(lead, 'grantAdd', {
      params: { id: viewer.userId },
      body: { role: 'viewer', nodeIds: [a, b] },
    });
    assert.equal(grants.json.code, 'node-not-in-scope');
    const { rows } = await test.admin('SELECT count(*)::int AS n FROM role_grant WHERE user_id = $1', [
      viewer.userId,
    ]);
    assert.equal(rows[0].n, 1, 'a grant at one node was written although the other was refused');
  });

  it('lets nobody take over an account that holds more elsewhere', async () => {
    const [a] = federation.organisations;
    const lead = await federation.caller('organisation-lead', a);
    const central = await federation.caller('centre-lead', federation.centre);
    await test.admin(
      `INSERT INTO role_grant (id, user_id, node_id, role, since) VALUES (gen_random_uuid(), $1, $2, 'viewer', now() - interval '1 hour')`,
      [central.userId, a],
    );
    const seen = await http.call(lead, 'users');
    assert.ok(
      seen.json.rows.some((user: { id: string }) => user.id === central.userId),
      'is seen by its role here',
    );
    for (const name of ['userReset', 'userUpdate'] as const) {
      const body = name === 'userUpdate' ? { state: 'disabled' } : undefined;
      assert.equal(
        (await http.call(lead, name, { params: { id: central.userId }, body })).json.code,
        'user-beyond',
      );
    }
    // Invited to more by another: a second invitation gives the role but no link to choose the password.
    const centralAdmin = await federation.caller('administrator', federation.centre);
    const invited = await http.call(centralAdmin, 'userInvite', {
      body: { name: 'Y', email: 'y@example.org', role: 'administrator', nodeId: federation.centre },
    });
    assert.match(invited.json.link, /#/);
    const second = await http.call(lead, 'userInvite', {
      body: { name: 'Z', email: 'y@example.org', role: 'viewer', nodeId: a },
    });
    assert.deepEqual([second.json.user.name, second.json.link], ['Y', `${publicUrl}/`]);
  });

  it('keeps an administrator at the centre', async () => {
    const admin = await federation.caller('administrator', federation.centre);
    const others = await test.admin(
      `UPDATE role_grant SET until = now() WHERE role = 'administrator' AND user_id <> $1`,
      [admin.userId],
    );
    assert.ok(others.rowCount !== null);
    const disable = { params: { id: admin.userId }, body: { state: 'disabled' } };
    assert.equal((await http.call(admin, 'userUpdate', disable)).json.code, 'last-administrator');
  });

  it('makes tokens that can do no more than their maker, and revokes them', async () => {
    const [a, b] = federation.organisations;
    const lead = await federation.caller('organisation-lead', a);
    const expires = new Date(now.getTime() + 3600_000).toISOString();
    const make = (body: object) => http.call(lead, 'tokenCreate', { body: { name: 'T', expires, ...body } });
    assert.equal(
      (await make({ kind: 'personal', permissions: ['rules.write'] })).json.code,
      'permission-beyond',
    );
    assert.equal(
      (await make({ kind: 'service', permissions: ['alerts.read'], nodeId: b })).json.code,
      'node-not-in-scope',
    );
    assert.equal(
      (await make({ kind: 'personal', permissions: [], expires: '2020-01-01T00:00:00Z' })).json.code,
      'expiry-invalid',
    );
    const made = await make({ kind: 'service', permissions: ['audit.read'], nodeId: a });
    assert.equal(made.status, 200, made.text);
    const bearer = { headers: { authorization: `Bearer ${made.json.secret}` } };
    assert.equal((await http.call(null, 'audit', bearer)).status, 200);
    assert.equal((await http.call(null, 'users', bearer)).status, 403);
    assert.equal(
      (
        await http.call(null, 'tokenCreate', {
          ...bearer,
          body: { name: 'T', kind: 'personal', permissions: [], expires },
        })
      ).json.code,
      'session-needed',
    );
    const stranger = await federation.caller('organisation-lead', b);
    const revoke = { params: { id: made.json.token.id } };
    assert.equal((await http.call(stranger, 'tokenRevoke', revoke)).status, 404);
    assert.deepEqual((await http.call(stranger, 'tokens')).json.rows, []);
    assert.equal((await http.call(lead, 'tokenRevoke', revoke)).status, 204);
    assert.equal((await http.call(null, 'audit', bearer)).status, 401);
  });

  it('does not take a session for a token', async () => {
    const lead = await federation.caller('organisation-lead', federation.organisations[0]);
    const bearer = `Bearer cordon_${Buffer.from(lead.credential).toString('base64url')}`;
    assert.equal((await http.call(null, 'session', { headers: { authorization: bearer } })).status, 401);
  });

  it('refuses a change that another site sent, or that lacks the session\u2019s token', async () => {
    const { session } = await member('csrf@example.org');
    const call = async (headers: Record<string, string>) =>
      (await http.call(session, 'totpBegin', { headers })).json.code;
    assert.equal(await call({ 'x-csrf-token': 'guessed' }), 'csrf-refused');
    assert.equal(await call({ origin: 'https://evil.test' }), 'origin-refused');
    assert.equal(await call({ 'sec-fetch-site': 'cross-site' }), 'origin-refused');
    assert.equal(await call({ 'sec-fetch-site': 'same-origin' }), undefined);
  });

  it('writes sign-ins, refusals, changes and views from above to the log, where those below read them', async () => {
    const [a, b] = federation.organisations;
    const central = await federation.caller('auditor', federation.centre);
    await http.call(central, 'users', { headers: { 'x-purpose': 'quarterly review' } });
    await http.call(central, 'users', { headers: { 'x-purpose': 'quarterly review' } });
    const viewer = await federation.caller('viewer', a);
    assert.equal((await http.call(viewer, 'audit')).status, 403);
    const lead = await federation.caller('organisation-lead', a);
    const mine = await http.call(lead, 'audit', { query: { limit: '500' } });
    const views = mine.json.rows.filter((row: { action: string }) => row.action === 'view.users');
    assert.deepEqual(
      views.map((row: { purpose: string }) => row.purpose),
      ['quarterly review'],
    );
    assert.equal(
      mine.json.rows.some((row: { organisationId: string }) => row.organisationId === b),
      false,
    );
    const all = await http.call(central, 'audit', { query: { limit: '500' } });
    const actions = new Set(all.json.rows.map((row: { action: string }) => row.action));
    for (const action of [
      'session.opened',
      'session.refused',
      'user.invited',
      'denied.audit',
      'password.changed',
      'token.created',
    ])
      assert.ok(actions.has(action), `${action} is missing from ${[...actions].join(' ')}`);
    const verified = await http.call(central, 'auditVerify');
    assert.equal(verified.json.intact, true);
    assert.equal((await http.call(lead, 'auditVerify')).status, 403);
  });
});
