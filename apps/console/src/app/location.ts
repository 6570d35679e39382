import { useCallback, useMemo } from 'react';
import { useLocation, useSearch } from 'wouter';
import { type Range, rangeOf } from '../logic/time-range.ts';
import { carry, change, readSearch, type UrlState, writeSearch } from '../logic/url-state.ts';
import { useNow } from '../ui/index.ts';

/** Filters as the address bar holds them, and a way to change some of them. A change replaces the entry in history. */
export function useUrlState(): readonly [
  UrlState,
  (changes: Readonly<Record<string, string | undefined>>) => void,
] {
  const search = useSearch();
  const [path, navigate] = useLocation();
  const state = useMemo(() => readSearch(search), [search]);
  const set = useCallback(
    (changes: Readonly<Record<string, string | undefined>>) =>
      // Read afresh: two changes in one event must not undo each other.
      navigate(path + writeSearch(change(readSearch(location.search), changes)), { replace: true }),
    [path, navigate],
  );
  return [state, set];
}

/** Goes to another page, taking organisation and time along. */
export function useGo(): (to: string) => void {
  const [, navigate] = useLocation();
  return useCallback((to: string) => navigate(carry(to, location.search)), [navigate]);
}

/** The organisation whose view this is; undefined means all that I may see. */
export function useOrganisation(): string | undefined {
  return readSearch(useSearch()).org;
}

/** The time range of the page. Sliding ranges move with the clock, every 20 s. */
export function useRange(fallback?: string): Range {
  const now = useNow();
  const search = useSearch();
  return useMemo(() => rangeOf(readSearch(search), now, fallback), [search, now, fallback]);
}
