import { randomUUID } from 'node:crypto';
import type { Control } from '../control/index.ts';
import type { Area } from '../kernel/area.ts';
import type { Clock } from '../kernel/clock.ts';
import type { SmtpConfig } from '../kernel/config.ts';
import type { Logger } from '../kernel/log.ts';
import { storable } from '../kernel/text.ts';
import { type SendOutcome, verdict } from './attempt.ts';
import { type LeasedMessage, leaseMessages, nextDue, settleMessage } from './queue.ts';
import { sendMail } from './send-mail.ts';
import { sendWebhook } from './send-webhook.ts';

export interface OutboxOptions {
  readonly control: Control;
  readonly clock: Clock;
  readonly log: Logger;
  /** Without it mail waits, and says so. */
  readonly smtp?: SmtpConfig | undefined;
  readonly allowPrivateWebhooks?: boolean | undefined;
  readonly timeoutMs?: number;
}

export interface Outbox extends Area {
  /** Sends everything that is due now. Answers how many messages were attempted. */
  sendDue(): Promise<number>;
}

const leaseMs = 120_000;
const atOnce = 8;
const longestSleepMs = 30_000;

/** Sends what the outbox holds: woken by notification, and by the clock for what is to be tried again. */
export async function startOutbox(options: OutboxOptions): Promise<Outbox> {
  const { control, clock, log } = options;
  const stopping = new AbortController();
  let wake: () => void = () => undefined;

  const attempt = async (message: LeasedMessage): Promise<void> => {
    const outcome = await send(message, options).catch(
      (error: unknown): SendOutcome => ({ kind: 'retry', error: String(error) }),
    );
    const now = clock.now();
    const decided = verdict(outcome, message.attempt, now, message.give_up, Math.random());
    const error = outcome.kind === 'delivered' ? null : storable(outcome.error, 500);
    if (error !== null)
      log.warn(
        { message: message.id, channel: message.channel, state: decided.state, error },
        'a message was not delivered',
      );
    await control.as('keeper', (db) => settleMessage(db, message, decided, error, now));
  };
  const sendDue = async (): Promise<number> => {
    let attempted = 0;
    while (!stopping.signal.aborted) {
      const now = clock.now();
      const until = new Date(now.getTime() + leaseMs);
      const batch = await control.as('keeper', (db) => leaseMessages(db, randomUUID(), now, until, atOnce));
      if (batch.length === 0) break;
      await Promise.all(batch.map(attempt));
      attempted += batch.length;
    }
    return attempted;
  };

  const unlisten = await control.listen('outbox', () => wake());
  const loop = async (): Promise<void> => {
    while (!stopping.signal.aborted) {
      const { promise, resolve } = Promise.withResolvers<void>();
      wake = resolve;
      stopping.signal.addEventListener('abort', wake, { once: true });
      let sleep = longestSleepMs;
      try {
        await sendDue();
        const due = await control.as('keeper', nextDue);
        if (due) sleep = Math.min(sleep, Math.max(1000, due.getTime() - clock.now().getTime()));
      } catch (error) {
        if (!stopping.signal.aborted) log.error({ err: error }, 'the outbox could not be read');
      }
      const timer = setTimeout(resolve, sleep);
      await promise;
      clearTimeout(timer);
      stopping.signal.removeEventListener('abort', wake);
    }
  };
  const running = loop();
  return {
    sendDue,
    async stop() {
      stopping.abort();
      await running;
      await unlisten();
    },
  };
}

function send(message: LeasedMessage, options: OutboxOptions): Promise<SendOutcome> {
  const timeoutMs = options.timeoutMs ?? 20_000;
  const { payload } = message;
  if (message.channel === 'webhook') {
    if (!message.secret) return Promise.resolve({ kind: 'refused', error: 'the webhook was removed' });
    return sendWebhook(
      { id: message.id, url: message.recipient, secret: message.secret, body: payload.body ?? '' },
      { allowPrivate: options.allowPrivateWebhooks ?? false, now: options.clock.now(), timeoutMs },
    );
  }
  if (!options.smtp) return Promise.resolve({ kind: 'retry', error: 'no mail server is configured' });
  return sendMail(
    { id: message.id, to: message.recipient, subject: payload.subject ?? '', text: payload.text ?? '' },
    options.smtp,
    timeoutMs,
  );
}
