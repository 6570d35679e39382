import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type EvtxRecord, readEvtx } from '@cordon/eventlog';
import { chunksOf, evtxFiles, logOf } from './corpus.ts';
import { measure, mustBePositive, peakMiB, printRows, type Row, summarise } from './measure.ts';

/**
 * Records a second of the EVTX reader against `evtxexport` (Debian's libevtx-utils) on the same file in the same
 * run. The file is put together from the well-filled chunks of the corpus; where `evtxexport` gives up on a file of
 * the corpus, its chunks are left out for both. What each row leaves out is said.
 */
const folder = mkdtempSync(join(tmpdir(), 'cordon-bench-'));
const hasPeer = !spawnSync('evtxexport', ['-V']).error;
const parts = evtxFiles()
  .map((file) => chunksOf(file, 0.6))
  .filter((chunks) => chunks.length > 0 && (!hasPeer || exportOf(logOf(chunks)).status === 0));
const log = logOf(parts.flat());

function walk(): number {
  let records = 0;
  for (const item of readEvtx(log)) if (item.kind === 'record') records += 1;
  return records;
}

function everyValue(): number {
  let values = 0;
  for (const item of readEvtx(log)) {
    if (item.kind !== 'record') continue;
    const fields = item.record.fields();
    for (const name in fields) if (fields[name] !== undefined) values += 1;
  }
  return values;
}

function rendered(): number {
  let characters = 0;
  for (const item of readEvtx(log))
    if (item.kind === 'record') characters += (item.record as EvtxRecord).xml().length;
  return characters;
}

const records = walk();
mustBePositive({ records, values: everyValue(), characters: rendered() });
const rows: Row[] = [];
const add = async (name: string, work: () => number, note: string): Promise<void> => {
  const { seconds } = await measure(work);
  rows.push({ name, perSecond: records / seconds, note });
};
await add('walk', walk, 'decodes no values, checks no CRC; file in memory');
await add('every value as canonical text', everyValue, 'payload fields; no XML, no CRC; file in memory');
await add('rendered XML', rendered, 'no CRC; file in memory');

const peer = evtxexport();
if (peer) rows.push(peer);
else console.log('skipped: evtxexport is not installed (Debian: libevtx-utils)');
console.log(`${log.length} bytes, ${records} records, peak ${peakMiB()} MiB`);
printRows('EVTX reader, one thread', 'records/s', rows, peer);

function exportOf(bytes: Buffer): { readonly status: number | null; readonly records: number } {
  const file = join(folder, 'part.evtx');
  writeFileSync(file, bytes);
  const { status, stdout } = spawnSync('evtxexport', ['-f', 'xml', file], {
    maxBuffer: 2 ** 31 - 1,
    encoding: 'latin1',
  });
  return { status, records: stdout.split('<Event ').length - 1 };
}

function evtxexport(): Row | undefined {
  if (!hasPeer) return undefined;
  const exported = exportOf(log).records;
  const file = join(folder, 'part.evtx');
  const runs = Array.from({ length: 5 }, () => {
    const started = performance.now();
    spawnSync('evtxexport', ['-f', 'xml', file], { stdio: 'ignore' });
    return (performance.now() - started) / 1000;
  });
  const note = `${exported} records; starts a process, reads the file, writes XML to nowhere`;
  return { name: 'evtxexport -f xml', perSecond: exported / summarise(runs).seconds, note };
}
rmSync(folder, { recursive: true, force: true });
