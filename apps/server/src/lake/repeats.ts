import { rm } from 'node:fs/promises';
import { newId } from '../kernel/ids.ts';
import { type Engine, quoted, type RunLimits } from './engine.ts';
import type { LakeFiles } from './files.ts';

/** Events that are looked at together: some 30 MiB of hashes, and of rows should all of them be repeated. */
const rowsPerPass = 200_000;

/** Where the second and later deliveries of events stand. */
export interface Repeats {
  /** Files of the spool with `filename` and `file_row_number`; none when nothing is repeated. */
  readonly paths: readonly string[];
  /** How many, by organisation. */
  readonly rows: ReadonlyMap<string, number>;
  remove(): Promise<void>;
}

/**
 * Finds the second and later deliveries of an event among the rows of some organisations; the first one recorded
 * stays. In passes, each over those ids whose hash falls to it: memory follows the pass, not the rows in all. The
 * places go to files, since a whole day may have been sent twice.
 */
export async function findRepeats(
  engine: Engine,
  files: LakeFiles,
  from: {
    readonly paths: readonly string[];
    readonly organisations: readonly string[];
    readonly rows: number;
  },
  limits?: RunLimits,
): Promise<Repeats> {
  const passes = Math.max(1, Math.ceil(from.rows / rowsPerPass));
  const spooled: string[] = [];
  const rows = new Map<string, number>();
  const remove = async (): Promise<void> => {
    for (const path of spooled) await rm(path, { force: true });
  };
  const mine = `organisation_id = ANY ($organisations) AND hash(id) % $passes = $pass`;
  try {
    for (let pass = 0; pass < passes; pass += 1) {
      const path = files.spool(`${newId()}.parquet`);
      spooled.push(path);
      const parameters = {
        paths: from.paths,
        organisations: from.organisations,
        passes: BigInt(passes),
        pass: BigInt(pass),
      };
      const [found] = await engine.all(
        {
          text: `COPY (
            SELECT filename, file_row_number, organisation_id FROM read_parquet($paths, filename = true, file_row_number = true)
            WHERE ${mine} AND hash(id) IN (
              SELECT hash(id) FROM read_parquet($paths) WHERE ${mine} GROUP BY hash(id) HAVING count(*) > 1)
            QUALIFY row_number() OVER (PARTITION BY id, organisation_id ORDER BY recorded, received, filename, file_row_number) > 1
          ) TO ${quoted(path)} (FORMAT parquet)`,
          parameters,
        },
        limits,
      );
      if (Number(found?.Count ?? 0) > 0) continue;
      spooled.pop();
      await rm(path, { force: true });
    }
    if (spooled.length > 0) {
      const counted = await engine.all({
        text: 'SELECT organisation_id, count(*)::DOUBLE AS rows FROM read_parquet($paths) GROUP BY organisation_id',
        parameters: { paths: spooled },
      });
      for (const row of counted) rows.set(String(row.organisation_id), Number(row.rows));
    }
    return { paths: spooled, rows, remove };
  } catch (error) {
    await remove();
    throw error;
  }
}
