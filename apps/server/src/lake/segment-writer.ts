import { rm, stat } from 'node:fs/promises';
import { newId } from '../kernel/ids.ts';
import { type Engine, type Parameter, quoted } from './engine.ts';
import { type LakeFiles, sha256Of } from './files.ts';
import type { OrganisationPart, SealedSegment } from './segment.ts';
import type { SegmentLevel } from './tables.ts';

/**
 * Row groups small enough to skip, large enough to compress; a dictionary of up to 60,000 values, because a
 * column gets a Bloom filter only where it has a dictionary.
 */
const format =
  'FORMAT parquet, COMPRESSION zstd, ROW_GROUP_SIZE 122880, DICTIONARY_SIZE_LIMIT 60000, BLOOM_FILTER_FALSE_POSITIVE_RATIO 0.01';

/**
 * Writes what `select` yields as a segment, sorted by organisation and time, durable under its final name when
 * this returns. Null when there is nothing. The manifest does not know it yet.
 */
export async function writeSegment(
  engine: Engine,
  files: LakeFiles,
  select: string,
  parameters: Readonly<Record<string, Parameter>>,
  level: SegmentLevel,
): Promise<SealedSegment | null> {
  const id = newId();
  const spooled = files.spool(`${id}.parquet`);
  try {
    await engine.all({
      text: `COPY (SELECT * FROM (${select}) ORDER BY organisation_id, happened, id) TO ${quoted(spooled)} (${format})`,
      parameters,
    });
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
