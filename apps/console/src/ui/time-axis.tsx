import type { ScaleTime } from 'd3-scale';
import { tickText } from './ticks.ts';

/** Half of the widest tick text, px. */
const half = 22;

/** Times under a chart, about `every` px apart; texts stay inside the chart. */
export function TimeAxis(props: {
  readonly scale: ScaleTime<number, number>;
  readonly width: number;
  readonly height: number;
  readonly every: number;
}) {
  const { scale, width, height, every } = props;
  return scale.ticks(Math.max(2, Math.floor(width / every))).map((at) => {
    const x = scale(at);
    const anchor = x > width - half ? 'end' : x < half ? 'start' : 'middle';
    return (
      <text key={at.getTime()} x={anchor === 'end' ? width : x} y={height - 2} textAnchor={anchor}>
        {tickText(at)}
      </text>
    );
  });
}
