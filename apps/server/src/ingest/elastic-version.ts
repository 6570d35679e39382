/** The version that clients without one of their own are told. */
export const defaultVersion = '8.17.0';

/**
 * The version to report: Elastic's own shippers refuse a server older than themselves, so they hear their own
 * number back, and only ever a number.
 */
export function versionFor(userAgent: string | undefined): string {
  const match = /^Elastic-[^/\s]+\/(\d{1,3}\.\d{1,3}\.\d{1,3})(?![\d.])/i.exec(userAgent ?? '');
  return match?.[1] ?? defaultVersion;
}
