import { isIP } from 'node:net';
import type { FieldValue } from '@cordon/eventlog';

/** What an event names that intelligence can be matched against; each once, in order of appearance. */
export interface Observables {
  readonly hashes: readonly string[];
  readonly addresses: readonly string[];
  readonly domains: readonly string[];
}

/** No event needs more; a hostile one shall not make the lake's lists grow. */
const most = 64;

const hashName = /hash|md5|sha1|sha256|imphash/i;
const digest = /(?<![0-9a-f])(?:[0-9a-f]{64}|[0-9a-f]{40}|[0-9a-f]{32}|[0-9a-f]{128})(?![0-9a-f])/gi;
const domainName =
  /^(?=.{4,253}$)(?:[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?\.)+[a-z][a-z0-9-]{0,61}[a-z0-9]$/;
const domainFields =
  /^(?:QueryName|DestinationHostname|SourceHostname|dns\.question\.name|url\.domain|destination\.domain)$/;
const link = /\b(?:https?|ftp):\/\/(?:[^\s/@"'<>]{0,200}@)?(\[[0-9a-f:.]+\]|[^\s/:"'<>?#\\)\]]{1,253})/gi;

/** Finds hashes, addresses and domains in an event's payload. */
export function findObservables(fields: Readonly<Record<string, FieldValue>>): Observables {
  const hashes = new Set<string>();
  const addresses = new Set<string>();
  const domains = new Set<string>();
  const look = (name: string, value: string): void => {
    if (value.length < 3) return;
    if (hashName.test(name)) for (const [found] of value.matchAll(digest)) hashes.add(found.toLowerCase());
    if (value.length <= 60) addAddress(value, addresses);
    if (name === 'QueryResults') for (const part of value.split(';')) addAddress(part.trim(), addresses);
    if (domainFields.test(name)) addDomain(value, domains);
    if (value.includes('://')) {
      for (const match of value.slice(0, 100_000).matchAll(link)) {
        const host = match[1] ?? '';
        if (!addAddress(host.replace(/^\[|\]$/g, ''), addresses)) addDomain(host, domains);
        if (domains.size >= most) break;
      }
    }
  };
  for (const [name, value] of Object.entries(fields)) {
    if (value === null) continue;
    if (typeof value === 'string') look(name, value);
    else for (const each of value) if (each !== null) look(name, each);
  }
  const list = (set: Set<string>): string[] => [...set].slice(0, most);
  return { hashes: list(hashes), addresses: list(addresses), domains: list(domains) };
}

function addAddress(text: string, into: Set<string>): boolean {
  const first = text.charCodeAt(0);
  const plausible =
    (first >= 0x30 && first <= 0x3a) || (first >= 0x41 && first <= 0x46) || (first >= 0x61 && first <= 0x66);
  if (!plausible || !(text.includes('.') || text.includes(':'))) return false;
  const address = canonicalAddress(text);
  if (address === undefined) return false;
  if (!isOwn(address)) into.add(address);
  return true;
}

/** One text form for one address: IPv4 in dots, IPv6 compressed in lower case, mapped IPv4 as IPv4. */
export function canonicalAddress(text: string): string | undefined {
  const bare = text.includes('%') ? text.slice(0, text.indexOf('%')) : text;
  const kind = isIP(bare);
  if (kind === 0) return undefined;
  if (kind === 4) return bare;
  const written = new URL(`http://[${bare}]`).hostname.slice(1, -1);
  const mapped = /^::ffff:([0-9a-f]{1,4}):([0-9a-f]{1,4})$/.exec(written);
  if (!mapped) return written;
  const [high, low] = [Number.parseInt(mapped[1] ?? '0', 16), Number.parseInt(mapped[2] ?? '0', 16)];
  return [high >> 8, high & 255, low >> 8, low & 255].join('.');
}

/** Loopback and unspecified addresses say nothing about anybody. */
function isOwn(address: string): boolean {
  return address.startsWith('127.') || address === '0.0.0.0' || address === '::' || address === '::1';
}

function addDomain(text: string, into: Set<string>): void {
  const name = text.replace(/\.$/, '').toLowerCase();
  if (domainName.test(name)) into.add(name);
}
