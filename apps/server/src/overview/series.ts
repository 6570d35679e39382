/** Where a row of buckets begins, how wide they are, and how many there are up to now. */
export interface SeriesFrame {
  readonly from: Date;
  readonly bucketSeconds: number;
  readonly length: number;
}

const hour = 3600;

/** Buckets for the last hours: hourly up to two days, then six hours, then days. Whole hours, since hits are counted so. */
export function seriesFrame(hours: number, now: Date): SeriesFrame {
  const bucketSeconds = hours <= 48 ? hour : hours <= 336 ? 6 * hour : 24 * hour;
  const end = Math.floor(now.getTime() / 1000 / bucketSeconds) * bucketSeconds;
  const length = Math.ceil((hours * hour) / bucketSeconds) + 1;
  return { from: new Date((end - (length - 1) * bucketSeconds) * 1000), bucketSeconds, length };
}

/** A row of counts with zeros where nothing was counted; what lies outside of the frame is left out. */
export function fill(
  length: number,
  counts: Iterable<{ readonly at: number; readonly count: number }>,
): number[] {
  const row = new Array<number>(length).fill(0);
  for (const { at, count } of counts) if (at >= 0 && at < length) row[at] = (row[at] ?? 0) + count;
  return row;
}
