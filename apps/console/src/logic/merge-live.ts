export interface Merged<T> {
  /** What is on the screen: same rows in the same order, each in its newest form. */
  readonly rows: readonly T[];
  /** How many rows of the newest answer are not on the screen. */
  readonly fresh: number;
}

/**
 * Joins a newer answer into the rows that somebody is reading. Rows never move and never vanish: what changed is
 * shown in its place, what is new is only counted, what fell out of the filter stays until asked for.
 */
export function mergeLive<T extends { readonly id: string }>(
  shown: readonly T[],
  newest: readonly T[],
): Merged<T> {
  if (newest.length === 0) return { rows: shown, fresh: 0 };
  const byId = new Map(newest.map((row) => [row.id, row]));
  const seen = new Set(shown.map((row) => row.id));
  return {
    rows: shown.map((row) => byId.get(row.id) ?? row),
    fresh: newest.reduce((count, row) => count + (seen.has(row.id) ? 0 : 1), 0),
  };
}
