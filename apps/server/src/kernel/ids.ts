import { hash, randomBytes } from 'node:crypto';

/** A UUIDv7 (RFC 9562): sorts by creation time, so that primary keys stay append-friendly. */
export function newId(now: number = Date.now()): string {
  const bytes = randomBytes(16);
  bytes.writeUIntBE(now, 0, 6);
  bytes[6] = 0x70 | ((bytes[6] ?? 0) & 0x0f);
  bytes[8] = 0x80 | ((bytes[8] ?? 0) & 0x3f);
  const hex = bytes.toString('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}

/**
 * A deterministic id: 32 hex digits of SHA-256 over the parts, each preceded by its length, so that
 * ('ab', 'c') and ('a', 'bc') differ. Used wherever redelivery must not make a second thing.
 */
export function digestId(...parts: readonly (string | Uint8Array)[]): string {
  let at = 0;
  for (const part of parts) {
    const start = at + 4;
    // A UTF-16 unit is at most three bytes of UTF-8.
    const bytes = scratchOf(start + (typeof part === 'string' ? part.length * 3 : part.byteLength), at);
    if (typeof part === 'string') at = start + bytes.write(part, start, 'utf8');
    else {
      bytes.set(part, start);
      at = start + part.byteLength;
    }
    bytes.writeUInt32BE(at - start, start - 4);
  }
  const digest = hash('sha256', scratch.subarray(0, at), 'hex').slice(0, 32);
  if (scratch.length > keptScratch) scratch = Buffer.alloc(keptScratch);
  return digest;
}

/** Ids are made many times an event: their parts are written into one buffer and digested in one call. */
const keptScratch = 16 * 1024;
let scratch = Buffer.alloc(keptScratch);

/** The buffer with room for `length` bytes, of which the first `kept` stay. */
function scratchOf(length: number, kept: number): Buffer {
  if (length > scratch.length) {
    const larger = Buffer.alloc(Math.max(length, scratch.length * 2));
    scratch.copy(larger, 0, 0, kept);
    scratch = larger;
  }
  return scratch;
}
