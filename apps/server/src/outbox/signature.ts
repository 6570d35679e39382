import { createHmac, timingSafeEqual } from 'node:crypto';

/** Header that carries the time and the signature of a webhook. */
export const signatureHeader = 'Cordon-Signature';

/** `t=<seconds since 1970>,v1=<hex HMAC-SHA256 of "t.body">`. The time is signed, so that an old message cannot be replayed as new. */
export function sign(secret: Uint8Array, body: string, now: Date): string {
  const seconds = Math.floor(now.getTime() / 1000);
  return `t=${seconds},v1=${mac(secret, seconds, body).toString('hex')}`;
}

/** How a receiver checks it: right signature, and not older or newer than `toleranceSeconds`. */
export function verify(
  secret: Uint8Array,
  header: string,
  body: string,
  now: Date,
  toleranceSeconds = 300,
): boolean {
  const found = /^t=(\d{1,12}),v1=([0-9a-f]{64})$/.exec(header);
  if (!found?.[1] || !found[2]) return false;
  const seconds = Number(found[1]);
  if (Math.abs(now.getTime() / 1000 - seconds) > toleranceSeconds) return false;
  return timingSafeEqual(mac(secret, seconds, body), Buffer.from(found[2], 'hex'));
}

function mac(secret: Uint8Array, seconds: number, body: string): Buffer {
  return createHmac('sha256', secret).update(`${seconds}.`).update(body, 'utf8').digest();
}
