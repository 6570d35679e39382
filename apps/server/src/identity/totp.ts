import { randomBytes } from 'node:crypto';
import { Secret, TOTP } from 'otpauth';
import { sha256 } from './secret.ts';

const period = 30;

/** 160 bits, as RFC 4226 recommends. */
export const authenticatorSecretBytes = 20;

const authenticator = (secret: Uint8Array, label: string): TOTP =>
  new TOTP({
    issuer: 'Cordon',
    label,
    algorithm: 'SHA1',
    digits: 6,
    period,
    secret: new Secret({ buffer: Uint8Array.from(secret).buffer }),
  });

/** What an authenticator app is given: the secret as base32 and as an `otpauth://` address for a QR code. */
export function totpEnrolment(
  secret: Uint8Array,
  email: string,
): { readonly secret: string; readonly uri: string } {
  const totp = authenticator(secret, email);
  return { secret: totp.secret.base32, uri: totp.toString() };
}

/**
 * The time step (RFC 6238) that a code belongs to: this one, or a neighbour for clocks half a minute off. Undefined
 * for a wrong code, and for a step not after `lastStep`: a code that was seen once opens nothing again.
 */
export function totpStep(
  secret: Uint8Array,
  code: string,
  nowMs: number,
  lastStep: number | null,
): number | undefined {
  if (!/^\d{6}$/.test(code)) return undefined;
  const delta = authenticator(secret, '').validate({ token: code, timestamp: nowMs, window: 1 });
  if (delta === null) return undefined;
  const step = Math.floor(nowMs / 1000 / period) + delta;
  return lastStep !== null && step <= lastStep ? undefined : step;
}

const alphabet = 'abcdefghjkmnpqrstuvwxyz23456789';

/** Codes for the drawer, as `xxxx-xxxx-xxxx-xxxx` without letters that look alike (79 bits each). */
export function newRecoveryCodes(count = 10): string[] {
  return Array.from({ length: count }, () => {
    const letters: string[] = [];
    while (letters.length < 16)
      for (const byte of randomBytes(32)) {
        const letter = byte < 248 ? alphabet[byte % alphabet.length] : undefined;
        if (letter && letters.length < 16) letters.push(letter);
      }
    return [0, 4, 8, 12].map((at) => letters.slice(at, at + 4).join('')).join('-');
  });
}

/** Hash of a recovery code however it was typed; undefined when it cannot be one. */
export function recoveryCodeHash(code: string): Buffer | undefined {
  const plain = code.toLowerCase().replace(/[\s-]/g, '');
  return plain.length === 16 ? sha256(plain) : undefined;
}
