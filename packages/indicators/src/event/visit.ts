import { canonicalAddress } from '../canonical/address.ts';
import type { Observed } from '../table/index.ts';

/** Values of an event's payload by field, as the platform's event has them. */
export type Fields = Readonly<Record<string, string | null | readonly (string | null)[]>>;

/** Called for what a field names, in canonical form except a URL, which is text as it stands; the same thing may come again. */
export type Visit = (kind: Observed, value: string, field: string) => void;

const hashName = /hash|md5|sha1|sha256|sha512|imphash/i;
const digest = /(?<![0-9a-f])(?:[0-9a-f]{128}|[0-9a-f]{64}|[0-9a-f]{40}|[0-9a-f]{32})(?![0-9a-f])/gi;
const domainName =
  /^(?=.{4,253}$)(?:[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?\.)+[a-z][a-z0-9-]{0,61}[a-z0-9]$/;
const domainFields =
  /^(?:QueryName|DestinationHostname|SourceHostname|dns\.question\.name|url\.domain|destination\.domain)$/;
const link = /\b(?:https?|ftp):\/\/(?:[^\s/@"'<>]{0,200}@)?(\[[0-9a-f:.]+\]|[^\s/:"'<>?#\\)\]]{1,253})/gi;

/** Names the hashes, addresses and domains of an event's fields, in the order in which they stand. */
export function visitNames(fields: Fields, visit: Visit): void {
  each(fields, (name, value) => {
    if (value.length < 3) return;
    if (hashName.test(name))
      for (const [found] of value.matchAll(digest)) visit('hash', found.toLowerCase(), name);
    if (value.length <= 60) address(value, name, visit);
    if (name === 'QueryResults') for (const part of value.split(';')) address(part.trim(), name, visit);
    if (domainFields.test(name)) domain(value, name, visit);
    if (!value.includes('://')) return;
    for (const match of value.matchAll(link)) {
      const host = match[1] ?? '';
      if (!address(host.replace(/^\[|\]$/g, ''), name, visit)) domain(host, name, visit);
    }
  });
}

const url = /\b(?:https?|ftp):\/\/[^\s"'<>|]{1,2048}/gi;

/** Names the URLs of an event's fields, as they stand there. */
export function visitUrls(fields: Fields, visit: Visit): void {
  each(fields, (name, value) => {
    if (value.includes('://')) for (const [found] of value.matchAll(url)) visit('url', found, name);
  });
}

const word = /[^\s"'<>|;,=]{3,}/g;

/**
 * Names the files of an event's fields: the last part of a path, and of each word of a command line, where it has a
 * dot. Names are in lower case.
 */
export function visitFiles(fields: Fields, visit: Visit): void {
  each(fields, (name, value) => {
    if (!value.includes('.')) return;
    // A path may hold spaces; a command line is words.
    const whole = lastPart(value);
    if (whole.length <= 255) file(whole, name, visit);
    if (whole.length < value.length || /[\s"'<>|;,=]/.test(value))
      for (const [found] of value.matchAll(word)) {
        const part = lastPart(found);
        if (part !== whole) file(part, name, visit);
      }
  });
}

function each(fields: Fields, look: (name: string, value: string) => void): void {
  for (const [name, value] of Object.entries(fields)) {
    if (value === null) continue;
    if (typeof value === 'string') look(name, value);
    else for (const one of value) if (one !== null) look(name, one);
  }
}

function lastPart(path: string): string {
  return path.slice(Math.max(path.lastIndexOf('\\'), path.lastIndexOf('/')) + 1);
}

function file(name: string, field: string, visit: Visit): void {
  const dot = name.lastIndexOf('.');
  if (dot > 0 && dot < name.length - 1 && name.length <= 255) visit('file', name.toLowerCase(), field);
}

function address(text: string, field: string, visit: Visit): boolean {
  const first = text.charCodeAt(0);
  const plausible =
    (first >= 0x30 && first <= 0x3a) || (first >= 0x41 && first <= 0x46) || (first >= 0x61 && first <= 0x66);
  if (!plausible || !(text.includes('.') || text.includes(':'))) return false;
  const found = canonicalAddress(text);
  if (found === undefined) return false;
  if (!isOwn(found)) visit('address', found, field);
  return true;
}

/** Loopback and unspecified addresses say nothing about anybody. */
function isOwn(found: string): boolean {
  return found.startsWith('127.') || found === '0.0.0.0' || found === '::' || found === '::1';
}

function domain(text: string, field: string, visit: Visit): void {
  const name = text.replace(/\.$/, '').toLowerCase();
  if (domainName.test(name)) visit('domain', name, field);
}
