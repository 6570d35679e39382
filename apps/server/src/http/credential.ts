import type { IncomingHttpHeaders } from 'node:http';

/** What a request carries to say who sent it. */
export type Presented =
  | { readonly by: 'cookie' | 'token'; readonly credential: Uint8Array }
  | { readonly by: 'nothing' }
  | { readonly by: 'unreadable' };

/** Over TLS the `__Host-` prefix keeps other names and plain HTTP from setting the cookie. */
export const sessionCookie = (secure: boolean): string => (secure ? '__Host-cordon' : 'cordon');

export const tokenPrefix = 'cordon_';
const readable = /^[A-Za-z0-9_-]{16,200}$/;

/** A token in the header goes before a cookie: a program says what it means, a browser always sends its cookies. */
export function presentedCredential(
  headers: IncomingHttpHeaders,
  cookies: Readonly<Record<string, string | undefined>>,
  secure: boolean,
): Presented {
  if (headers.authorization !== undefined) {
    const token = /^Bearer +(\S+)$/i.exec(headers.authorization)?.[1];
    const text = token?.startsWith(tokenPrefix) ? token.slice(tokenPrefix.length) : '';
    return readable.test(text)
      ? { by: 'token', credential: Buffer.from(text, 'base64url') }
      : { by: 'unreadable' };
  }
  const cookie = cookies[sessionCookie(secure)];
  if (cookie === undefined || cookie === '') return { by: 'nothing' };
  return readable.test(cookie)
    ? { by: 'cookie', credential: Buffer.from(cookie, 'base64url') }
    : { by: 'unreadable' };
}
