/** Failures that cost nothing: people mistype, and many people may share one address. */
export const freeFailures = { account: 5, address: 100 } as const;
const firstLockSeconds = 60;
const longestLockSeconds = 3600;
/** After this long without a failure, counting begins anew. */
export const forgetAfterMs = 24 * 3600 * 1000;

/** How long to refuse after this many failures in a row, of which some are free: not at all, then a minute, doubling, at most an hour. */
export function lockSeconds(failures: number, free: number): number {
  if (failures < free) return 0;
  return Math.min(longestLockSeconds, firstLockSeconds * 2 ** (failures - free));
}
