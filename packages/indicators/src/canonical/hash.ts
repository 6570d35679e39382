/** Hash algorithms by the number of their hex digits. */
export const algorithmOfLength: Readonly<Record<number, string>> = {
  32: 'MD5',
  40: 'SHA-1',
  64: 'SHA-256',
  128: 'SHA-512',
};

/** Hex digits in lower case, where their number is that of an algorithm. */
export function canonicalHash(text: string): string | undefined {
  return algorithmOfLength[text.length] !== undefined && /^[0-9a-f]+$/i.test(text)
    ? text.toLowerCase()
    : undefined;
}
