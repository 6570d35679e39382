import { formatClock, formatDuration, formatExact, formatTime } from '../logic/time-format.ts';
import { useNow } from './now.ts';

/** A moment in the viewer's zone, relative while recent; the exact time, in that zone and in UTC, on hover. */
export function Time({ at, exact = false }: { readonly at: string | null; readonly exact?: boolean }) {
  const now = useNow();
  if (at === null) return <span className="secondary">never</span>;
  const date = new Date(at);
  return (
    <time
      dateTime={at}
      title={`${formatExact(date)}\n${formatExact(date, 'UTC')}`}
      className={exact ? undefined : 'nowrap'}
      data-exact={exact ? undefined : formatExact(date)}
    >
      {exact ? formatExact(date) : formatTime(date, now)}
    </time>
  );
}

/** Clock with milliseconds, for events close together. */
export function Clock({ at }: { readonly at: string }) {
  const date = new Date(at);
  return (
    <time dateTime={at} title={`${formatExact(date)}\n${formatExact(date, 'UTC')}`} className="nowrap">
      {formatClock(date)}
    </time>
  );
}

/** How long ago, as a length: `3 h`. */
export function Age({ since }: { readonly since: string }) {
  const now = useNow();
  return (
    <time dateTime={since} title={formatExact(new Date(since))} className="nowrap">
      {formatDuration(now.getTime() - new Date(since).getTime())}
    </time>
  );
}
