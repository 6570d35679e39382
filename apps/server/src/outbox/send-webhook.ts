import { request as requestPlain } from 'node:http';
import { request as requestTls } from 'node:https';
import { resolvePublic, urlFault } from './address-guard.ts';
import type { SendOutcome } from './attempt.ts';
import { sign, signatureHeader } from './signature.ts';

export interface WebhookMessage {
  readonly id: string;
  readonly url: string;
  readonly secret: Uint8Array;
  readonly body: string;
}
export interface WebhookOptions {
  readonly allowPrivate: boolean;
  readonly now: Date;
  readonly timeoutMs: number;
}

/** An answer is read only to finish the exchange; more than this ends it. */
const mostAnswerBytes = 64 * 1024;

/**
 * Sends one signed webhook. 2xx is delivered; 408, 425, 429, 5xx and broken lines are tried again; anything else,
 * redirects included, is refused: a redirect could lead anywhere.
 */
export async function sendWebhook(message: WebhookMessage, options: WebhookOptions): Promise<SendOutcome> {
  const fault = urlFault(message.url, options.allowPrivate);
  if (fault) return { kind: 'refused', error: fault };
  const url = new URL(message.url);
  const target = await resolvePublic(url.hostname, options.allowPrivate);
  if (!target.ok) return { kind: target.lasting ? 'refused' : 'retry', error: target.reason };

  return new Promise<SendOutcome>((resolve) => {
    const send = url.protocol === 'https:' ? requestTls : requestPlain;
    const sent = send(
      url,
      {
        method: 'POST',
        agent: false,
        // Connect to the address that was checked, whatever the name says a moment later.
        lookup: (_host, lookupOptions, callback) => {
          if (lookupOptions.all) callback(null, [{ address: target.address, family: target.family }]);
          else callback(null, target.address, target.family);
        },
        headers: {
          'content-type': 'application/json',
          'content-length': Buffer.byteLength(message.body),
          'user-agent': 'Cordon',
          'cordon-delivery': message.id,
          [signatureHeader]: sign(message.secret, message.body, options.now),
        },
        signal: AbortSignal.timeout(options.timeoutMs),
      },
      (answer) => {
        const status = answer.statusCode ?? 0;
        let bytes = 0;
        const done = () => resolve(outcomeOf(status));
        answer.on('data', (chunk: Buffer) => {
          bytes += chunk.length;
          if (bytes > mostAnswerBytes) {
            answer.destroy();
            done();
          }
        });
        answer.on('end', done);
        answer.on('error', (error) =>
          resolve({ kind: 'retry', error: `the answer broke off: ${error.message}` }),
        );
      },
    );
    sent.on('error', (error) =>
      resolve({
        kind: 'retry',
        error:
          error.name === 'TimeoutError' || error.name === 'AbortError'
            ? `no answer within ${options.timeoutMs / 1000} s`
            : error.message,
      }),
    );
    sent.end(message.body);
  });
}

function outcomeOf(status: number): SendOutcome {
  if (status >= 200 && status < 300) return { kind: 'delivered' };
  const error = `the receiver answered ${status}`;
  const passing = status === 408 || status === 425 || status === 429 || status >= 500;
  return { kind: passing ? 'retry' : 'refused', error };
}
