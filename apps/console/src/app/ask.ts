import type { RouteName } from '@cordon/api';
import {
  keepPreviousData,
  useInfiniteQuery,
  useMutation,
  useQuery,
  useQueryClient,
} from '@tanstack/react-query';
import { useMemo } from 'react';
import { type Answer, type ApiError, call, type Input, key } from '../api/index.ts';
import { explain } from '../api/problem.ts';
import { useToast } from '../ui/index.ts';

/** One answer, kept on the screen while it is asked again. `enabled` false asks nothing. */
export function useAsk<N extends RouteName>(
  name: N,
  input: Input<N>,
  options: {
    readonly enabled?: boolean;
    readonly every?: number | false;
    readonly keep?: boolean;
    /** Asks again, ms apart, while the answer is an error: for what is about to exist. */
    readonly retryEvery?: number | false;
  } = {},
) {
  const { retryEvery = false } = options;
  return useQuery<Answer<N>>({
    queryKey: key(name, input),
    queryFn: ({ signal }) => call(name, { ...input, signal }),
    enabled: options.enabled ?? true,
    refetchInterval: (query) =>
      query.state.error === null
        ? (options.every ?? false)
        : retryEvery === false
          ? (options.every ?? false)
          : retryEvery,
    ...(options.keep === false ? {} : { placeholderData: keepPreviousData as never }),
  });
}

interface Paged {
  readonly rows: readonly unknown[];
  readonly cursor: string | null;
  readonly total?: number | undefined;
}
type RowOf<A> = A extends { rows: readonly (infer R)[] } ? R : never;

/** A list that is asked for page by page as it is scrolled. */
export function usePages<N extends RouteName>(
  name: N,
  ask: (cursor: string | undefined) => Input<N>,
  options: { readonly enabled?: boolean; readonly steady?: boolean } = {},
) {
  const query = useInfiniteQuery({
    queryKey: key(name, 'pages', ask(undefined)),
    queryFn: async ({ pageParam, signal }) =>
      (await call(name, { ...ask(pageParam), signal })) as unknown as Paged,
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.cursor ?? undefined,
    enabled: options.enabled ?? true,
    placeholderData: keepPreviousData,
    // A steady list is only asked again on purpose: nothing moves under the reader's eyes.
    ...(options.steady === true
      ? { staleTime: Number.POSITIVE_INFINITY, refetchOnWindowFocus: false, refetchOnReconnect: false }
      : {}),
  });
  const pages = query.data?.pages;
  const rows = useMemo(() => pages?.flatMap((page) => page.rows) ?? [], [pages]) as RowOf<Answer<N>>[];
  const { hasNextPage, isFetchingNextPage, fetchNextPage } = query;
  // Some lists are not counted by the server; one that has come whole counts itself.
  const total = pages?.[0]?.total ?? (pages === undefined || hasNextPage ? undefined : rows.length);
  const more = useMemo(
    () => (hasNextPage && !isFetchingNextPage ? () => void fetchNextPage() : undefined),
    [hasNextPage, isFetchingNextPage, fetchNextPage],
  );
  return { query, rows, more, first: pages?.[0] as unknown as Answer<N> | undefined, total };
}

/** A change; afterwards the named answers are asked again. Failures are told in a toast unless `quiet`. */
export function useChange<N extends RouteName>(
  name: N,
  options: {
    readonly renews?: readonly RouteName[];
    readonly quiet?: boolean;
    readonly done?: (answer: Answer<N>) => void;
  } = {},
) {
  const client = useQueryClient();
  const toast = useToast();
  return useMutation<Answer<N>, ApiError, Input<N>>({
    mutationFn: (input) => call(name, input),
    onSuccess: (answer) => {
      for (const each of options.renews ?? []) void client.invalidateQueries({ queryKey: [each] });
      options.done?.(answer);
    },
    onError: (error) => {
      if (options.quiet === true) return;
      const { title, advice } = explain(error);
      toast({ text: `${title}. ${advice}`, tone: 'bad' });
    },
  });
}
