import type { Source } from '@cordon/api';
import { formatCount, plural } from '../../logic/time-format.ts';

/** Answers whether events come. `whole` false: there are more rows than have come, so nothing is said about the rest. */
export function sourcesTitle(list: {
  readonly rows: readonly Pick<Source, 'state'>[] | undefined;
  readonly whole: boolean;
  /** The state that the list is narrowed to. */
  readonly state: string | undefined;
}): string {
  const { rows, whole, state } = list;
  if (rows === undefined) return 'Sources';
  const kind = state === undefined ? 'source' : `${state} source`;
  if (!whole) return `More than ${plural(rows.length, kind)}`;
  if (state !== undefined || rows.length === 0) return plural(rows.length, kind);
  const silent = rows.filter((source) => source.state === 'silent').length;
  return `${plural(rows.length, kind)}, ${silent === 0 ? 'none' : formatCount(silent)} silent`;
}
