import { type ScaleContinuousNumeric, scaleLinear, scaleSqrt } from 'd3-scale';
import { isDwarfed, rootTicks } from '../logic/dwarfed.ts';
import { formatCount } from '../logic/time-format.ts';

type CountScale = ScaleContinuousNumeric<number, number>;

/**
 * Scale of counts from `bottom` up to `top` (SVG y, px), and whether it is one of square roots: chosen when a linear one
 * would show the greatest only. Charts that use it say so with `RootScaleNote`.
 */
export function countScale(
  counts: readonly number[],
  bottom: number,
  top: number,
): { readonly scale: CountScale; readonly root: boolean } {
  const most = Math.max(1, ...counts);
  const root = isDwarfed(counts);
  return {
    scale: root ? scaleSqrt([0, most], [bottom, top]) : scaleLinear([0, most], [bottom, top]).nice(2),
    root,
  };
}

/** Lines and numbers of the axis; whole counts only. */
export function CountAxis(props: {
  readonly scale: CountScale;
  readonly root?: boolean;
  readonly left: number;
  readonly width: number;
}) {
  const { scale, root = false, left, width } = props;
  const ticks = root ? rootTicks(scale.domain()[1] ?? 1, 3) : scale.ticks(2).filter(Number.isInteger);
  return ticks.map((value) => (
    <g key={value}>
      <line
        className={value === 0 ? 'base' : 'axis'}
        x1={left}
        x2={width}
        y1={scale(value)}
        y2={scale(value)}
      />
      <text x={left - 6} y={scale(value) + 4} textAnchor="end">
        {formatCount(value, true)}
      </text>
    </g>
  ));
}

export function RootScaleNote() {
  return <span className="root-note">Height by square root, so that small counts stay visible</span>;
}
