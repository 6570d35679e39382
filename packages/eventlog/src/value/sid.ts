/** Bytes that a SID starting at `offset` takes, or 0 when no SID fits there. */
export function sidSize(bytes: Uint8Array, offset: number, available: number): number {
  if (available < 8) return 0;
  const size = 8 + 4 * (bytes[offset + 1] ?? 0);
  return size <= available ? size : 0;
}

/** Text of the SID at `offset` (`S-1-5-18`); undefined when the bytes do not hold a whole one. */
export function sidText(bytes: Buffer, offset: number, available: number): string | undefined {
  const size = sidSize(bytes, offset, available);
  if (size === 0) return undefined;
  const authority = bytes.readUIntBE(offset + 2, 6);
  // Windows writes an authority that does not fit 32 bits in hexadecimal.
  let text = `S-${bytes[offset]}-${authority > 0xffffffff ? `0x${authority.toString(16)}` : authority}`;
  for (let at = offset + 8; at < offset + size; at += 4) text += `-${bytes.readUInt32LE(at)}`;
  return text;
}
