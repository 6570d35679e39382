import { setTimeout as wait } from 'node:timers/promises';

export interface SenderOptions {
  readonly ingestUrl: string;
  /** Token of each source, by source key. */
  readonly tokens: ReadonlyMap<string, string>;
  /** Aborted: no new attempt is made. */
  readonly signal: AbortSignal;
}

/** Lines in one request: shippers send less at a time when little happens. */
const mostLines = 1000;
const requestsAtOnce = 4;

/**
 * Sends lines as the shippers of the sources would: `_bulk` requests with the source's token, in order within a source,
 * again after a while when the listener is busy or away.
 */
export function createSender({ ingestUrl, tokens, signal }: SenderOptions) {
  return {
    /** Resolves when all lines are acknowledged, or the signal has come. Throws when lines are refused for good. */
    async send(lines: ReadonlyMap<string, readonly string[]>): Promise<void> {
      const waiting = [...lines];
      const work = async (): Promise<void> => {
        for (let next = waiting.shift(); next && !signal.aborted; next = waiting.shift()) {
          const [key, list] = next;
          const token = tokens.get(key);
          if (token === undefined) throw new Error(`source ${key}: expected a token, found none`);
          for (let from = 0; from < list.length && !signal.aborted; from += mostLines)
            await sendOnce(token, list.slice(from, from + mostLines));
        }
      };
      await Promise.all(Array.from({ length: requestsAtOnce }, work));
    },
  };

  async function sendOnce(token: string, lines: readonly string[]): Promise<void> {
    const body = lines.map((line) => `{"create":{}}\n${line}\n`).join('');
    for (let attempt = 0; !signal.aborted; attempt++) {
      const seconds = await attemptOnce(token, body, attempt);
      if (seconds === 'sent') return;
      await wait(seconds * 1000, undefined, { signal }).catch(() => undefined);
    }
  }

  /** Answers `sent`, or after how many seconds to try again. */
  async function attemptOnce(token: string, body: string, attempt: number): Promise<'sent' | number> {
    let answer: Response;
    let text: string;
    try {
      answer = await fetch(`${ingestUrl}/_bulk`, {
        method: 'POST',
        headers: {
          authorization: `ApiKey ${Buffer.from(`cordon:${token}`).toString('base64')}`,
          'content-type': 'application/x-ndjson',
        },
        body,
      });
      text = await answer.text();
    } catch {
      return pause(attempt);
    }
    if (answer.status === 429 || answer.status >= 500)
      return Number(answer.headers.get('retry-after')) || pause(attempt);
    if (!answer.ok || (JSON.parse(text) as { errors: boolean }).errors)
      throw new Error(`_bulk: expected all lines to be taken, found ${answer.status} ${text.slice(0, 300)}`);
    return 'sent';
  }
}

/** Half a second, doubling, at most half a minute. */
function pause(attempt: number): number {
  return Math.min(30, 0.5 * 2 ** attempt);
}
