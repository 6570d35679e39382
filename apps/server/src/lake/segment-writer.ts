import { rm, stat } from 'node:fs/promises';
import { newId } from '../kernel/ids.ts';
import { ProblemError } from '../kernel/problem.ts';
import { type Engine, type Parameter, quoted, type RunLimits } from './engine.ts';
import { type LakeFiles, sha256Of } from './files.ts';
import type { OrganisationPart, SealedSegment } from './segment.ts';
import type { SegmentLevel } from './tables.ts';

/**
 * Groups of rows end at 16 MiB as they lie in memory, whatever the rows are like: whoever writes or reads one holds
 * all of it. A column gets a Bloom filter only where it has a dictionary, so every value of a group may stand in one;
 * of the largest group, that is, for DuckDB makes room for that many in every column before the first row.
 */
const format = `FORMAT parquet, COMPRESSION zstd, ROW_GROUP_SIZE 16384, ROW_GROUP_SIZE_BYTES '16MiB',
  DICTIONARY_SIZE_LIMIT 16384, BLOOM_FILTER_FALSE_POSITIVE_RATIO 0.01`;

export interface SegmentContent {
  /** Yields the rows to write. */
  readonly select: string;
  readonly parameters: Readonly<Record<string, Parameter>>;
  /** `sorted` by organisation and time, which takes memory for all rows; `as-read` takes it for a group of them. */
  readonly order: 'sorted' | 'as-read';
}

/**
 * Writes rows as a segment, durable under its final name when this returns. Null when there is nothing. The
 * manifest does not know it yet.
 */
export async function writeSegment(
  engine: Engine,
  files: LakeFiles,
  content: SegmentContent,
  level: SegmentLevel,
  limits?: RunLimits,
): Promise<SealedSegment | null> {
  const id = newId();
  const spooled = files.spool(`${id}.parquet`);
  try {
    await writeRows(engine, spooled, content, limits);
    const organisations = await partsOf(engine, spooled);
    if (organisations.length === 0) return null;
    const first = Math.min(...organisations.map((part) => part.minReceived.getTime()));
    const day = new Date(first).toISOString().slice(0, 10);
    const { size } = await stat(spooled);
    const sha256 = await sha256Of(spooled);
    await files.publish(spooled, id, day);
    const rows = organisations.reduce((sum, part) => sum + part.rows, 0);
    return { id, day, level, rows, bytes: size, sha256, organisations };
  } finally {
    await rm(spooled, { force: true });
  }
}

/**
 * Writes rows to a file of the spool; answers how many. Where memory does not suffice to sort, they are written in
 * the order in which they come: searches skip less of such a segment and find the same.
 */
export async function writeRows(
  engine: Engine,
  path: string,
  content: SegmentContent,
  limits?: RunLimits,
): Promise<number> {
  const copy = async (order: string): Promise<number> => {
    const [done] = await engine.all(
      {
        text: `COPY (SELECT * FROM (${content.select}) ${order}) TO ${quoted(path)} (${format})`,
        parameters: content.parameters,
      },
      limits,
    );
    return Number(done?.Count ?? 0);
  };
  if (content.order === 'as-read') return copy('');
  try {
    return await copy('ORDER BY organisation_id, happened, id');
  } catch (error) {
    if (!(error instanceof ProblemError && error.code === 'search-too-large')) throw error;
    return copy('');
  }
}

async function partsOf(engine: Engine, path: string): Promise<OrganisationPart[]> {
  const rows = await engine.all({
    text: `SELECT organisation_id, count(*)::DOUBLE AS rows,
      floor(epoch_us(min(happened)) / 1000)::DOUBLE AS min_happened, ceil(epoch_us(max(happened)) / 1000)::DOUBLE AS max_happened,
      floor(epoch_us(min(received)) / 1000)::DOUBLE AS min_received, ceil(epoch_us(max(received)) / 1000)::DOUBLE AS max_received
      FROM read_parquet(${quoted(path)}) GROUP BY organisation_id ORDER BY organisation_id`,
    parameters: {},
  });
  return rows.map((row) => ({
    organisationId: String(row.organisation_id),
    rows: Number(row.rows),
    minHappened: Number(row.min_happened),
    maxHappened: Number(row.max_happened),
    minReceived: new Date(Number(row.min_received)),
    maxReceived: new Date(Number(row.max_received)),
  }));
}
