import { rm } from 'node:fs/promises';
import type { Control } from '../control/index.ts';
import type { Clock } from '../kernel/clock.ts';
import { crashPoint } from '../kernel/crash-point.ts';
import { newId } from '../kernel/ids.ts';
import type { Engine, RunLimits } from './engine.ts';
import type { LakeFiles } from './files.ts';
import { findRepeats, type Repeats } from './repeats.ts';
import { planRuns } from './runs.ts';
import { lakeColumns } from './schema.ts';
import type { SealedSegment } from './segment.ts';
import { type SegmentContent, writeRows, writeSegment } from './segment-writer.ts';
import { type ManifestEntry, replaceSegments } from './store.ts';
import type { SegmentLevel } from './tables.ts';

export interface RewriteParts {
  readonly control: Control;
  /** On one thread and in the order of what it reads, see `EngineOptions.streaming`. */
  readonly engine: Engine;
  readonly files: LakeFiles;
  readonly clock: Clock;
  /** Rows of several organisations are sorted in runs of about so many bytes. */
  readonly runBytes: number;
}

export interface Rewrite {
  readonly inputs: readonly ManifestEntry[];
  readonly level: SegmentLevel;
  /** Organisations of each segment to write, in order. One named in none of them is left behind. */
  readonly outputs: readonly (readonly string[])[];
}

export interface RewriteResult {
  /** False when somebody else replaced an input meanwhile; nothing changed then. */
  readonly done: boolean;
  readonly rows: number;
  /** Rows left out because the same event had been delivered more than once. */
  readonly duplicates: number;
}

/**
 * Writes the rows of some segments anew and puts the result in their place, each event once. Every row of the
 * kept organisations is accounted for before the manifest changes; otherwise this throws and nothing has changed.
 * The memory this takes does not follow the number of rows: see `rowsOf`.
 */
export async function rewriteSegments(
  parts: RewriteParts,
  rewrite: Rewrite,
  limits?: RunLimits,
): Promise<RewriteResult> {
  const { control, engine, files, clock } = parts;
  const paths = rewrite.inputs.map((input) => files.segment(input.id, input.day));
  const organisations = rewrite.outputs.flat();
  const rows = rowsByOrganisation(rewrite.inputs);
  const sum = (ids: readonly string[], of: ReadonlyMap<string, number>): number =>
    ids.reduce((so, id) => so + (of.get(id) ?? 0), 0);
  const written: SealedSegment[] = [];
  let published = false;
  const repeats = await findRepeats(
    engine,
    files,
    { paths, organisations, rows: sum(organisations, rows) },
    limits,
  );
  try {
    const rowBytes = await rowBytesOf(engine, paths);
    for (const output of rewrite.outputs) {
      const sizes = output.map((id) => ({ id, bytes: (rows.get(id) ?? 0) * rowBytes }));
      const segment = await writeOutput(parts, paths, sizes, repeats, rewrite.level, limits);
      const expected = sum(output, rows);
      const found = (segment?.rows ?? 0) + sum(output, repeats.rows);
      if (found !== expected)
        throw new Error(
          `rewriting ${rewrite.inputs.map((input) => input.id).join(', ')}: expected ${expected} rows, found ${found}`,
        );
      if (segment) written.push(segment);
    }
    crashPoint('lake.before-replace');
    published = await control.as('keeper', (db) =>
      replaceSegments(
        db,
        rewrite.inputs.map((input) => input.id),
        written,
        clock.now(),
      ),
    );
    crashPoint('lake.after-replace');
  } finally {
    await repeats.remove();
    if (!published) for (const segment of written) await files.remove(segment.id, segment.day);
  }
  return {
    done: published,
    rows: written.reduce((so, segment) => so + segment.rows, 0),
    duplicates: sum(organisations, repeats.rows),
  };
}

/**
 * Writes one segment without ever sorting it as a whole. Inputs are sorted by organisation already: the rows of
 * one organisation, or of one input, only need to be read in order. Of several organisations in several inputs,
 * runs are sorted, each small enough for memory, put into files of their own and then read one behind the other.
 */
async function writeOutput(
  parts: RewriteParts,
  paths: readonly string[],
  sizes: readonly { readonly id: string; readonly bytes: number }[],
  repeats: Repeats,
  level: SegmentLevel,
  limits: RunLimits | undefined,
): Promise<SealedSegment | null> {
  const { engine, files, runBytes } = parts;
  const runs = paths.length === 1 ? [sizes.map(({ id }) => id)] : planRuns(sizes, runBytes);
  const contents = runs.map((run): SegmentContent => {
    const order = paths.length === 1 || run.length === 1 ? 'as-read' : 'sorted';
    return { ...rowsOf(paths, run, repeats), order };
  });
  const [only] = contents;
  if (only && contents.length === 1) return writeSegment(engine, files, only, level, limits);
  const pieces: string[] = [];
  try {
    for (const content of contents) {
      const piece = files.spool(`${newId()}.parquet`);
      pieces.push(piece);
      if ((await writeRows(engine, piece, content, limits)) > 0) continue;
      pieces.pop();
      await rm(piece, { force: true });
    }
    if (pieces.length === 0) return null;
    const select = 'SELECT * FROM read_parquet($pieces)';
    const content = { select, parameters: { pieces }, order: 'as-read' } as const;
    return await writeSegment(engine, files, content, level, limits);
  } finally {
    for (const piece of pieces) await rm(piece, { force: true });
  }
}

/** The rows of some organisations, each event once. */
function rowsOf(
  paths: readonly string[],
  organisations: readonly string[],
  repeats: Repeats,
): Pick<SegmentContent, 'select' | 'parameters'> {
  if (!organisations.some((id) => repeats.rows.has(id)))
    return {
      select: 'SELECT * FROM read_parquet($paths) WHERE organisation_id = ANY ($organisations)',
      parameters: { paths, organisations },
    };
  return {
    select: `SELECT * EXCLUDE (filename, file_row_number)
      FROM read_parquet($paths, filename = true, file_row_number = true) AS event
      ANTI JOIN read_parquet($repeats) AS repeat
        ON event.filename = repeat.filename AND event.file_row_number = repeat.file_row_number
      WHERE organisation_id = ANY ($organisations)`,
    parameters: { paths, organisations, repeats: repeats.paths },
  };
}

function rowsByOrganisation(inputs: readonly ManifestEntry[]): Map<string, number> {
  const rows = new Map<string, number>();
  for (const part of inputs.flatMap((input) => input.organisations))
    rows.set(part.id, (rows.get(part.id) ?? 0) + part.rows);
  return rows;
}

/**
 * About how many bytes a row takes in memory: its values as the footers tell, and what DuckDB needs for each
 * column. Values that a dictionary holds once take more; where a run is too large for that, it stays unsorted.
 */
async function rowBytesOf(engine: Engine, paths: readonly string[]): Promise<number> {
  const [found] = await engine.all({
    text: `SELECT (sum(total_uncompressed_size) / greatest(sum(num_values) FILTER (WHERE path_in_schema = 'id'), 1))::DOUBLE AS bytes
      FROM parquet_metadata($paths)`,
    parameters: { paths },
  });
  return Number(found?.bytes ?? 1024) + 16 * lakeColumns.length;
}
