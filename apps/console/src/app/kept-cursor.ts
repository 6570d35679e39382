import { useCallback, useState } from 'react';

/** Rows that keys acted on, by list and filters, for as long as this page lives. */
const kept = new Map<string, string>();

/** The row under the cursor of a list. Who opens a row and comes back finds the cursor where they left it. */
export function useKeptCursor(list: string): readonly [string | null, (id: string) => void] {
  const [cursor, setCursor] = useState(() => kept.get(list + location.search) ?? null);
  const set = useCallback(
    (id: string) => {
      kept.set(list + location.search, id);
      setCursor(id);
    },
    [list],
  );
  return [cursor, set];
}
