interface Fitted {
  readonly id: string;
  /** In rem; undefined shares what is left. */
  readonly width?: number | undefined;
  readonly rank?: 1 | 2 | 3 | undefined;
  /** What a column without a width needs, in rem, when it is less than usual. */
  readonly least?: number | undefined;
}

const needOf = (column: Fitted) => column.width ?? column.least ?? shareRem;

/** What a column without a width needs to be worth reading. */
const shareRem = 15;

/**
 * The columns that fit into `rem`: those of rank 3 go first, from the right, then those of rank 2. Rank 1 (or none)
 * always stays; where even that is too wide the table scrolls sideways.
 */
export function fitColumns<T extends Fitted>(columns: readonly T[], rem: number): readonly T[] {
  const need = (kept: readonly T[]) => kept.reduce((sum, column) => sum + needOf(column), 0);
  let kept = columns;
  for (const rank of [3, 2]) {
    while (need(kept) > rem) {
      const last = kept.findLastIndex((column) => column.rank === rank);
      if (last < 0) break;
      kept = kept.filter((_, index) => index !== last);
    }
  }
  return kept;
}

/** Width below which columns would be crushed, in rem. */
export function leastWidth(columns: readonly Fitted[]): number {
  return columns.reduce((sum, column) => sum + needOf(column), 0);
}
