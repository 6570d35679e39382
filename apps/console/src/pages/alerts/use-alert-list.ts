import type { Alert } from '@cordon/api';
import { type InfiniteData, useQuery, useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect, useMemo, useRef } from 'react';
import { type Answer, call, key } from '../../api/index.ts';
import { usePages } from '../../app/ask.ts';
import { useLiveMessages } from '../../app/live.tsx';
import { mergeLive } from '../../logic/merge-live.ts';
import type { AlertQuery } from './filters.ts';

/**
 * The list that somebody is reading, and quietly beside it the newest answer to the same question: rows change in
 * place, new ones are counted until `showNew`. An empty list shows them at once: nobody is reading it.
 */
export function useAlertList(query: AlertQuery) {
  const list = usePages('alerts', (cursor) => ({ query: { ...query, cursor, limit: 100 } }), {
    steady: true,
  });
  const {
    data: newest,
    dataUpdatedAt: newestAt,
    refetch: askNewest,
  } = useQuery({
    queryKey: key('alerts', 'newest', query),
    queryFn: ({ signal }) => call('alerts', { query: { ...query, limit: 200 }, signal }),
    enabled: false,
  });
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const look = useCallback(() => {
    timer.current ??= setTimeout(() => {
      timer.current = undefined;
      void askNewest();
    }, 1000);
  }, [askNewest]);
  useEffect(() => () => clearTimeout(timer.current), []);
  useLiveMessages(
    useCallback(
      (message) => {
        if (message === null || message.type === 'alert') look();
      },
      [look],
    ),
  );
  const { rows: held, query: asked, first } = list;
  const later = newest !== undefined && newestAt > asked.dataUpdatedAt ? newest : undefined;
  const { rows, fresh } = useMemo(() => mergeLive(held, later?.rows ?? []), [held, later]);
  const { refetch } = asked;
  const showNew = useCallback(() => void refetch(), [refetch]);
  const empty = asked.data !== undefined && held.length === 0 && fresh > 0;
  useEffect(() => {
    if (empty) showNew();
  }, [empty, showNew]);
  return {
    query: asked,
    /** When the rows and their number were asked for. */
    asOf: later === undefined ? asked.dataUpdatedAt : newestAt,
    rows,
    fresh,
    showNew,
    look,
    more: list.more,
    total: later?.total ?? first?.total,
    facets: (later ?? first)?.facets,
  };
}

/** Shows in every list at once what an action did to some alerts. */
export function usePatchAlerts(): (ids: readonly string[], patch: Partial<Alert>) => void {
  const client = useQueryClient();
  return useCallback(
    (ids, patch) => {
      const touched = new Set(ids);
      client.setQueriesData<InfiniteData<Answer<'alerts'>>>({ queryKey: key('alerts', 'pages') }, (data) =>
        data === undefined
          ? data
          : {
              ...data,
              pages: data.pages.map((page) => ({
                ...page,
                rows: page.rows.map((row) => (touched.has(row.id) ? { ...row, ...patch } : row)),
              })),
            },
      );
    },
    [client],
  );
}
