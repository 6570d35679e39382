import assert from 'node:assert/strict';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { type Engine, openEngine } from './engine.ts';
import { LakeFiles } from './files.ts';
import { lakeProblem } from './problems.ts';
import { writeSegment } from './segment-writer.ts';

const select = `SELECT 'o' || (range % 3) AS organisation_id, make_timestamp(1778580000000000 + range * 1500) AS happened,
  make_timestamp(1778580000000000) AS received, md5(range::VARCHAR) AS id FROM range(50000)`;
const content = { select, parameters: {}, order: 'sorted' } as const;

describe('writing a segment', () => {
  const folder = mkdtempSync(join(tmpdir(), 'cordon-segment-'));
  const files = new LakeFiles(folder);
  let engine: Engine;
  before(async () => {
    await files.prepare();
    engine = await openEngine({ folder, memoryMiB: 128, threads: 1 });
  });
  after(() => {
    engine.stop();
    rmSync(folder, { recursive: true, force: true });
  });
  const outOfOrder = async (id: string, day: string): Promise<number> => {
    const [row] = await engine.all({
      text: `SELECT count(*) FILTER (WHERE organisation_id < before)::DOUBLE AS found FROM
        (SELECT organisation_id, lag(organisation_id) OVER (ORDER BY file_row_number) AS before
         FROM read_parquet($path, file_row_number = true))`,
      parameters: { path: files.segment(id, day) },
    });
    return Number(row?.found);
  };

  it('sorts by organisation, so that a search can leave out the others', async () => {
    const segment = (await writeSegment(engine, files, content, 'hot')) ?? assert.fail();
    assert.equal(await outOfOrder(segment.id, segment.day), 0);
    assert.equal(segment.day, '2026-05-12');
    assert.deepEqual(
      segment.organisations.map((part) => [part.organisationId, part.rows]),
      [
        ['o0', 16_667],
        ['o1', 16_667],
        ['o2', 16_666],
      ],
    );
    assert.equal(segment.organisations[1]?.minHappened, 1_778_580_000_001);
    assert.equal(segment.organisations[1]?.maxHappened, 1_778_580_000_000 + Math.ceil(49_999 * 1.5));
  });

  it('writes the same rows unsorted where memory does not suffice to sort', async () => {
    const tight: Engine = {
      ...engine,
      all: (statement, limits) =>
        statement.text.includes('ORDER BY organisation_id, happened')
          ? Promise.reject(lakeProblem('search-too-large'))
          : engine.all(statement, limits),
    };
    const segment = (await writeSegment(tight, files, content, 'day')) ?? assert.fail();
    assert.equal(segment.rows, 50_000);
    assert.ok((await outOfOrder(segment.id, segment.day)) > 0);
  });

  it('makes small groups of large rows', async () => {
    const large = { ...content, select: `SELECT *, repeat(id, 128) AS original FROM (${select})` };
    const segment = (await writeSegment(engine, files, large, 'day')) ?? assert.fail();
    const [row] = await engine.all({
      text: 'SELECT max(row_group_num_rows)::DOUBLE AS most FROM parquet_metadata($path)',
      parameters: { path: files.segment(segment.id, segment.day) },
    });
    // 4 KiB a row: 16 MiB and the vector of 2,048 rows that reaches it.
    assert.ok(Number(row?.most) <= 3 * 2048, `${row?.most} rows`);
  });

  it('keeps the order in which rows come when told to', async () => {
    const backwards = { ...content, select: `${select} ORDER BY range DESC`, order: 'as-read' } as const;
    const segment = (await writeSegment(engine, files, backwards, 'day')) ?? assert.fail();
    assert.ok((await outOfOrder(segment.id, segment.day)) > 10_000);
  });

  it('leaves nothing behind when there is nothing, or when it fails', async () => {
    const before = readdirSync(folder, { recursive: true }).length;
    assert.equal(
      await writeSegment(engine, files, { ...content, select: `${select} WHERE false` }, 'hot'),
      null,
    );
    await assert.rejects(
      writeSegment(engine, files, { ...content, select: 'SELECT nothing' }, 'hot'),
      /nothing/,
    );
    assert.equal(readdirSync(folder, { recursive: true }).length, before);
  });
});
