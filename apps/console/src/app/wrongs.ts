import { useMemo, useState } from 'react';
import { ApiError } from '../api/index.ts';
import { explain } from '../api/problem.ts';
import type { Wrong } from '../ui/index.ts';

/**
 * What is wrong with a form: what its own check found, else what the server refused.
 * @param error the last refusal; null when there was none
 * @param fields ids of fields that bear the name of what they send, so that a refusal can be shown there
 */
export function useWrongs(
  error: unknown,
  fields: readonly string[] = [],
): {
  readonly wrongs: readonly Wrong[];
  /** Shows what the form's own check found; true when that was nothing. */
  readonly passes: (found: readonly Wrong[]) => boolean;
} {
  const [own, setOwn] = useState<readonly Wrong[]>([]);
  const [names] = useState(fields);
  const wrongs = useMemo(() => (own.length > 0 ? own : wrongsOf(error, names)), [own, error, names]);
  return {
    wrongs,
    passes: (found) => {
      setOwn(found);
      return found.length === 0;
    },
  };
}

/** What a refused form says: at the field that the problem names where it names one that the form has. */
function wrongsOf(error: unknown, fields: readonly string[]): readonly Wrong[] {
  if (error === null || error === undefined) return [];
  if (
    error instanceof ApiError &&
    error.status >= 400 &&
    error.status < 500 &&
    error.code !== 'permission-missing'
  ) {
    const named = error.at?.split('/').at(-1) ?? '';
    return [{ field: fields.includes(named) ? named : '', text: error.message }];
  }
  const { title, advice } = explain(error);
  return [{ field: '', text: `${title}. ${advice}` }];
}
