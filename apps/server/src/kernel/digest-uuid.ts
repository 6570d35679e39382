import { digestId } from './ids.ts';

/** A deterministic UUID (version 8, RFC 9562) of what it stands for: made again after a crash, it is the same. */
export function digestUuid(...parts: readonly string[]): string {
  const bytes = Buffer.from(digestId(...parts), 'hex');
  bytes[6] = 0x80 | ((bytes[6] ?? 0) & 0x0f);
  bytes[8] = 0x80 | ((bytes[8] ?? 0) & 0x3f);
  const hex = bytes.toString('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}
