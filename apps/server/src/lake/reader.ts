import type { Control } from '../control/index.ts';
import { ProblemError } from '../kernel/problem.ts';
import { histogramStatement, pageStatement, rowsStatement } from './duckdb-dialect.ts';
import type { Engine, Row, RunLimits, Statement } from './engine.ts';
import type { LakeFiles } from './files.ts';
import { Gate } from './gate.ts';
import type { Lake, LakePage } from './lake.ts';
import type { Keyset } from './query-tree.ts';
import type { Readers } from './readers.ts';
import { fromLakeRow, type LakeRow } from './row.ts';
import type { LakeScope, SegmentInScope } from './scope.ts';
import { readManifest } from './store.ts';

interface ReaderParts {
  readonly control: Control;
  readonly engine: Engine;
  readonly files: LakeFiles;
  readonly readers: Readers;
  readonly damaged: (id: string, fault: string) => Promise<void>;
  readonly searches: number;
}

/** Up to so many rows are counted event by event; above, a second delivery not yet compacted counts twice. */
const countedExactly = 5_000_000;
/** A page looks into the segments with the latest events first, in steps that grow. */
const firstStep = 8;

/** The reading half of the lake: pages and histograms over DuckDB. */
export function createReader(parts: ReaderParts): Pick<Lake, 'page' | 'histogram' | 'inventory' | 'rowsOf'> {
  const { control, engine, files, readers } = parts;
  const gate = new Gate(parts.searches, parts.searches * 8);

  /** Runs a statement over segments. One that turns out to be damaged is reported and left out. */
  async function overSegments(
    segments: readonly SegmentInScope[],
    statement: (paths: string[]) => Statement,
    limits: RunLimits | undefined,
  ): Promise<Row[]> {
    const release = readers.hold(segments.map((segment) => segment.id));
    try {
      let left = segments;
      for (;;) {
        if (left.length === 0) return [];
        try {
          return await engine.all(
            statement(left.map((segment) => files.segment(segment.id, segment.day))),
            limits,
          );
        } catch (error) {
          if (error instanceof ProblemError || limits?.signal?.aborted) throw error;
          const bad = await damagedAmong(left);
          if (bad.size === 0) throw error;
          left = left.filter((segment) => !bad.has(segment.id));
        }
      }
    } finally {
      release();
    }
  }

  async function damagedAmong(segments: readonly SegmentInScope[]): Promise<Set<string>> {
    const ids = segments.map((segment) => segment.id);
    const manifest = await control.as('keeper', (db) => readManifest(db, { ids }));
    const bad = new Set(ids.filter((id) => !manifest.some((entry) => entry.id === id)));
    for (const entry of manifest) {
      const fault = await files.contentFaultOf(entry.id, entry.day, entry.bytes, entry.sha256);
      if (!fault) continue;
      bad.add(entry.id);
      await parts.damaged(entry.id, fault);
    }
    return bad;
  }

  /** The first `wanted` events behind a place, each once. */
  async function first(
    scope: LakeScope,
    request: Parameters<Lake['page']>[1],
    wanted: number,
    limits: RunLimits | undefined,
  ): Promise<{ rows: LakeRow[]; opened: Map<string, SegmentInScope> }> {
    const order = byPlace(request.oldestFirst ?? false);
    const queue = reachable(scope.segments, request);
    const opened = new Map<string, SegmentInScope>();
    let rows: LakeRow[] = [];
    let step = firstStep;
    for (let at = 0; at < queue.length; ) {
      const last = rows[wanted - 1];
      const nextSegment = queue[at];
      if (last && nextSegment && !mayPrecede(nextSegment, last, request.oldestFirst ?? false)) break;
      const segments = queue.slice(at, at + step);
      at += step;
      step *= 4;
      for (const segment of segments) opened.set(segment.id, segment);
      rows = [...rows, ...(await eachOnce(segments))].sort(order);
      rows = onlyFirst(rows).slice(0, wanted);
    }
    return { rows, opened };

    /** Asks again behind the last row while second deliveries leave too few. */
    async function eachOnce(segments: readonly SegmentInScope[]): Promise<LakeRow[]> {
      const found: LakeRow[] = [];
      let after: Keyset | undefined = request.after;
      for (;;) {
        const got = await overSegments(
          segments,
          (paths) =>
            pageStatement({
              files: paths,
              organisations: [...scope.organisations.keys()],
              where: request.where,
              after,
              limit: wanted,
              oldestFirst: request.oldestFirst,
            }),
          limits,
        );
        found.push(...onlyFirst(got.map(fromLakeRow)));
        const end = found.at(-1);
        if (got.length < wanted || found.length >= wanted || !end) return found;
        after = { happened: end.envelope.happened, id: end.envelope.id };
      }
    }
  }

  return {
    async inventory(organisationIds) {
      // Held before anybody can have replaced and deleted what is listed: a segment that is gone by then is listed anew.
      for (;;) {
        const live = await control.as('keeper', (db) => readManifest(db, { states: ['live'] }));
        const segments = live
          .filter(
            (entry) =>
              !organisationIds || entry.organisations.some((part) => organisationIds.includes(part.id)),
          )
          .map(({ id, day, rows }) => ({ id, day, rows }));
        const release = readers.hold(segments.map((segment) => segment.id));
        const still = await control.as('keeper', (db) =>
          readManifest(db, { ids: segments.map((segment) => segment.id) }),
        );
        if (still.length === segments.length && still.every((entry) => entry.state !== 'deleting'))
          return { segments, release };
        release();
      }
    },

    rowsOf: (segment, part, limits) =>
      gate.pass(async () => {
        const statement = rowsStatement(files.segment(segment.id, segment.day), part);
        try {
          const rows = await engine.all(statement, limits);
          return { found: rows.map(fromLakeRow), end: part.from + part.rows >= segment.rows };
        } catch (error) {
          if (error instanceof ProblemError || limits?.signal?.aborted) throw error;
          const bad = await damagedAmong([{ ...segment, minHappened: 0, maxHappened: 0 }]);
          if (bad.size === 0) throw error;
          return 'damaged';
        }
      }, limits?.signal),

    page: (scope, request, limits) =>
      gate.pass(async (): Promise<LakePage> => {
        const { rows, opened } = await first(scope, request, request.limit + 1, limits);
        let scannedRows = 0;
        for (const segment of opened.values()) scannedRows += segment.rows;
        return {
          rows: rows.slice(0, request.limit),
          more: rows.length > request.limit,
          scanned: { segments: opened.size, rows: scannedRows },
        };
      }, limits?.signal),

    histogram: (scope, request, limits) =>
      gate.pass(async () => {
        const counts = new Array<number>(request.buckets).fill(0);
        const to = request.from + request.bucketMs * request.buckets;
        const segments = scope.segments.filter(
          (segment) => segment.maxHappened >= request.from && segment.minHappened < to,
        );
        const total = segments.reduce((sum, segment) => sum + segment.rows, 0);
        const rows = await overSegments(
          segments,
          (paths) =>
            histogramStatement({
              files: paths,
              organisations: [...scope.organisations.keys()],
              where: {
                kind: 'all',
                of: [request.where, { kind: 'time', column: 'happened', from: request.from, to }],
              },
              from: request.from,
              bucketMs: request.bucketMs,
              distinct: total <= countedExactly,
            }),
          limits,
        );
        for (const row of rows) {
          const bucket = Number(row.bucket);
          if (bucket >= 0 && bucket < counts.length) counts[bucket] = Number(row.events);
        }
        return counts;
      }, limits?.signal),
  };
}

function byPlace(oldestFirst: boolean): (one: LakeRow, other: LakeRow) => number {
  const sign = oldestFirst ? 1 : -1;
  return (one, other) =>
    sign *
    (one.envelope.happened - other.envelope.happened ||
      (one.envelope.id < other.envelope.id ? -1 : one.envelope.id > other.envelope.id ? 1 : 0));
}

/** Second deliveries of an event stand beside the first: same time, same id. */
function onlyFirst(rows: readonly LakeRow[]): LakeRow[] {
  return rows.filter((row, index) => {
    const before = rows[index - 1]?.envelope;
    return !(before && before.id === row.envelope.id && before.happened === row.envelope.happened);
  });
}

/** Segments that may hold something behind the place, those nearest to it first. */
function reachable(
  segments: readonly SegmentInScope[],
  request: Parameters<Lake['page']>[1],
): SegmentInScope[] {
  const { after, oldestFirst } = request;
  return segments
    .filter((segment) =>
      !after
        ? true
        : oldestFirst
          ? segment.maxHappened >= after.happened
          : segment.minHappened <= after.happened,
    )
    .sort((one, other) =>
      oldestFirst ? one.minHappened - other.minHappened : other.maxHappened - one.maxHappened,
    );
}

/** Whether a segment may hold an event that comes before `row` (or beside it, by id). */
function mayPrecede(segment: SegmentInScope, row: LakeRow, oldestFirst: boolean): boolean {
  return oldestFirst
    ? segment.minHappened <= row.envelope.happened
    : segment.maxHappened >= row.envelope.happened;
}
