/** Remembers keys for a while, and only so many: the oldest go first. */
export interface RecentKeys {
  /** True the first time within the span, false for a repetition. */
  isNew(key: string, nowMs: number): boolean;
}

export function recentKeys(spanMs: number, most = 10_000): RecentKeys {
  const seen = new Map<string, number>();
  return {
    isNew(key, nowMs) {
      const before = seen.get(key);
      if (before !== undefined && nowMs - before < spanMs) return false;
      seen.delete(key);
      seen.set(key, nowMs);
      for (const oldest of seen.keys()) {
        if (seen.size <= most) break;
        seen.delete(oldest);
      }
      return true;
    },
  };
}
