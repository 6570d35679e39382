import { lookup } from 'node:dns/promises';
import { BlockList, isIP } from 'node:net';

/** Networks that a webhook may not reach: ourselves, the network we stand in, and what is no single host. */
const closed = new BlockList();
for (const [network, prefix] of [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 4],
  ['240.0.0.0', 4],
] as const)
  closed.addSubnet(network, prefix, 'ipv4');
for (const [network, prefix] of [
  ['::', 128],
  ['::1', 128],
  ['64:ff9b::', 96],
  ['64:ff9b:1::', 48],
  ['100::', 64],
  ['2001::', 32],
  ['2001:db8::', 32],
  ['2002::', 16],
  ['fc00::', 7],
  ['fe80::', 10],
  ['fec0::', 10],
  ['ff00::', 8],
] as const)
  closed.addSubnet(network, prefix, 'ipv6');

/** Whether an IP address lies where a webhook may not go (RFC 6890 and what embeds such an address). */
export function isClosedAddress(address: string): boolean {
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1];
  const plain = mapped ?? address;
  const family = isIP(plain);
  if (family === 0) return true;
  if (family === 6 && /^::ffff:/i.test(plain)) return true;
  return closed.check(plain, family === 4 ? 'ipv4' : 'ipv6');
}

export type AddressVerdict =
  | { readonly ok: true; readonly address: string; readonly family: 4 | 6 }
  | { readonly ok: false; readonly reason: string; readonly lasting: boolean };

/** Why a URL cannot be a webhook; undefined when it can. */
export function urlFault(text: string, allowPrivate: boolean): string | undefined {
  if (!URL.canParse(text)) return 'expected a URL';
  const url = new URL(text);
  if (url.protocol !== 'https:' && !(allowPrivate && url.protocol === 'http:'))
    return `expected https, found ${url.protocol.slice(0, -1)}`;
  if (url.username !== '' || url.password !== '') return 'expected no user or password in it';
  const host = url.hostname.replace(/^\[|\]$/g, '');
  if (!allowPrivate && isIP(host) !== 0 && isClosedAddress(host)) return `${host} is not a public address`;
  return undefined;
}

/**
 * Resolves a host once and says where to connect. The connection then goes to that very address: a name that answers
 * differently the second time (DNS rebinding) gains nothing.
 */
export async function resolvePublic(hostname: string, allowPrivate: boolean): Promise<AddressVerdict> {
  const host = hostname.replace(/^\[|\]$/g, '');
  let found: readonly { address: string; family: number }[];
  try {
    found = await lookup(host, { all: true, verbatim: true });
  } catch (error) {
    return { ok: false, reason: `${host} cannot be resolved: ${String(error)}`, lasting: false };
  }
  const closedOne = found.find((each) => isClosedAddress(each.address));
  if (closedOne && !allowPrivate)
    return {
      ok: false,
      reason: `${host} is ${closedOne.address}, which is not a public address`,
      lasting: true,
    };
  const [first] = found;
  if (!first) return { ok: false, reason: `${host} has no address`, lasting: false };
  return { ok: true, address: first.address, family: first.family === 6 ? 6 : 4 };
}
