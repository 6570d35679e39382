/** Numbers from a seed (mulberry32), so that a failing run can be repeated. */
export function random(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296) * below);
  };
}

/** A copy with some bytes, words, or stretches changed. */
export function mutate(bytes: Buffer, next: (below: number) => number): Buffer {
  const copy = Buffer.from(bytes);
  for (let count = 1 + next(8); count > 0; count--) {
    const at = next(copy.length);
    const extremes = [0, 1, 0x7f, 0x80, 0xff];
    switch (next(4)) {
      case 0:
        copy.writeUInt8(next(256), at);
        break;
      case 1:
        copy.fill(extremes[next(extremes.length)] ?? 0, at, Math.min(copy.length, at + 1 + next(8)));
        break;
      case 2:
        copy.copy(copy, at, next(copy.length), next(copy.length));
        break;
      default:
        if (at + 4 <= copy.length) copy.writeUInt32LE(next(0x20000), at);
    }
  }
  return copy;
}
