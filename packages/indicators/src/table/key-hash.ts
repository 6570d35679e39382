/** The second half of the last hash: two results without an object. */
export let secondHalf = 0;

/**
 * HalfSipHash-2-4 with 64 bits of result (Aumasson and Bernstein), over `length` bytes that stand in `words`, the
 * last word filled with zeros. Keyed with a secret, so that nobody can make a list whose entries all collide.
 */
export function keyHash(words: Uint32Array, length: number, key0: number, key1: number): number {
  let v0 = key0;
  let v1 = key1 ^ 0xee;
  let v2 = key0 ^ 0x6c796765;
  let v3 = key1 ^ 0x74656462;
  const full = length >>> 2;
  const last = ((length & 0xff) << 24) | ((length & 3) === 0 ? 0 : (words[full] ?? 0) & 0xffffff);
  for (let index = 0; index <= full; index += 1) {
    const word = index < full ? (words[index] ?? 0) : last;
    v3 ^= word;
    for (let round = 0; round < 2; round += 1) {
      v0 = (v0 + v1) | 0;
      v1 = ((v1 << 5) | (v1 >>> 27)) ^ v0;
      v0 = (v0 << 16) | (v0 >>> 16);
      v2 = (v2 + v3) | 0;
      v3 = ((v3 << 8) | (v3 >>> 24)) ^ v2;
      v0 = (v0 + v3) | 0;
      v3 = ((v3 << 7) | (v3 >>> 25)) ^ v0;
      v2 = (v2 + v1) | 0;
      v1 = ((v1 << 13) | (v1 >>> 19)) ^ v2;
      v2 = (v2 << 16) | (v2 >>> 16);
    }
    v0 ^= word;
  }
  v2 ^= 0xee;
  let first = 0;
  for (let half = 0; half < 2; half += 1) {
    for (let round = 0; round < 4; round += 1) {
      v0 = (v0 + v1) | 0;
      v1 = ((v1 << 5) | (v1 >>> 27)) ^ v0;
      v0 = (v0 << 16) | (v0 >>> 16);
      v2 = (v2 + v3) | 0;
      v3 = ((v3 << 8) | (v3 >>> 24)) ^ v2;
      v0 = (v0 + v3) | 0;
      v3 = ((v3 << 7) | (v3 >>> 25)) ^ v0;
      v2 = (v2 + v1) | 0;
      v1 = ((v1 << 13) | (v1 >>> 19)) ^ v2;
      v2 = (v2 << 16) | (v2 >>> 16);
    }
    if (half === 0) {
      first = (v1 ^ v3) >>> 0;
      v1 ^= 0xdd;
    } else secondHalf = (v1 ^ v3) >>> 0;
  }
  return first;
}
