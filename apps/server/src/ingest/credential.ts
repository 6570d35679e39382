/**
 * The source token in an `Authorization` header, in any of the three ways that shippers can be configured:
 * `Basic` (the password is the token, or the user when there is no password), `ApiKey` (base64 of `id:key`, or
 * the token itself), `Bearer`. Undefined when there is none or it cannot be read.
 */
export function tokenOf(authorization: string | undefined): string | undefined {
  const match = /^\s*(Basic|ApiKey|Bearer)\s+(\S+)\s*$/i.exec(authorization ?? '');
  const value = match?.[2];
  if (!match || !value) return undefined;
  const scheme = match[1]?.toLowerCase();
  if (scheme === 'bearer') return value;
  const decoded = Buffer.from(value, 'base64').toString('utf8');
  const colon = decoded.indexOf(':');
  if (colon < 0) return scheme === 'apikey' ? value : undefined;
  const [before, after] = [decoded.slice(0, colon), decoded.slice(colon + 1)];
  return after || before || undefined;
}
