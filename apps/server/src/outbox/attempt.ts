import { backoff } from '../jobs/index.ts';

/** How one attempt to send went. */
export type SendOutcome =
  | { readonly kind: 'delivered' }
  /** May work later: a busy server, a broken line, greylisting. */
  | { readonly kind: 'retry'; readonly error: string }
  /** The other side said no for good. */
  | { readonly kind: 'refused'; readonly error: string };

export interface Verdict {
  readonly state: 'waiting' | 'delivered' | 'failed' | 'given-up';
  /** Null once it is settled. */
  readonly nextAttempt: Date | null;
}

const firstWaitMs = 30_000;
const longestWaitMs = 3_600_000;

/** After this age a message that could not be delivered is given up, and shown so. */
export const giveUpMs = 48 * 3_600_000;

/** What becomes of a message after its `attempts`-th attempt at `now`. */
export function verdict(
  outcome: SendOutcome,
  attempts: number,
  now: Date,
  giveUp: Date,
  random: number,
): Verdict {
  switch (outcome.kind) {
    case 'delivered':
      return { state: 'delivered', nextAttempt: null };
    case 'refused':
      return { state: 'failed', nextAttempt: null };
    case 'retry': {
      const next = new Date(now.getTime() + backoff(attempts, firstWaitMs, longestWaitMs, random));
      return next < giveUp
        ? { state: 'waiting', nextAttempt: next }
        : { state: 'given-up', nextAttempt: null };
    }
  }
}
