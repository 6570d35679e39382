/** An address as a number; addresses of the form `::ffff:a.b.c.d` are version 4. */
export interface Address {
  readonly version: 4 | 6;
  readonly bits: bigint;
}

export interface Network {
  readonly version: 4 | 6;
  /** First address as a decimal number. */
  readonly base: string;
  readonly prefix: number;
  /** Addresses of the network share these bits once shifted right by `shift`. */
  readonly high: bigint;
  readonly shift: bigint;
}

/** Longest text of an address that is looked at: a full IPv6 address with an embedded IPv4 one, brackets and a zone. */
const LONGEST = 128;

/** Reads an IPv4 or IPv6 address; brackets and a zone (`%eth0`) are ignored. Undefined for anything else. */
export function parseAddress(source: string): Address | undefined {
  if (source.length > LONGEST) return undefined;
  let text = source.trim();
  if (text.startsWith('[') && text.endsWith(']')) text = text.slice(1, -1);
  if (!text.includes(':')) {
    const bits = parseV4(text);
    return bits === undefined ? undefined : { version: 4, bits };
  }
  const zone = text.indexOf('%');
  const bits = parseV6(zone < 0 ? text : text.slice(0, zone));
  if (bits === undefined) return undefined;
  return bits >> 32n === 0xffffn ? { version: 4, bits: bits & 0xffffffffn } : { version: 6, bits };
}

function parseV4(text: string): bigint | undefined {
  const parts = text.split('.');
  if (parts.length !== 4) return undefined;
  let bits = 0n;
  for (const part of parts) {
    if (!/^\d{1,3}$/.test(part) || Number(part) > 255) return undefined;
    bits = (bits << 8n) | BigInt(part);
  }
  return bits;
}

function parseV6(text: string): bigint | undefined {
  const halves = text.split('::');
  if (halves.length > 2) return undefined;
  const head = groupsOf(halves[0] ?? '');
  const tail = halves.length === 2 ? groupsOf(halves[1] ?? '') : [];
  if (!head || !tail) return undefined;
  const missing = 8 - head.length - tail.length;
  if (halves.length === 2 ? missing < 1 : missing !== 0) return undefined;
  let bits = 0n;
  for (const group of [...head, ...new Array<number>(missing).fill(0), ...tail])
    bits = (bits << 16n) | BigInt(group);
  return bits;
}

function groupsOf(text: string): number[] | undefined {
  if (text === '') return [];
  const groups: number[] = [];
  const parts = text.split(':');
  for (const [index, part] of parts.entries()) {
    if (index === parts.length - 1 && part.includes('.')) {
      const bits = parseV4(part);
      if (bits === undefined) return undefined;
      groups.push(Number(bits >> 16n), Number(bits & 0xffffn));
    } else if (/^[0-9a-fA-F]{1,4}$/.test(part)) {
      groups.push(Number.parseInt(part, 16));
    } else {
      return undefined;
    }
  }
  return groups;
}

/** Reads `address/prefix`, or an address alone; bits beyond the prefix are dropped. Undefined when it is neither. */
export function parseNetwork(text: string): Network | undefined {
  const [addressText, prefixText, ...more] = text.trim().split('/');
  const address = parseAddress(addressText ?? '');
  if (!address || more.length > 0) return undefined;
  const mapped = address.version === 4 && (addressText ?? '').includes(':');
  const width = address.version === 4 ? 32 : 128;
  if (prefixText !== undefined && !/^\d{1,3}$/.test(prefixText)) return undefined;
  const prefix = prefixText === undefined ? width : Number(prefixText) - (mapped ? 96 : 0);
  if (prefix < 0 || prefix > width) return undefined;
  const shift = BigInt(width - prefix);
  const high = address.bits >> shift;
  return { version: address.version, base: String(high << shift), prefix, high, shift };
}

/** Whether a value is an address within the network; a value that is no address is not. */
export function inNetwork(network: Network, value: string): boolean {
  const address = parseAddress(value);
  return address?.version === network.version && address.bits >> network.shift === network.high;
}
