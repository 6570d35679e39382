import { formatAddress, parseAddress } from './address.ts';

export interface Network {
  /** First address of the network. */
  readonly bytes: Uint8Array;
  readonly prefix: number;
  /** The text named an address within the network instead of the network. */
  readonly hadHostBits: boolean;
}

/** `address/prefix`; undefined when it is none. */
export function parseNetwork(text: string): Network | undefined {
  const match = /^([0-9a-f.:]+)\/(0|[1-9]\d{0,2})$/i.exec(text);
  const bytes = match && parseAddress(match[1] ?? '');
  const prefix = Number(match?.[2]);
  if (!bytes || prefix > bytes.length * 8) return undefined;
  // What was written as IPv6 and is IPv4 mapped into it has lost the twelve bytes that its prefix counts.
  if (bytes.length === 4 && (match?.[1] ?? '').includes(':')) return undefined;
  const masked = maskTo(bytes, prefix);
  return { bytes: masked, prefix, hadHostBits: masked.some((byte, index) => byte !== bytes[index]) };
}

export function formatNetwork({ bytes, prefix }: Pick<Network, 'bytes' | 'prefix'>): string {
  return `${formatAddress(bytes)}/${prefix}`;
}

/** The address with all bits behind the prefix cleared. */
export function maskTo(bytes: Uint8Array, prefix: number): Uint8Array {
  return bytes.map((byte, index) => {
    const kept = Math.max(0, Math.min(8, prefix - 8 * index));
    return byte & (0xff << (8 - kept));
  });
}
