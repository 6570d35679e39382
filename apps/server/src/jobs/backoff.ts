/**
 * Milliseconds until the next attempt after `attempts` failed ones: doubling from `baseMs` up to `capMs`, with the
 * upper half drawn by `random` so that many that failed together do not come back together.
 */
export function backoff(attempts: number, baseMs: number, capMs: number, random: number): number {
  const full = Math.min(capMs, baseMs * 2 ** Math.max(0, Math.min(attempts - 1, 40)));
  return Math.round(full / 2 + (full / 2) * random);
}
