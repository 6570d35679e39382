import { scaleLinear, scaleTime } from 'd3-scale';
import { stack } from 'd3-shape';
import { useState } from 'react';
import { formatCount, formatTime, plural } from '../logic/time-format.ts';
import { useNow } from './now.ts';
import { levels, Severity, wordOf } from './severity.tsx';
import { tickText } from './ticks.ts';
import { useWidth } from './width.ts';

/** Hits of rules per bucket, one colour a level, the worst at the bottom where it can be compared. */
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
  const layers = stack<Record<string, number>>().keys(present)(rows);
  const start = new Date(from).getTime();
  const step = bucketSeconds * 1000;
  const left = 32;
  const foot = 16;
  const x = scaleTime([start, start + step * Math.max(1, count)], [left, width - 4]);
  const top = Math.max(1, ...sums);
  const y = scaleLinear([0, top], [height - foot, 6]).nice(3);
  const barWidth = Math.max(1, (width - left - 4) / Math.max(1, count) - 2);
  const total = sums.reduce((sum, value) => sum + value, 0);
  const row = over === null ? undefined : rows[over];
  return (
    <div className="chart" ref={ref}>
      <svg
        height={height}
        viewBox={`0 0 ${width} ${height}`}
        role="img"
        aria-label={`${plural(total, 'alert')} over time by level: ${present
          .map((level) => `${wordOf(level)} ${rows.reduce((sum, each) => sum + (each[level] ?? 0), 0)}`)
          .join(', ')}`}
        onPointerLeave={() => setOver(null)}
        onPointerMove={(event) => {
          const box = event.currentTarget.getBoundingClientRect();
          const index = Math.floor((x.invert(event.clientX - box.left).getTime() - start) / step);
          setOver(index >= 0 && index < count ? index : null);
        }}
      >
        {y
          .ticks(3)
          .filter(Number.isInteger)
          .map((value) => (
            <g key={value}>
              <line
                className={value === 0 ? 'base' : 'axis'}
                x1={left}
                x2={width}
                y1={y(value)}
                y2={y(value)}
              />
              <text x={left - 6} y={y(value) + 4} textAnchor="end">
                {formatCount(value, true)}
              </text>
            </g>
          ))}
        {layers.map((layer) => (
          <g key={layer.key} data-level={layer.key}>
            {layer.map((span, index) =>
              span[1] === span[0] ? null : (
                <rect
                  // biome-ignore lint/suspicious/noArrayIndexKey: the key is the time of the bucket
                  key={start + index * step}
                  x={x(start + index * step)}
                  y={y(span[1])}
                  width={barWidth}
                  height={y(span[0]) - y(span[1])}
                />
              ),
            )}
          </g>
        ))}
        {x.ticks(Math.max(2, Math.floor(width / 120))).map((at) => (
          <text key={at.getTime()} x={x(at)} y={height - 2} textAnchor="middle">
            {tickText(at)}
          </text>
        ))}
      </svg>
      <div className="chart-tip legend">
        {row === undefined ? (
          present.map((level) => <Severity key={level} level={level} />)
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
