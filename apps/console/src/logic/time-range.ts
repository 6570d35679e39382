import { formatDuration } from './time-format.ts';
import type { UrlState } from './url-state.ts';

export interface Range {
  readonly from: Date;
  readonly to: Date;
  /** Name of a sliding range; null when both ends are fixed. */
  readonly name: string | null;
}

const hour = 3_600_000;
/** Sliding ranges by name, in hours. */
export const ranges: Readonly<Record<string, { readonly hours: number; readonly label: string }>> = {
  '15m': { hours: 0.25, label: 'Last 15 minutes' },
  '1h': { hours: 1, label: 'Last hour' },
  '6h': { hours: 6, label: 'Last 6 hours' },
  '24h': { hours: 24, label: 'Last 24 hours' },
  '7d': { hours: 168, label: 'Last 7 days' },
  '30d': { hours: 720, label: 'Last 30 days' },
};

/** The range that the address bar asks for; a fixed one needs both ends in order, anything else is the fallback. */
export function rangeOf(state: UrlState, now: Date, fallback = '24h'): Range {
  const from = new Date(state.from ?? '');
  const to = new Date(state.to ?? '');
  if (from.getTime() < to.getTime()) return { from, to, name: null };
  const name = state.range !== undefined && Object.hasOwn(ranges, state.range) ? state.range : fallback;
  return { from: new Date(now.getTime() - (ranges[name]?.hours ?? 24) * hour), to: now, name };
}

/**
 * What a page does with time: always a range (`last`), only a chosen one (`any`: what is open does not stop being open
 * because a day has passed), or nothing at all.
 */
export function rangeUseOf(path: string): 'last' | 'any' | 'none' {
  if (path === '/' || path === '/events') return 'last';
  return path === '/alerts' || path === '/audit' ? 'any' : 'none';
}

/** Words for a range: its name, or how long it is. */
export function rangeWords(range: Range): string {
  const named = range.name === null ? undefined : ranges[range.name];
  return named === undefined
    ? `in ${formatDuration(range.to.getTime() - range.from.getTime())}`
    : named.label.toLowerCase();
}

/** State for a fixed range. */
export function fixedRange(from: Date, to: Date): Readonly<Record<string, string | undefined>> {
  return { from: from.toISOString(), to: to.toISOString(), range: undefined };
}

/** Text for `<input type="datetime-local">` in the browser's zone, to the second. */
export function toLocalInput(at: Date): string {
  const pad = (value: number) => String(value).padStart(2, '0');
  const date = `${at.getFullYear()}-${pad(at.getMonth() + 1)}-${pad(at.getDate())}`;
  return `${date}T${pad(at.getHours())}:${pad(at.getMinutes())}:${pad(at.getSeconds())}`;
}
