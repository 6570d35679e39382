import type { Control } from '../control/index.ts';
import type { Clock } from '../kernel/clock.ts';
import { crashPoint } from '../kernel/crash-point.ts';
import type { Engine } from './engine.ts';
import type { LakeFiles } from './files.ts';
import type { SealedSegment } from './segment.ts';
import { writeSegment } from './segment-writer.ts';
import { type ManifestEntry, replaceSegments } from './store.ts';
import type { SegmentLevel } from './tables.ts';

export interface RewriteParts {
  readonly control: Control;
  readonly engine: Engine;
  readonly files: LakeFiles;
  readonly clock: Clock;
}

export interface Rewrite {
  readonly inputs: readonly ManifestEntry[];
  readonly level: SegmentLevel;
  /** Organisations of each segment to write. One named in none of them is left behind. */
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
 */
export async function rewriteSegments(parts: RewriteParts, rewrite: Rewrite): Promise<RewriteResult> {
  const { control, engine, files, clock } = parts;
  const paths = rewrite.inputs.map((input) => files.segment(input.id, input.day));
  const rowBytes = await rowBytesOf(engine, paths);
  const written: SealedSegment[] = [];
  let published = false;
  let duplicates = 0;
  try {
    for (const organisations of rewrite.outputs) {
      const repeated = await repeatedRows(engine, paths, organisations);
      const select = `SELECT * EXCLUDE (filename, file_row_number)
        FROM read_parquet($paths, filename = true, file_row_number = true)
        WHERE organisation_id = ANY ($organisations) AND NOT (filename || ':' || file_row_number) = ANY ($repeated)`;
      const parameters = { paths, organisations, repeated };
      const segment = await writeSegment(engine, files, { select, parameters, rowBytes }, rewrite.level);
      const expected = rewrite.inputs
        .flatMap((input) => input.organisations)
        .filter((part) => organisations.includes(part.id))
        .reduce((sum, part) => sum + part.rows, 0);
      const found = (segment?.rows ?? 0) + repeated.length;
      if (found !== expected)
        throw new Error(
          `rewriting ${rewrite.inputs.map((input) => input.id).join(', ')}: expected ${expected} rows, found ${found}`,
        );
      duplicates += repeated.length;
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
    if (!published) for (const segment of written) await files.remove(segment.id, segment.day);
  }
  return { done: published, rows: written.reduce((sum, segment) => sum + segment.rows, 0), duplicates };
}

/** Bytes of a row before compression, from the footers. */
async function rowBytesOf(engine: Engine, paths: readonly string[]): Promise<number> {
  const [found] = await engine.all({
    text: `SELECT (sum(total_uncompressed_size) / greatest(sum(num_values) FILTER (WHERE path_in_schema = 'id'), 1))::DOUBLE AS bytes
      FROM parquet_metadata($paths)`,
    parameters: { paths },
  });
  return Number(found?.bytes ?? 1024);
}

/**
 * Where the second and later deliveries of an event stand, as `file:row`. The first one recorded stays. Looks at
 * ids alone to find the few that repeat: sorting whole rows for it would need memory for whole rows.
 */
async function repeatedRows(
  engine: Engine,
  paths: readonly string[],
  organisations: readonly string[],
): Promise<string[]> {
  const rows = await engine.all({
    text: `WITH repeated AS (
        SELECT id FROM read_parquet($paths) WHERE organisation_id = ANY ($organisations) GROUP BY id HAVING count(*) > 1)
      SELECT filename || ':' || file_row_number AS place
      FROM read_parquet($paths, filename = true, file_row_number = true)
      WHERE organisation_id = ANY ($organisations) AND id IN (SELECT id FROM repeated)
      QUALIFY row_number() OVER (PARTITION BY id, organisation_id ORDER BY recorded, received, filename, file_row_number) > 1`,
    parameters: { paths, organisations },
  });
  return rows.map((row) => String(row.place));
}
