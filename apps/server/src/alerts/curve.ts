import type { Alert } from '@cordon/api';
import { bucketMs } from '../signals/index.ts';

export interface BucketRow {
  readonly bucket: Date;
  readonly count: number;
  readonly devices: number;
}

const mostPoints = 96;
const minute = 60_000;
const widths = [10, 30, 60, 180, 360, 720, 1440, 10_080, 43_200].map((minutes) => minutes * minute);

/** Width of the curve's buckets for a span: the narrowest that needs at most 96; years are divided evenly. */
export function curveWidth(spanMs: number): number {
  const fitting = widths.find((width) => spanMs / width < mostPoints - 1);
  return fitting ?? Math.ceil(spanMs / (mostPoints - 1) / bucketMs) * bucketMs;
}

/** Signals, and hosts hit for the first time, from the first bucket to the last; gaps are zeros. */
export function curveOf(first: Date, last: Date, buckets: readonly BucketRow[]): Alert['curve'] {
  const width = curveWidth(last.getTime() - first.getTime());
  const from = Math.floor(first.getTime() / width) * width;
  const length = Math.floor((last.getTime() - from) / width) + 1;
  const counts = new Array<number>(length).fill(0);
  const devices = new Array<number>(length).fill(0);
  for (const { bucket, count, devices: hosts } of buckets) {
    const at = Math.min(length - 1, Math.max(0, Math.floor((bucket.getTime() - from) / width)));
    counts[at] = (counts[at] ?? 0) + count;
    devices[at] = (devices[at] ?? 0) + hosts;
  }
  return { from: new Date(from).toISOString(), bucketSeconds: width / 1000, counts, devices };
}
