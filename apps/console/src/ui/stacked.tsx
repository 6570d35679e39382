import { scaleTime } from 'd3-scale';
import { useState } from 'react';
import { shareOut } from '../logic/share-out.ts';
import { formatTime, plural } from '../logic/time-format.ts';
import { CountAxis, countScale, RootScaleNote } from './count-axis.tsx';
import { LevelPatterns } from './level-patterns.tsx';
import { useNow } from './now.ts';
import { levels, Severity, wordOf } from './severity.tsx';
import { TimeAxis } from './time-axis.tsx';
import { useWidth } from './width.ts';

/**
 * Hits of rules per bucket, one colour a level, the worst at the bottom where it can be compared. A bar's height is its
 * total on the scale of the axis; its levels share that height in proportion.
 */
export function StackedLevels(props: {
  readonly from: string;
  readonly bucketSeconds: number;
  readonly levels: Readonly<Record<string, readonly number[]>>;
  readonly height?: number;
}) {
  const { from, bucketSeconds, height = 148 } = props;
  const [ref, width] = useWidth<HTMLDivElement>();
  const [over, setOver] = useState<number | null>(null);
  const now = useNow();
  const count = Math.max(0, ...Object.values(props.levels).map((row) => row.length));
  const rows = Array.from({ length: count }, (_, index) =>
    Object.fromEntries(levels.map((level) => [level, props.levels[level]?.[index] ?? 0])),
  );
  const sums = rows.map((row) => Object.values(row).reduce((sum, value) => sum + value, 0));
  const present = levels.filter((level) => props.levels[level]?.some((value) => value > 0) === true);
  const start = new Date(from).getTime();
  const step = bucketSeconds * 1000;
  const left = 32;
  const foot = 16;
  const x = scaleTime([start, start + step * Math.max(1, count)], [left, width - 4]);
  const { scale: y, root } = countScale(sums, height - foot, 6);
  const bars = rows.map((levelsOf, index) => {
    const edges = shareOut(
      present.map((level) => levelsOf[level] ?? 0),
      y(0) - y(sums[index] ?? 0),
    );
    return {
      at: start + index * step,
      parts: present.map((level, n) => [level, edges[n] ?? [0, 0]] as const),
    };
  });
  const barWidth = Math.max(1, (width - left - 4) / Math.max(1, count) - 2);
  const total = sums.reduce((sum, value) => sum + value, 0);
  const row = over === null ? undefined : rows[over];
  return (
    <div className="chart" ref={ref}>
      <svg
        height={height}
        viewBox={`0 0 ${width} ${height}`}
        role="img"
        aria-label={`${plural(total, 'hit')} of rules over time by level: ${present
          .map((level) => `${wordOf(level)} ${rows.reduce((sum, each) => sum + (each[level] ?? 0), 0)}`)
          .join(', ')}`}
        onPointerLeave={() => setOver(null)}
        onPointerMove={(event) => {
          const box = event.currentTarget.getBoundingClientRect();
          const index = Math.floor((x.invert(event.clientX - box.left).getTime() - start) / step);
          setOver(index >= 0 && index < count ? index : null);
        }}
      >
        <LevelPatterns />
        <CountAxis scale={y} root={root} left={left} width={width} />
        {bars.map((bar) =>
          bar.parts.map(([level, [low, high]]) =>
            high === low ? null : (
              <rect
                key={`${bar.at} ${level}`}
                data-level={level}
                x={x(bar.at)}
                y={y(0) - high}
                width={barWidth}
                height={high - low}
              />
            ),
          ),
        )}
        <TimeAxis scale={x} width={width} height={height} every={120} />
      </svg>
      <div className="chart-tip legend">
        {row === undefined ? (
          <>
            {present.map((level) => (
              <span key={level} className="legend-level">
                <svg className="swatch" width="14" height="14" aria-hidden="true">
                  <rect data-level={level} width="14" height="14" />
                </svg>
                <Severity level={level} />
              </span>
            ))}
            {root ? <RootScaleNote /> : null}
          </>
        ) : (
          <span>
            {formatTime(new Date(start + (over ?? 0) * step), now)}:{' '}
            {present
              .filter((level) => (row[level] ?? 0) > 0)
              .map((level) => `${row[level]} ${wordOf(level).toLowerCase()}`)
              .join(', ') || 'none'}
          </span>
        )}
      </div>
    </div>
  );
}
