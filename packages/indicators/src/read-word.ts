import { canonicalAddress, formatAddress } from './canonical/address.ts';
import { canonicalDomain } from './canonical/domain.ts';
import { canonicalFileName, hasFileEnding } from './canonical/file-name.ts';
import { algorithmOfLength, canonicalHash } from './canonical/hash.ts';
import { formatNetwork, parseNetwork } from './canonical/network.ts';
import { canonicalUrl } from './canonical/url.ts';
import type { Indicator, IndicatorKind, NoIndicator, ReadWord } from './indicator.ts';
import { refang } from './refang.ts';

/** Networks wider than these hold half of everything and are refused. */
const widest = { 4: 8, 16: 16 } as const;

/**
 * Reads one text as an indicator, of the kind that is expected where one is. Total: what is none comes back with
 * what was expected and found.
 */
export function readWord(word: string, expected?: IndicatorKind): ReadWord {
  const trimmed = word.trim();
  if (trimmed.length > 4096)
    return no('too-long', `expected at most 4096 characters, found ${trimmed.length}`);
  const text = refang(trimmed);
  const defanged = text !== trimmed;
  const yes = (kind: IndicatorKind, value: string): ReadWord => {
    const same = expected === undefined || expected === kind || alsoFits(expected, kind);
    if (!same) return no(expected, `expected ${article[expected]}, found ${article[kind]}`);
    const indicator: Indicator = { kind, value };
    return { ok: true, indicator, defanged };
  };

  const hash = canonicalHash(text.replace(/^(?:md5|sha-?1|sha-?256|sha-?512)[:=]/i, ''));
  if (hash !== undefined) {
    const named = /^(md5|sha-?1|sha-?256|sha-?512)[:=]/i.exec(text)?.[1];
    const found = algorithmOfLength[hash.length] ?? '';
    if (named && named.replace('-', '').toLowerCase() !== found.replace('-', '').toLowerCase())
      return no('hash', `expected the digits of ${named}, found those of ${found}`);
    return yes('hash', hash);
  }
  if (expected === 'hash')
    return no('hash', `expected 32, 40, 64 or 128 hex digits, found ${text.length} characters`);
  if (expected === 'file') return readFile(text, yes);
  if (/^[a-z][a-z0-9+.-]*:\/\//i.test(text)) {
    const url = canonicalUrl(text);
    return url === undefined
      ? no('url', 'expected http, https or ftp, a host, and at most 2048 characters')
      : yes('url', url);
  }
  if (expected === 'url') return no('url', 'expected a URL that begins with http, https or ftp');
  if (/^[0-9a-f.:]+\/\d+$/i.test(text)) return readNetwork(text, yes);
  const address = canonicalAddress(text);
  if (address !== undefined) return yes('address', address);
  if (/^\d+(?:\.\d+){3}$/.test(text) || (/^[0-9a-f:.]+$/i.test(text) && text.split(':').length > 2))
    return no('address', 'expected an IPv4 address without leading zeros, or an IPv6 address');
  if (expected === 'address' || expected === 'network') return no(expected, `expected ${article[expected]}`);
  if (/^[^@\s/\\]+@[^@\s/\\]+\.[a-z]{2,}$/i.test(text) && !hasFileEnding(text))
    return no('email', 'e-mail addresses stand in no event that is collected');
  if (expected !== 'domain' && !defanged && hasFileEnding(text)) return readFile(text, yes);
  const domain = canonicalDomain(text);
  if (domain !== undefined) return yes('domain', domain);
  if (expected === 'domain')
    return no('domain', 'expected a name of two labels or more, such as example.org');
  if (/^[^\s/]+\.[^\s/]+\/\S*$/.test(text) && !text.includes('\\'))
    return no('url', 'expected http:// or https:// before it');
  if (/^(?:[a-z]:)?[\\/].*[^\\/]$/i.test(text)) return readFile(text, yes);
  return no('not-an-indicator', 'expected an address, network, domain, URL, hash or file name');
}

function readFile(text: string, yes: (kind: IndicatorKind, value: string) => ReadWord): ReadWord {
  const name = canonicalFileName(text);
  if (name !== undefined) return yes('file', name);
  return no(
    'file',
    /[\\/]/.test(text)
      ? 'expected a file name, found a path: give its last part alone'
      : 'expected a file name with an ending, at most 255 characters',
  );
}

function readNetwork(text: string, yes: (kind: IndicatorKind, value: string) => ReadWord): ReadWord {
  const network = parseNetwork(text);
  if (!network) return no('network', 'expected an address, a slash and a prefix length that it can have');
  const { bytes, prefix } = network;
  const limit = bytes.length === 4 ? widest[4] : widest[16];
  if (prefix < limit) return no('network', `expected a prefix of at least ${limit}, found ${prefix}`);
  if (prefix === bytes.length * 8) return yes('address', formatAddress(bytes));
  const read = yes('network', formatNetwork(network));
  return read.ok && network.hadHostBits
    ? { ...read, widened: `${text} names an address; the whole network ${read.indicator.value} is meant` }
    : read;
}

/** A column for addresses holds networks as well. */
const alsoFits = (expected: IndicatorKind, found: IndicatorKind): boolean =>
  (expected === 'address' && found === 'network') || (expected === 'network' && found === 'address');

const article: Readonly<Record<IndicatorKind, string>> = {
  address: 'an address',
  network: 'a network',
  domain: 'a domain',
  url: 'a URL',
  hash: 'a hash',
  file: 'a file name',
};

function no(code: NoIndicator['code'], reason: string): ReadWord {
  return { ok: false, fault: { code, reason } };
}
