import assert from 'node:assert/strict';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, before, beforeEach, describe, it } from 'node:test';
import { routes } from '@cordon/api';
import { SMTPServer } from 'smtp-server';
import { alertRoutes } from '../alerts/index.ts';
import type { Caller } from '../control/index.ts';
import { type SeededFederation, seedFederation, type TestControl, testControl } from '../control/testing.ts';
import type { RouteHandlers } from '../http/index.ts';
import type { SmtpConfig } from '../kernel/config.ts';
import { createLog } from '../kernel/log.ts';
import { ProblemError } from '../kernel/problem.ts';
import type { RuleRegistry } from '../rules/index.ts';
import { applySignals } from '../signals/index.ts';
import { testSignal } from '../signals/testing.ts';
import { callRoute } from '../testing/call-route.ts';
import { outboxRoutes } from './routes.ts';
import { startOutbox } from './sender.ts';
import { signatureHeader, verify } from './signature.ts';
import { eximMissing, type MailServer, startExim } from './testing/exim.ts';

const refusedWith = (code: string) => (error: unknown) =>
  error instanceof ProblemError && error.code === code;

describe('hand-off and outbox', () => {
  let test: TestControl;
  let federation: SeededFederation;
  let handlers: RouteHandlers;
  let analyst: Caller;
  let leadA: Caller;
  let now: Date;
  let alertId: string;
  const clock = { now: () => now };

  before(async () => {
    test = await testControl();
    federation = await seedFederation(test);
    now = new Date();
    handlers = [
      ...outboxRoutes({ control: test.control, clock, allowPrivateWebhooks: true }),
      ...alertRoutes({
        control: test.control,
        registry: { get: () => undefined } as unknown as RuleRegistry,
        clock,
        publicUrl: () => 'https://cordon.example',
      }),
    ];
    analyst = await federation.caller('centre-analyst', federation.centre);
    leadA = await federation.caller('organisation-lead', federation.organisations[0]);
    const [change] = await test.control.as('pipeline', (db) =>
      applySignals(
        db,
        [0, 2].map((n) =>
          testSignal({
            organisationId: federation.organisations[n] ?? '',
            sourceId: federation.sources[n] ?? '',
          }),
        ),
      ),
    );
    alertId = change?.alertId ?? '';
  });
  beforeEach(() => test.admin('TRUNCATE contact, webhook, hand_off, outbox_message, activity CASCADE'));
  after(() => test.stop());

  const contact = (email: string) =>
    callRoute(handlers, routes.contactAdd, {
      caller: leadA,
      params: { id: federation.organisations[0] },
      body: { name: 'Duty desk', email },
    });
  const handOff = (organisationIds: string[] = [federation.organisations[0]], caller = analyst) =>
    callRoute(handlers, routes.handOff, {
      caller,
      params: { id: alertId },
      body: { organisationIds, advice: 'Isolate it at the switch.' },
    });
  const deliveries = async () =>
    (await callRoute(handlers, routes.alert, { caller: analyst, params: { id: alertId } })).handOffs.flatMap(
      (each) => each.deliveries,
    );
  const outbox = async (smtp?: SmtpConfig, allowPrivateWebhooks = true) => {
    // The loop would send by itself; here each round is asked for.
    const quiet = { ...test.control, listen: async () => async () => undefined };
    const started = await startOutbox({
      control: quiet,
      clock,
      log: createLog('silent'),
      smtp,
      allowPrivateWebhooks,
      timeoutMs: 2000,
    });
    return started;
  };
  const smtpOn = (port: number): SmtpConfig => ({
    host: '127.0.0.1',
    port,
    secure: false,
    from: 'cordon@centre.example',
  });
  const linkIn = (text: string) => /acknowledge#([\w-]{43})/.exec(text)?.[1] ?? '';
  const settled = async () => {
    for (let tries = 0; tries < 200; tries++) {
      const { rows } = await test.admin(
        'SELECT count(*)::int AS n FROM outbox_message WHERE attempts = 0 OR lease_token IS NOT NULL',
      );
      if (rows[0]?.n === 0) return;
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
    throw new Error('messages are still being sent');
  };

  it('reaches people through a real mail server, and their link works once without an account', {
    skip: eximMissing() ?? false,
  }, async () => {
    const mail: MailServer = await startExim();
    const sender = await outbox(smtpOn(mail.port));
    try {
      await contact('duty@trust.example');
      await contact('nobody@trust.example');
      await handOff();
      await sender.sendDue();
      await settled();
      const [text] = await mail.mails(1);
      assert.match(text ?? '', /^Envelope-to: duty@trust\.example$/im);
      const plain = (text ?? '').replace(/=\r?\n/g, '').replaceAll('=3D', '=');
      assert.match(plain, /^Subject: \[Cordon\] medium: rule-a \(Alder Hospitals\)$/m);
      assert.match(plain, /Isolate it at the switch\./);
      assert.deepEqual(
        (await deliveries()).map((each) => [each.to, each.state, each.attempts]),
        [
          ['duty@trust.example', 'delivered', 1],
          ['nobody@trust.example', 'failed', 1],
        ],
      );
      const token = linkIn(plain);
      const look = () => callRoute(handlers, routes.handOffState, { params: { token } });
      assert.equal((await look()).acknowledged, null);
      assert.equal((await look()).acknowledged, null, 'looking is not acknowledging: mail scanners look');
      await callRoute(handlers, routes.handOffAcknowledge, {
        params: { token },
        body: { name: 'Sam at the desk' },
      });
      assert.ok((await look()).acknowledged);
      await assert.rejects(
        callRoute(handlers, routes.handOffAcknowledge, { params: { token }, body: { name: 'again' } }),
        refusedWith('acknowledged-already'),
      );
      const { handOffs } = await callRoute(handlers, routes.alert, {
        caller: analyst,
        params: { id: alertId },
      });
      assert.equal(handOffs[0]?.acknowledgedBy, 'Sam at the desk');
      const { rows } = await test.admin(
        'SELECT count(*)::int AS n FROM outbox_message WHERE payload IS NOT NULL',
      );
      assert.equal(rows[0]?.n, 0, 'no link is kept once a message is settled');
    } finally {
      await sender.stop();
      await mail.stop();
    }
  });

  it('tries again after greylisting, a dropped line and a dead server; 550 is final', async () => {
    let mood: 'greylist' | 'drop' | 'refuse' | 'take' = 'greylist';
    const received: string[] = [];
    const server = new SMTPServer({
      authOptional: true,
      disabledCommands: ['STARTTLS'],
      onRcptTo(_address, _session, done) {
        if (mood === 'drop') {
          for (const each of serverConnections()) each.close();
          return;
        }
        const code = mood === 'greylist' ? 451 : 550;
        if (mood === 'take') done();
        else done(Object.assign(new Error('not now'), { responseCode: code }));
      },
      onData(stream, _session, done) {
        let text = '';
        stream.on('data', (chunk: Buffer) => {
          text += chunk.toString();
        });
        stream.on('end', () => {
          received.push(text);
          done();
        });
      },
    });
    const serverConnections = () => [
      ...(server as unknown as { connections: Set<{ close(): void }> }).connections,
    ];
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const sender = await outbox(smtpOn((server.server.address() as AddressInfo).port));
    const round = async () => {
      await sender.sendDue();
      await settled();
      const [delivery] = await deliveries();
      now = new Date(now.getTime() + 7_200_000);
      return [delivery?.state, delivery?.attempts];
    };
    try {
      await contact('duty@trust.example');
      await handOff();
      assert.deepEqual(await round(), ['waiting', 1]);
      assert.match((await deliveries())[0]?.lastError ?? '', /451/);
      mood = 'drop';
      assert.deepEqual(await round(), ['waiting', 2]);
      mood = 'take';
      assert.deepEqual(await round(), ['delivered', 3]);
      assert.equal(received.length, 1);
      assert.deepEqual(await round(), ['delivered', 3], 'and no more');
      mood = 'refuse';
      await test.admin('DELETE FROM outbox_message');
      await handOff();
      await sender.sendDue();
      await settled();
      assert.deepEqual(
        (await deliveries()).map((each) => [each.state, /550/.test(each.lastError ?? '')]),
        [['failed', true]],
      );
      await new Promise<void>((resolve) => server.close(resolve));
      await test.admin('DELETE FROM outbox_message');
      await handOff();
      assert.deepEqual(await round(), ['waiting', 1]);
      now = new Date(now.getTime() + 49 * 3_600_000);
      assert.deepEqual(await round(), ['given-up', 2], 'too old');
    } finally {
      await sender.stop();
      await new Promise<void>((resolve) => server.close(() => resolve()));
    }
  });

  it('signs webhooks, follows no redirect, bounds the answer, tries 5xx again', async () => {
    const seen: { header: string; body: string }[] = [];
    let answer: (request: IncomingMessage, response: ServerResponse) => void = () => undefined;
    const receiver = createServer((request, response) => {
      let body = '';
      request.on('data', (chunk: Buffer) => {
        body += chunk.toString();
      });
      request.on('end', () => {
        seen.push({ header: String(request.headers[signatureHeader.toLowerCase()]), body });
        answer(request, response);
      });
    });
    await new Promise<void>((resolve) => receiver.listen(0, '127.0.0.1', resolve));
    const url = `http://127.0.0.1:${(receiver.address() as AddressInfo).port}/hook`;
    const sender = await outbox();
    try {
      const { secret, webhook } = await callRoute(handlers, routes.webhookAdd, {
        caller: leadA,
        body: { nodeId: federation.organisations[0], url },
      });
      const regional = await federation.caller('regional-lead', federation.regions[1]);
      await callRoute(handlers, routes.webhookAdd, {
        caller: regional,
        body: { nodeId: federation.regions[1], url },
      });
      await handOff();
      const round = async (then: typeof answer) => {
        answer = then;
        await sender.sendDue();
        await settled();
        now = new Date(now.getTime() + 7_200_000);
        return (await deliveries()).map((each) => [each.state, each.attempts]);
      };
      const first = now;
      assert.deepEqual(
        await round((_q, r) => r.writeHead(503).end()),
        [['waiting', 1]],
        'the other region is not told',
      );
      assert.equal(
        verify(Buffer.from(secret, 'base64url'), seen[0]?.header ?? '', seen[0]?.body ?? '', first),
        true,
      );
      const body = JSON.parse(seen[0]?.body ?? '') as { advice: string; acknowledge: string };
      assert.equal(body.advice, 'Isolate it at the switch.');
      assert.ok(linkIn(body.acknowledge));
      assert.deepEqual(
        await round((_q, r) => {
          r.writeHead(200);
          const pump = () => {
            while (!r.destroyed && r.write('x'.repeat(65_536)));
          };
          r.on('drain', pump);
          pump();
        }),
        [['delivered', 2]],
        'an endless answer does not hold the sender',
      );
      await test.admin('TRUNCATE hand_off, outbox_message CASCADE');
      await handOff();
      const requests = seen.length;
      assert.deepEqual(await round((_q, r) => r.writeHead(302, { location: `${url}/other` }).end()), [
        ['failed', 1],
      ]);
      assert.equal(seen.length, requests + 1);
      assert.equal((await callRoute(handlers, routes.webhooks, { caller: leadA })).rows[0]?.failing, true);
      await test.admin('TRUNCATE hand_off, outbox_message CASCADE');
      await handOff();
      await callRoute(handlers, routes.webhookDelete, { caller: leadA, params: { id: webhook.id } });
      assert.deepEqual(await round((_q, r) => r.end()), [['failed', 1]], 'removed meanwhile');
    } finally {
      await sender.stop();
      receiver.closeAllConnections();
      await new Promise((resolve) => receiver.close(resolve));
    }
  });

  it('refuses private addresses when sending, whatever was configured when the webhook was added', async () => {
    await callRoute(handlers, routes.webhookAdd, {
      caller: leadA,
      body: { nodeId: federation.organisations[0], url: 'https://localhost:1/' },
    });
    await handOff();
    const sender = await outbox(undefined, false);
    await sender.sendDue();
    await settled();
    await sender.stop();
    const [delivery] = await deliveries();
    assert.equal(delivery?.state, 'failed');
    assert.match(delivery?.lastError ?? '', /not a public address/);
  });

  it('keeps recipients and hand-offs within scope', async () => {
    const leadC = await federation.caller('organisation-lead', federation.organisations[2]);
    const added = await contact('duty@trust.example');
    await assert.rejects(contact('DUTY@trust.example'), refusedWith('contact-known'));
    const foreign = { caller: leadC, params: { id: federation.organisations[0] } };
    assert.deepEqual((await callRoute(handlers, routes.contacts, foreign)).rows, []);
    await assert.rejects(
      callRoute(handlers, routes.contactAdd, { ...foreign, body: { name: 'me', email: 'me@evil.example' } }),
      refusedWith('contact-not-found'),
    );
    await assert.rejects(
      callRoute(handlers, routes.contactDelete, {
        caller: leadC,
        params: { id: federation.organisations[0], contactId: added.id },
      }),
      refusedWith('contact-not-found'),
    );
    const { webhook } = await callRoute(handlers, routes.webhookAdd, {
      caller: leadA,
      body: { nodeId: federation.organisations[0], url: 'https://example.org/' },
    });
    assert.deepEqual((await callRoute(handlers, routes.webhooks, { caller: leadC })).rows, []);
    await assert.rejects(
      callRoute(handlers, routes.webhookDelete, { caller: leadC, params: { id: webhook.id } }),
      refusedWith('webhook-not-found'),
    );
    await assert.rejects(
      callRoute(handlers, routes.webhookAdd, {
        caller: leadC,
        body: { nodeId: federation.organisations[0], url: 'https://example.org/' },
      }),
      refusedWith('webhook-refused'),
    );
    await assert.rejects(
      handOff([federation.organisations[1]]),
      refusedWith('alert-not-found'),
      'has no part in it',
    );
    const south = await federation.caller('regional-lead', federation.regions[1]);
    await assert.rejects(handOff([federation.organisations[0]], south), refusedWith('alert-not-found'));
    await handOff();
    const seenByC = await callRoute(handlers, routes.alert, { caller: leadC, params: { id: alertId } });
    assert.deepEqual(seenByC.handOffs, []);
    await assert.rejects(
      callRoute(handlers, routes.handOffState, { params: { token: 'guessed' } }),
      refusedWith('acknowledgement-not-found'),
    );
    await assert.rejects(
      test.control.scoped(leadA, 'webhooks.write', (db) =>
        db
          .selectFrom('webhook' as never)
          .selectAll()
          .execute(),
      ),
      /permission denied/,
      'secrets are for the sender alone',
    );
  });

  it('says that no mail server is configured, and sends once there is one', async () => {
    await contact('duty@trust.example');
    await handOff();
    const sender = await outbox();
    await sender.sendDue();
    await settled();
    await sender.stop();
    const [delivery] = await deliveries();
    assert.deepEqual([delivery?.state, delivery?.lastError], ['waiting', 'no mail server is configured']);
  });
});
