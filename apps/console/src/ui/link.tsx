import type { ReactNode } from 'react';
import { Link, useSearch } from 'wouter';
import { carry } from '../logic/url-state.ts';

/** A link inside the console; takes organisation and time along. */
export function Go(props: {
  readonly to: string;
  readonly className?: string;
  readonly title?: string;
  readonly tabIndex?: number;
  /** Shade of a tile. */
  readonly step?: number;
  readonly current?: boolean;
  readonly onClick?: () => void;
  readonly children: ReactNode;
}) {
  const { to, step, current = false, ...rest } = props;
  return (
    <Link
      href={carry(to, useSearch())}
      data-step={step}
      aria-current={current ? 'page' : undefined}
      {...rest}
    />
  );
}
