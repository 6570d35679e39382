/** Turns pieces of UTF-16 text into UTF-8; `onFault` hears of the first unit that is no character. */
export async function* utf16ToUtf8(
  pieces: AsyncIterable<Buffer>,
  bigEndian: boolean,
  onFault: () => void,
): AsyncGenerator<Buffer, void, undefined> {
  let rest: Buffer = Buffer.alloc(0);
  let told = false;
  const convert = (bytes: Buffer): Buffer => {
    const text = (bigEndian ? Buffer.from(bytes).swap16() : bytes).toString('utf16le');
    if (!text.isWellFormed() && !told) {
      told = true;
      onFault();
    }
    return Buffer.from(text.toWellFormed(), 'utf8');
  };
  for await (const piece of pieces) {
    const bytes = rest.length === 0 ? piece : Buffer.concat([rest, piece]);
    let whole = bytes.length & ~1;
    // The second half of a surrogate pair may be in the next piece.
    const high = whole >= 2 ? (bytes[bigEndian ? whole - 2 : whole - 1] ?? 0) : 0;
    if (high >= 0xd8 && high <= 0xdb) whole -= 2;
    rest = Buffer.from(bytes.subarray(whole));
    if (whole > 0) yield convert(bytes.subarray(0, whole));
  }
  if (rest.length >= 2) yield convert(rest.subarray(0, rest.length & ~1));
  if (rest.length % 2 === 1 && !told) onFault();
}
