import type { ReactNode } from 'react';
import { AskWhy } from './ask-why.tsx';
import { Go } from './link.tsx';

/** Headline figures side by side. */
export function FigureRow({ label, children }: { readonly label: string; readonly children: ReactNode }) {
  return (
    <section className="figures" aria-label={label}>
      {children}
    </section>
  );
}

/** One figure: the number, its name, a way to its rows, and a way to ask what it counts. */
export function Figure(props: {
  readonly value: ReactNode;
  readonly tone?: 'bad' | undefined;
  /** The value is a name, not a number: smaller, so that it fits. */
  readonly isName?: boolean;
  readonly name: ReactNode;
  /** Figure and name in words: `12 critical`. */
  readonly words: string;
  readonly what: ReactNode;
  readonly period: ReactNode;
  readonly asOf: string;
  /** The rows behind the figure; without it they are on this page, or there are none. */
  readonly to?: string;
}) {
  const { value, tone, isName = false, name, words, what, period, asOf, to } = props;
  const body = (
    <>
      <b
        className={tone === undefined ? 'truncate' : `truncate ${tone}`}
        data-name={isName ? '' : undefined}
        title={isName ? words : undefined}
      >
        {value}
      </b>
      {name}
    </>
  );
  return (
    <div className="figure">
      {to === undefined ? (
        <div className="figure-body">{body}</div>
      ) : (
        <Go to={to} className="figure-body">
          {body}
        </Go>
      )}
      <AskWhy
        figure={words}
        what={what}
        period={period}
        asOf={asOf}
        side="right"
        {...(to === undefined ? {} : { to })}
      />
    </div>
  );
}
