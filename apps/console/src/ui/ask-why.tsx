import type { ReactNode } from 'react';
import { Go } from './link.tsx';
import { Popover } from './popover.tsx';
import { Time } from './time.tsx';

/**
 * The small question mark beside a figure. It answers what is counted, over which period, as of when, and leads to the
 * rows behind the number; where those are on the same page, `to` is left out.
 */
export function AskWhy(props: {
  /** The figure in words: `12 critical alerts`. */
  readonly figure: string;
  readonly what: ReactNode;
  readonly period: ReactNode;
  /** When the figure was worked out. */
  readonly asOf: string;
  readonly to?: string;
  /** Words of the link. */
  readonly rows?: string;
  readonly side?: 'left' | 'right';
}) {
  const { figure, what, period, asOf, to, rows = 'Show what is counted', side = 'left' } = props;
  return (
    <Popover
      className="why-mark no-print"
      bare
      padded
      side={side}
      label={<span aria-hidden="true">?</span>}
      title={`Why ${figure}`}
      button={{ 'aria-label': `Why ${figure}?` }}
    >
      {(close) => (
        <div className="stack">
          <p>{what}</p>
          <dl className="facts">
            <div className="fact">
              <dt>Period</dt>
              <dd>{period}</dd>
            </div>
            <div className="fact">
              <dt>As of</dt>
              <dd>
                <Time at={asOf} exact />
              </dd>
            </div>
          </dl>
          {to === undefined ? null : (
            <Go to={to} onClick={close}>
              {rows}
            </Go>
          )}
        </div>
      )}
    </Popover>
  );
}
