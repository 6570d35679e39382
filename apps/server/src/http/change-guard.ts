import { createHash, timingSafeEqual } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';

export type ChangeVerdict = 'allowed' | 'origin-refused' | 'csrf-refused';

export interface ChangeRequest {
  readonly method: string;
  readonly headers: IncomingHttpHeaders;
  /** Address under which people reach the console, when it is not what `Host` says (behind a proxy). */
  readonly publicUrl: string | undefined;
  /** Set when the request is authenticated by cookie: a browser may have sent it on another site's behalf. */
  readonly csrfHash: Uint8Array | null;
}

/**
 * Whether a change may be carried out, as far as forgery from another site goes. Browsers say where a request
 * comes from (`Sec-Fetch-Site`, `Origin`); a session's changes also carry the token that only its page knows.
 */
export function judgeChange({ method, headers, publicUrl, csrfHash }: ChangeRequest): ChangeVerdict {
  if (method === 'GET' || method === 'HEAD' || method === 'OPTIONS') return 'allowed';
  const site = headers['sec-fetch-site'];
  if (site !== undefined && site !== 'same-origin' && site !== 'none') return 'origin-refused';
  if (headers.origin !== undefined && !sameOrigin(headers.origin, headers.host, publicUrl))
    return 'origin-refused';
  if (!csrfHash) return 'allowed';
  const given = headers['x-csrf-token'];
  if (typeof given !== 'string') return 'csrf-refused';
  const hash = createHash('sha256').update(given).digest();
  return hash.length === csrfHash.length && timingSafeEqual(hash, csrfHash) ? 'allowed' : 'csrf-refused';
}

function sameOrigin(origin: string, host: string | undefined, publicUrl: string | undefined): boolean {
  if (!URL.canParse(origin)) return false;
  const from = new URL(origin);
  if (publicUrl !== undefined && URL.canParse(publicUrl) && new URL(publicUrl).origin === from.origin)
    return true;
  return from.host === host;
}
