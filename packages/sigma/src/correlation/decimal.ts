/** Billionths in one: numbers are kept to nine places behind the point, so that sums do not depend on order. */
export const ONE = 1_000_000_000n;

const DECIMAL = /^([-+]?)(\d{1,40})(?:\.(\d*))?$/;
const HEX = /^0[xX][0-9a-fA-F]{1,16}$/;

/**
 * Reads a decimal number, or a hexadecimal one as Windows prints it, in billionths; places beyond the ninth are
 * cut. Undefined for anything else.
 */
export function parseDecimal(text: string): bigint | undefined {
  const trimmed = text.trim();
  if (HEX.test(trimmed)) return BigInt(trimmed) * ONE;
  const match = DECIMAL.exec(trimmed);
  if (!match) return undefined;
  const [, sign, whole = '0', fraction = ''] = match;
  const value = BigInt(whole) * ONE + BigInt(fraction.slice(0, 9).padEnd(9, '0'));
  return sign === '-' ? -value : value;
}

/** As a floating-point number, for showing. */
export function toNumber(value: bigint): number {
  return Number(value) / Number(ONE);
}
