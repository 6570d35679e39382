import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { after, it } from 'node:test';
import { createEngine } from '@cordon/sigma';
import { scanFile } from './file-scanner.ts';
import { listInputs } from './inputs.ts';

const folder = mkdtempSync(join(tmpdir(), 'cordon-scan-file-'));
after(() => rmSync(folder, { recursive: true, force: true }));
const engine = createEngine([]);
const query = {
  minLevel: 'informational',
  from: undefined,
  to: undefined,
  counted: new Map(),
  silent: new Set<string>(),
} as const;

it('takes what the system does not let us read for a fault of that file', async () => {
  const path = join(folder, 'gone.evtx');
  const { reports, detections } = await scanFile(path, engine, query, () => undefined);
  assert.deepEqual(detections, []);
  assert.deepEqual(
    reports.map(({ firstFaults, ...report }) => ({ ...report, text: firstFaults.join().slice(0, 22) })),
    [{ file: path, format: 'unknown', records: 0, faults: 1, text: 'cannot be read: ENOENT' }],
  );
});

it('tells bytes that add up to the file, piece by piece', async () => {
  const path = join(folder, 'lines.ndjson');
  const line = `${JSON.stringify({ EventID: 1, Channel: 'C', Computer: 'x', EventData: { a: 'b' } })}\n`;
  writeFileSync(path, line.repeat(20_000));
  const told: number[] = [];
  const { reports } = await scanFile(path, engine, query, (bytes) => told.push(bytes));
  assert.equal(reports[0]?.records, 20_000);
  assert.ok(told.length > 3, `${told.length} pieces`);
  assert.equal(
    told.reduce((sum, bytes) => sum + bytes, 0),
    line.length * 20_000,
  );
});

it('finds files by a pattern, as a shell would', () => {
  for (const name of ['one.glob', 'two.glob', 'two.other']) writeFileSync(join(folder, name), 'x');
  const names = (pattern: string) => listInputs([join(folder, pattern)]).map(({ path }) => basename(path));
  assert.deepEqual(names('*.glob'), ['one.glob', 'two.glob']);
  assert.deepEqual(names('two.????'), ['two.glob']);
  assert.throws(() => names('*.absent'), /no such file or folder/);
});

it('lists a file once, whatever the names it is given under', () => {
  const path = join(folder, 'once.evtx');
  writeFileSync(path, 'x');
  const inputs = listInputs([path, `${folder}/./once.evtx`, folder]);
  assert.equal(inputs.filter((input) => input.path.endsWith('once.evtx')).length, 1);
});
