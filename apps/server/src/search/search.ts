import type { EventFilter, LakeEvent } from '@cordon/api';
import type { Caller, Control } from '../control/index.ts';
import {
  all,
  type Condition,
  is,
  type Keyset,
  type Lake,
  type LakeRow,
  type LakeScope,
  type RunLimits,
  type Scanned,
  type ScopeBounds,
} from '../lake/index.ts';
import { readCursor, writeCursor } from './cursor.ts';
import { toLakeEvent } from './event-row.ts';
import { type ExportFormat, exportEvents } from './export.ts';
import { filterTree, rangeOf } from './filter-tree.ts';
import { searchProblem } from './problems.ts';

export interface SearchOptions {
  readonly control: Control;
  readonly lake: Lake;
  /** A search that takes longer is stopped; default 20 s. */
  readonly timeoutMs?: number;
}

export interface SearchPage {
  readonly rows: LakeEvent[];
  readonly cursor: string | null;
  readonly scanned: Scanned;
}
export interface Histogram {
  readonly from: string;
  readonly bucketSeconds: number;
  readonly counts: number[];
  readonly total: number;
}
/** An event with all that is kept of it. */
export interface FoundEvent {
  readonly event: LakeEvent;
  readonly row: LakeRow;
}

/** Questions to the lake on behalf of a caller: what it may see is read from the control store each time. */
export interface Search {
  events(
    caller: Caller,
    question: {
      readonly filter: EventFilter;
      readonly cursor?: string | undefined;
      readonly limit?: number | undefined;
    },
    signal?: AbortSignal,
  ): Promise<SearchPage>;
  histogram(caller: Caller, filter: EventFilter, buckets: number, signal?: AbortSignal): Promise<Histogram>;
  /** Throws `event-not-found`, also for an event outside the caller's scope. `happened` makes it quick. */
  event(caller: Caller, id: string, happened?: string, signal?: AbortSignal): Promise<FoundEvent>;
  /** Events of the same sighting within so many minutes before and after, oldest first. */
  around(
    caller: Caller,
    id: string,
    question: { readonly happened?: string | undefined; readonly minutes: number; readonly limit: number },
    signal?: AbortSignal,
  ): Promise<LakeEvent[]>;
  /** Throws before the first chunk when the caller may not export anything. */
  export(
    caller: Caller,
    filter: EventFilter,
    format: ExportFormat,
    signal?: AbortSignal,
  ): Promise<AsyncGenerator<string>>;
}

/** Widths that people read off an axis, in seconds. */
const widths = [
  1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 10_800, 21_600, 43_200, 86_400, 604_800,
];

export function createSearch({ control, lake, timeoutMs = 20_000 }: SearchOptions): Search {
  const limitsOf = (signal: AbortSignal | undefined): RunLimits => ({ signal, timeoutMs });
  const scopeFor = (
    caller: Caller,
    bounds: ScopeBounds,
    permission: 'events.read' | 'events.export' = 'events.read',
  ) => control.scoped(caller, permission, (db) => lake.scope(db, bounds));
  const boundsOf = (filter: EventFilter): ScopeBounds => ({
    ...rangeOf(filter),
    ...(filter.organisationIds ? { organisationIds: filter.organisationIds } : {}),
  });

  async function find(
    caller: Caller,
    id: string,
    happened: string | undefined,
    signal: AbortSignal | undefined,
  ): Promise<{ row: LakeRow; scope: LakeScope }> {
    const look = async (bounds: ScopeBounds, within: readonly Condition[]) => {
      const scope = await scopeFor(caller, bounds);
      const page = await lake.page(
        scope,
        { where: all([...within, is('id', id)]), limit: 1 },
        limitsOf(signal),
      );
      const row = page.rows[0];
      return row && { row, scope };
    };
    const at = happened === undefined ? Number.NaN : Date.parse(happened);
    // The API writes times to the millisecond, the event may have been between two.
    const range = { from: at - 1, to: at + 2 };
    const near = Number.isNaN(at)
      ? undefined
      : await look(range, [{ kind: 'time', column: 'happened', ...range }]);
    // A device clock beyond the calendar is shown at its edge, so the time may lead nowhere.
    const found = near ?? (await look({}, []));
    if (!found) throw searchProblem('event-not-found', { detail: id });
    return found;
  }

  return {
    async events(caller, { filter, cursor, limit = 100 }, signal) {
      const where = filterTree(filter);
      const after = cursor === undefined ? undefined : readCursor(cursor);
      const scope = await scopeFor(caller, boundsOf(filter));
      const page = await lake.page(scope, { where, after, limit }, limitsOf(signal));
      const last = page.rows.at(-1)?.envelope;
      return {
        rows: page.rows.map((row) => toLakeEvent(row, scope)),
        cursor:
          page.more && last ? writeCursor({ happened: last.happened, id: last.id } satisfies Keyset) : null,
        scanned: page.scanned,
      };
    },

    async histogram(caller, filter, buckets, signal) {
      const { from, to } = rangeOf(filter);
      const least = (to - from) / 1000 / buckets;
      const seconds = widths.find((width) => width >= least) ?? Math.ceil(least / 604_800) * 604_800;
      const start = Math.floor(from / 1000 / seconds) * seconds * 1000;
      const scope = await scopeFor(caller, boundsOf(filter));
      const counts = await lake.histogram(
        scope,
        {
          where: filterTree(filter),
          from: start,
          bucketMs: seconds * 1000,
          buckets: Math.ceil((to - start) / 1000 / seconds),
        },
        limitsOf(signal),
      );
      return {
        from: new Date(start).toISOString(),
        bucketSeconds: seconds,
        counts,
        total: counts.reduce((sum, count) => sum + count, 0),
      };
    },

    async event(caller, id, happened, signal) {
      const { row, scope } = await find(caller, id, happened, signal);
      return { event: toLakeEvent(row, scope), row };
    },

    async around(caller, id, { happened, minutes, limit }, signal) {
      const { row } = await find(caller, id, happened, signal);
      const { envelope } = row;
      const from = envelope.happened - minutes * 60_000;
      const to = envelope.happened + minutes * 60_000;
      const scope = await scopeFor(caller, { from, to, organisationIds: [envelope.organisationId] });
      const same = is('sighting_key', envelope.sighting.key);
      const half = async (oldestFirst: boolean): Promise<readonly LakeRow[]> => {
        const where = all([{ kind: 'time', column: 'happened', from, to }, same]);
        const place = { happened: envelope.happened, id };
        const asked = { where, after: place, limit: Math.ceil(limit / 2), oldestFirst };
        return (await lake.page(scope, asked, limitsOf(signal))).rows;
      };
      const before = await half(false);
      const behind = await half(true);
      return [...before.toReversed(), row, ...behind].map((each) => toLakeEvent(each, scope));
    },

    async export(caller, filter, format, signal) {
      const where = filterTree(filter);
      const scope = await scopeFor(caller, boundsOf(filter), 'events.export');
      return begun(exportEvents(lake, scope, where, format, limitsOf(signal)));
    },
  };
}

/** Waits for the first chunk, so that a search that cannot be answered is refused before the answer begins. */
async function begun(chunks: AsyncGenerator<string>): Promise<AsyncGenerator<string>> {
  const first = await chunks.next();
  return (async function* () {
    try {
      if (!first.done) yield first.value;
      yield* chunks;
    } finally {
      await chunks.return(undefined);
    }
  })();
}
