import { parseAddress } from '../canonical/address.ts';
import { maskTo, parseNetwork } from '../canonical/network.ts';
import type { IndicatorKind } from '../indicator.ts';

/** Longer keys are in no list. */
export const longestKey = 4096;

/** Room for one key at a time, as bytes and as the words that are hashed and compared. */
export class KeyRoom {
  readonly words = new Uint32Array(longestKey / 4 + 1);
  readonly #bytes = new Uint8Array(this.words.buffer);
  readonly #encoder = new TextEncoder();
  /** Bytes of the key. */
  length = 0;
  /** Prefix length of a network, else 0. */
  prefix = 0;

  /** Takes a canonical value. False when it can be no key. */
  take(kind: IndicatorKind, value: string): boolean {
    this.prefix = 0;
    if (kind === 'hash') return this.#hex(value);
    if (kind === 'address') {
      const bytes = parseAddress(value);
      return bytes !== undefined && this.bytes(bytes);
    }
    if (kind === 'network') {
      const network = parseNetwork(value);
      if (!network || !this.bytes(network.bytes)) return false;
      this.prefix = network.prefix;
      return true;
    }
    return this.#text(value);
  }

  /** Takes the network of a length that an address lies in. */
  takeNetwork(address: Uint8Array, prefix: number): boolean {
    this.prefix = prefix;
    return this.bytes(maskTo(address, prefix));
  }

  bytes(bytes: Uint8Array): boolean {
    this.#bytes.set(bytes);
    return this.#end(bytes.length);
  }

  #hex(value: string): boolean {
    const length = value.length >> 1;
    if (length > longestKey || value.length % 2 !== 0) return false;
    for (let index = 0; index < length; index += 1) {
      const byte = (digit(value.charCodeAt(2 * index)) << 4) | digit(value.charCodeAt(2 * index + 1));
      if (byte < 0) return false;
      this.#bytes[index] = byte;
    }
    return this.#end(length);
  }

  #text(value: string): boolean {
    if (value.length === 0 || value.length > longestKey) return false;
    for (let index = 0; index < value.length; index += 1) {
      const code = value.charCodeAt(index);
      if (code > 0x7f) return this.#encoded(value);
      this.#bytes[index] = code;
    }
    return this.#end(value.length);
  }

  #encoded(value: string): boolean {
    const { read, written } = this.#encoder.encodeInto(value, this.#bytes.subarray(0, longestKey));
    return read === value.length && this.#end(written);
  }

  /** Fills the last word with zeros. */
  #end(length: number): true {
    this.length = length;
    for (let index = length; index % 4 !== 0; index += 1) this.#bytes[index] = 0;
    return true;
  }
}

/** The value of a hex digit; negative for anything else, and stays so in a sum of bits. */
function digit(code: number): number {
  if (code >= 0x30 && code <= 0x39) return code - 0x30;
  if (code >= 0x61 && code <= 0x66) return code - 0x57;
  return -1;
}
