import type { ReactNode } from 'react';
import { explain } from '../api/problem.ts';
import { formatCount } from '../logic/time-format.ts';
import { Button } from './button.tsx';

/** Nothing to show: what would be here, why it is not, the one thing to do. */
export function Empty({ title, children }: { readonly title: string; readonly children?: ReactNode }) {
  return (
    <div className="state">
      <h2>{title}</h2>
      {children}
    </div>
  );
}

/** What happened, whether anything was lost, what to do. */
export function Failure({ error, retry }: { readonly error: unknown; readonly retry?: () => void }) {
  const { title, advice } = explain(error);
  return (
    <div className="state" role="alert">
      <h2>{title}</h2>
      <p>{advice}</p>
      {retry === undefined ? null : <Button onClick={retry}>Try again</Button>}
    </div>
  );
}

export function Waiting({ what }: { readonly what: string }) {
  return (
    <p className="waiting" role="status">
      Loading {what}…
    </p>
  );
}

/** Work under way with its count; `of` null when the end is not known. */
export function Progress(props: {
  readonly label: string;
  readonly done: number;
  readonly of: number | null;
  readonly text?: string;
}) {
  const { label, done, of, text } = props;
  const words = text ?? (of === null ? formatCount(done) : `${formatCount(done)} of ${formatCount(of)}`);
  return (
    <div className="progress">
      <div className="row-line">
        <span>{label}</span>
        <span className="secondary">{words}</span>
      </div>
      <progress aria-label={label} {...(of === null ? {} : { value: done, max: Math.max(of, 1) })} />
    </div>
  );
}

interface Asked<T> {
  readonly data: T | undefined;
  readonly error: unknown;
  readonly refetch: () => unknown;
}

/** An answer that may be on its way, missing or stale: keeps what is shown and says when it could not be renewed. */
export function Loaded<T>(props: {
  readonly query: Asked<T>;
  readonly what: string;
  readonly children: (data: T) => ReactNode;
}) {
  const { query, what, children } = props;
  if (query.data === undefined)
    return query.error === null ? (
      <Waiting what={what} />
    ) : (
      <Failure error={query.error} retry={() => void query.refetch()} />
    );
  return (
    <>
      {query.error === null ? null : (
        <div className="banner" data-tone="warn" role="status">
          Could not refresh {what}: {explain(query.error).title.toLowerCase()}. What follows is what was last
          known.
          <Button small onClick={() => void query.refetch()}>
            Try again
          </Button>
        </div>
      )}
      {children(query.data)}
    </>
  );
}
