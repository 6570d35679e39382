import { isIP } from 'node:net';

/**
 * Whether a request names this server by something that no other site can make a name for. A page whose own name was
 * pointed at this machine (DNS rebinding) is of one origin with us for its browser, and `Host` is all that tells. An
 * address has no name that could be pointed elsewhere; `localhost` and what is under it stay on the machine (RFC 6761).
 */
export function isKnownHost(host: string | undefined, publicUrl: string | undefined): boolean {
  if (host === undefined || !URL.canParse(`http://${host}`)) return false;
  const { hostname } = new URL(`http://${host}`);
  if (isIP(hostname.replace(/^\[(.*)\]$/, '$1')) > 0) return true;
  const name = hostname.replace(/\.$/, '');
  if (name === 'localhost' || name.endsWith('.localhost')) return true;
  return publicUrl !== undefined && URL.canParse(publicUrl) && new URL(publicUrl).hostname === name;
}
