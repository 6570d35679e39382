import { scaleTime } from 'd3-scale';
import { type PointerEvent, useRef, useState } from 'react';
import { formatCount, formatTime, plural } from '../logic/time-format.ts';
import { CountAxis, countScale, RootScaleNote } from './count-axis.tsx';
import { useNow } from './now.ts';
import { TimeAxis } from './time-axis.tsx';
import { useWidth } from './width.ts';

export interface Buckets {
  readonly from: string;
  readonly bucketSeconds: number;
  readonly counts: readonly number[];
}

/**
 * Counts over time. Dragging across it asks for that stretch through `onZoom`; the range fields above the page do
 * the same without a mouse. `what` names one counted thing.
 */
export function Histogram(props: {
  readonly buckets: Buckets;
  readonly what: string;
  readonly height?: number;
  readonly onZoom?: (from: Date, to: Date) => void;
}) {
  const { buckets, what, height = 84, onZoom } = props;
  const [ref, width] = useWidth<HTMLDivElement>();
  const now = useNow();
  const [drag, setDrag] = useState<readonly [number, number] | null>(null);
  const [over, setOver] = useState<number | null>(null);
  const svg = useRef<SVGSVGElement>(null);
  const { counts } = buckets;
  const step = buckets.bucketSeconds * 1000;
  const start = new Date(buckets.from).getTime();
  const end = start + step * counts.length;
  const left = 36;
  const foot = 16;
  const x = scaleTime([start, end], [left, width - 4]);
  const top = Math.max(1, ...counts);
  const { scale: y, root } = countScale(counts, height - foot, 4);
  const total = counts.reduce((sum, count) => sum + count, 0);
  const barWidth = Math.max(1, (width - left - 4) / Math.max(1, counts.length) - 1);
  const place = (event: PointerEvent) => {
    const box = svg.current?.getBoundingClientRect();
    return Math.max(left, Math.min(width - 4, event.clientX - (box?.left ?? 0)));
  };
  const bucketAt = (px: number) => {
    const index = Math.floor((x.invert(px).getTime() - start) / step);
    return index >= 0 && index < counts.length ? index : null;
  };
  const said =
    drag !== null
      ? `${formatTime(x.invert(Math.min(...drag)), now)} to ${formatTime(x.invert(Math.max(...drag)), now)}: let go to zoom`
      : over !== null
        ? `${formatTime(new Date(start + over * step), now)}: ${plural(counts[over] ?? 0, what)}`
        : `${plural(total, what)}${onZoom === undefined ? '' : ' · drag to zoom'}`;
  return (
    <div className="chart" ref={ref}>
      <svg
        ref={svg}
        height={height}
        viewBox={`0 0 ${width} ${height}`}
        role="img"
        aria-label={`${plural(total, what)} over time, at most ${formatCount(top)} in ${buckets.bucketSeconds} seconds`}
        onPointerDown={(event) => {
          if (onZoom === undefined) return;
          event.currentTarget.setPointerCapture(event.pointerId);
          setDrag([place(event), place(event)]);
        }}
        onPointerMove={(event) => {
          setOver(bucketAt(place(event)));
          if (drag !== null) setDrag([drag[0], place(event)]);
        }}
        onPointerLeave={() => setOver(null)}
        onPointerCancel={() => setDrag(null)}
        onPointerUp={() => {
          if (drag === null) return;
          setDrag(null);
          const [a, b] = [Math.min(...drag), Math.max(...drag)];
          if (b - a > 6) onZoom?.(x.invert(a), x.invert(b));
        }}
      >
        <CountAxis scale={y} root={root} left={left} width={width} />
        {counts.map((count, index) =>
          count === 0 ? null : (
            <rect
              // biome-ignore lint/suspicious/noArrayIndexKey: the key is the time of the bucket
              key={start + index * step}
              className="bar"
              data-active={index === over ? '' : undefined}
              x={x(start + index * step)}
              y={Math.min(y(count), height - foot - 1)}
              width={barWidth}
              height={Math.max(1, height - foot - y(count))}
            />
          ),
        )}
        <TimeAxis scale={x} width={width} height={height} every={140} />
        {drag === null ? null : (
          <rect
            className="brush"
            x={Math.min(...drag)}
            y={0}
            width={Math.abs(drag[1] - drag[0])}
            height={height - foot}
          />
        )}
      </svg>
      <div className="chart-tip legend">
        <span>{said}</span>
        {root ? <RootScaleNote /> : null}
      </div>
    </div>
  );
}
