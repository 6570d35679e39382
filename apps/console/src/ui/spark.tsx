import { scaleLinear } from 'd3-scale';
import { area, line } from 'd3-shape';
import { formatCount, plural } from '../logic/time-format.ts';
import { CountAxis, countScale, RootScaleNote } from './count-axis.tsx';
import { useWidth } from './width.ts';

/** A curve as big as a word. Decoration beside a figure that says the same: hidden from readers. */
export function Spark({
  counts,
  width = 72,
  height = 18,
}: {
  readonly counts: readonly number[];
  readonly width?: number;
  readonly height?: number;
}) {
  const points = counts.length === 1 ? [0, ...counts] : counts;
  const x = scaleLinear([0, Math.max(1, points.length - 1)], [1, width - 1]);
  const y = scaleLinear([0, Math.max(1, ...points)], [height - 1, 2]);
  const path = line<number>(
    (_, index) => x(index),
    (value) => y(value),
  )([...points]);
  return (
    <svg className="spark" width={width} height={height} aria-hidden="true">
      <path d={path ?? ''} />
    </svg>
  );
}

/** A rate over time, one value a minute, with its last value in words. */
export function RateChart({
  counts,
  what,
  height = 72,
}: {
  readonly counts: readonly number[];
  readonly what: string;
  readonly height?: number;
}) {
  const [ref, width] = useWidth<HTMLDivElement>(320);
  const left = 32;
  const top = Math.max(1, ...counts);
  const x = scaleLinear([0, Math.max(1, counts.length - 1)], [left, width - 2]);
  const { scale: y, root } = countScale(counts, height - 4, 6);
  const points = [...counts];
  const edge = line<number>(
    (_, index) => x(index),
    (value) => y(value),
  )(points);
  const fill = area<number>(
    (_, index) => x(index),
    y(0),
    (value) => y(value),
  )(points);
  return (
    <div className="chart" ref={ref}>
      <svg
        height={height}
        viewBox={`0 0 ${width} ${height}`}
        role="img"
        aria-label={`${what} a minute over the last ${plural(counts.length, 'minute')}, now ${formatCount(counts.at(-1) ?? 0)}, at most ${formatCount(top)}`}
      >
        <CountAxis scale={y} root={root} left={left} width={width} />
        <path className="area" d={fill ?? ''} />
        <path className="line" d={edge ?? ''} />
      </svg>
      {root ? (
        <div className="chart-tip">
          <RootScaleNote />
        </div>
      ) : null}
    </div>
  );
}
