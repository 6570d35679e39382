import { type ReactNode, useEffect } from 'react';

/**
 * Head and body of a page. The title is the answer to the page's question; it also names the browser's tab, and is
 * announced when the page changes because focus moves to it (see the frame).
 */
export function Page(props: {
  readonly title: string;
  /** Name for the tab when the title is long. */
  readonly tab?: string;
  /** Says what a number in the title counts; see `AskWhy`. */
  readonly why?: ReactNode;
  readonly lead?: ReactNode;
  readonly actions?: ReactNode;
  /** The body fills the window and scrolls inside. */
  readonly fill?: boolean;
  readonly children: ReactNode;
}) {
  const { title, tab, why, lead, actions, fill = false, children } = props;
  useEffect(() => {
    document.title = `${tab ?? title} – Cordon`;
  }, [tab, title]);
  return (
    <div className="page" data-fill={fill ? '' : undefined}>
      <div className="page-head">
        <div>
          <div className="title-line">
            <h1 tabIndex={-1}>{title}</h1>
            {why}
          </div>
          {lead === undefined ? null : <div className="lead">{lead}</div>}
        </div>
        {actions === undefined ? null : <div className="buttons">{actions}</div>}
      </div>
      {fill ? children : <div className="page-body">{children}</div>}
    </div>
  );
}

/** A titled part of a page. */
export function Panel(props: {
  readonly title: string;
  readonly aside?: ReactNode;
  /** Contents reach the edges (tables). */
  readonly flush?: boolean;
  readonly children: ReactNode;
}) {
  const { title, aside, flush = false, children } = props;
  return (
    <section className="panel" aria-label={title}>
      <header>
        <h2>{title}</h2>
        {aside}
      </header>
      {flush ? children : <div className="inside">{children}</div>}
    </section>
  );
}

/** Name and value pairs. */
export function Facts({ rows }: { readonly rows: readonly (readonly [string, ReactNode])[] }) {
  return (
    <dl className="facts">
      {rows.map(([name, value]) => (
        <div key={name} className="fact">
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}
