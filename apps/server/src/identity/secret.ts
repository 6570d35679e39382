import { createHash, createHmac, randomBytes } from 'node:crypto';

/** 32 random bytes: what a session, a link or a token is known by. Text form: base64url. */
export const newSecret = (): Buffer => randomBytes(32);
export const sha256 = (value: Uint8Array | string): Buffer => createHash('sha256').update(value).digest();

/** The CSRF token of a session follows from its secret, so that it can be told again and need not be kept. */
export const csrfToken = (sessionSecret: Uint8Array): string =>
  createHmac('sha256', sessionSecret).update('cordon csrf').digest('base64url');
