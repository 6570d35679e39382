import { rm, stat } from 'node:fs/promises';
import { newId } from '../kernel/ids.ts';
import { ProblemError } from '../kernel/problem.ts';
import { type Engine, type Parameter, quoted } from './engine.ts';
import { type LakeFiles, sha256Of } from './files.ts';
import type { OrganisationPart, SealedSegment } from './segment.ts';
import type { SegmentLevel } from './tables.ts';

/**
 * A dictionary of up to 60,000 values, because a column gets a Bloom filter only where it has a dictionary. Groups
 * of so many rows as are about 16 MiB before compression: whoever writes or reads one holds it in memory, several
 * at once when merging.
 */
const format = (rowBytes: number): string => {
  const rows = Math.floor((16 * 1024 * 1024) / Math.max(1, rowBytes) / 2048) * 2048;
  const group = Math.max(2048, Math.min(122_880, rows));
  return `FORMAT parquet, COMPRESSION zstd, ROW_GROUP_SIZE ${group}, DICTIONARY_SIZE_LIMIT 60000, BLOOM_FILTER_FALSE_POSITIVE_RATIO 0.01`;
};

export interface SegmentContent {
  /** Yields the rows to write. */
  readonly select: string;
  readonly parameters: Readonly<Record<string, Parameter>>;
  /** Bytes of a row before compression, on average. */
  readonly rowBytes: number;
}

/**
 * Writes rows as a segment, sorted by organisation and time, durable under its final name when this returns. Null
 * when there is nothing. The manifest does not know it yet. Where memory does not suffice to sort, the rows are
 * written in the order in which they come: searches skip less of such a segment and find the same.
 */
export async function writeSegment(
  engine: Engine,
  files: LakeFiles,
  content: SegmentContent,
  level: SegmentLevel,
): Promise<SealedSegment | null> {
  const id = newId();
  const spooled = files.spool(`${id}.parquet`);
  const copy = (order: string): Promise<unknown> =>
    engine.all({
      text: `COPY (SELECT * FROM (${content.select}) ${order}) TO ${quoted(spooled)} (${format(content.rowBytes)})`,
      parameters: content.parameters,
    });
  try {
    try {
      await copy('ORDER BY organisation_id, happened, id');
    } catch (error) {
      if (!(error instanceof ProblemError && error.code === 'search-too-large')) throw error;
      await copy('');
    }
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
