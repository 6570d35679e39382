import { type IndicatorKind, indicatorKinds } from '../indicator.ts';

/** Places of the table's head, in words of 32 bits. */
export const head = {
  /** Number of slots less one; their number is a power of two. */
  mask: 0,
  entries: 1,
  key0: 2,
  key1: 3,
  /** Bit of each kind that is there. */
  kinds: 4,
  /** One bit for each prefix length of networks: 2 words of IPv4, 5 of IPv6. */
  prefixes4: 5,
  prefixes6: 7,
  words: 16,
} as const;

/** A slot: the second half of the hash, and where its entry begins (0: free). */
export const slotWords = 2;

/** An entry: what its key is, its list, the next entry with the same key (0: none), when it ends; then the key. */
export const entry = { what: 0, list: 1, next: 2, ends: 3, key: 4 } as const;

/** Ends at no time. */
export const never = 0xffffffff;

/** Kinds by number. */
export const kindNumber = (kind: IndicatorKind): number => indicatorKinds.indexOf(kind) + 1;

/** `what` of an entry: kind, prefix length of a network, length of the key in bytes. */
export const whatOf = (kind: number, prefix: number, length: number): number =>
  (kind | (prefix << 8) | (length << 16)) >>> 0;
