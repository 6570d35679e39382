import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { gunzipSync } from 'node:zlib';
import { sharedData } from '../../../../tools/shared-data.ts';
import { itemsOfJson, ValueCutter } from '../json/index.ts';
import type { LogRecord } from '../record.ts';
import { readEvtx } from './read-evtx.ts';

const shared = sharedData();
const skip = shared === undefined ? 'no shared data' : false;
const root = shared ?? '';

function count(path: string): { live: number; recovered: number; faults: number } {
  const bytes = readFileSync(path);
  const counts = { live: 0, recovered: 0, faults: 0 };
  for (const item of readEvtx(path.endsWith('.gz') ? gunzipSync(bytes) : bytes)) {
    if (item.kind === 'fault') counts.faults++;
    else if (item.record.recovered === true) counts.recovered++;
    else counts.live++;
  }
  return counts;
}

test('records and faults of the odd logs', { skip }, () => {
  const expected: Record<string, [live: number, faults: number]> = {
    'plaso-System.evtx.gz': [5009, 0],
    'plaso-System2.evtx': [283, 2],
    'Application_no_crc32.evtx': [17, 0],
    'MSExchange_Management_wec.evtx': [1, 0],
    'issue_201.evtx': [1, 0],
    'Microsoft-Windows-HelloForBusiness_Operational.evtx': [6, 2],
    'new-user-security.evtx': [4, 0],
    'Security_short_selected.evtx': [7, 0],
    'sample-with-irregular-bool-values.evtx.gz': [3028, 0],
    'sample-with-zero-data-size-event.evtx.gz': [449, 1],
    'security_bad_string_cache.evtx.gz': [2261, 0],
    'sysmon.evtx.gz': [358, 8],
    'sample_with_a_bad_chunk_magic.evtx.gz': [301, 8],
  };
  for (const [name, [live, faults]] of Object.entries(expected)) {
    assert.deepEqual(
      { name, ...count(join(root, '05-endpoint/evtx', name)) },
      { name, live, recovered: 0, faults },
    );
  }
});

test('totals of the large collections', { skip }, () => {
  const total = (folder: string): Record<string, number> => {
    const files = globSync('**/*.evtx', { cwd: join(root, folder) });
    const sum = { files: files.length, live: 0, recovered: 0, faults: 0 };
    for (const file of files) {
      const counts = count(join(root, folder, file));
      sum.live += counts.live;
      sum.recovered += counts.recovered;
      sum.faults += counts.faults;
    }
    return sum;
  };
  assert.deepEqual(total('09-sigma/regression_data'), { files: 202, live: 238, recovered: 0, faults: 0 });
  assert.deepEqual(total('10-evtx'), { files: 311, live: 27910, recovered: 151, faults: 50 });
});

/** Values for comparison: the other converter trims blanks and drops the last digit of times. */
function plain(value: unknown): string {
  return String(value)
    .trim()
    .replace(/(\.\d{6})\dZ$/, '$1Z')
    .toLowerCase();
}

test('the regression logs agree with the JSON that another converter made of them', { skip }, () => {
  let compared = 0;
  let equal = 0;
  const differing = new Set<string>();
  for (const file of globSync('**/*.evtx', { cwd: join(root, '09-sigma/regression_data') })) {
    const path = join(root, '09-sigma/regression_data', file);
    const theirs = jsonRecords(path.replace(/\.evtx$/, '.json'));
    const ours = [...readEvtx(path)].flatMap((item) => (item.kind === 'record' ? [item.record] : []));
    for (const record of ours) {
      const other = theirs.find(
        ({ recordId, channel }) => recordId === record.recordId && channel === record.channel,
      );
      if (other === undefined) continue;
      assert.deepEqual(
        [record.eventId, record.provider, record.computer],
        [other.eventId, other.provider, other.computer],
      );
      for (const [name, value] of Object.entries(record.fields())) {
        compared++;
        const theirValue = plain(other.get(name) ?? '');
        const ourValue = plain(value ?? '');
        if (theirValue === ourValue) equal++;
        else differing.add(`${file} ${name}: ${ourValue} / ${theirValue}`);
      }
    }
  }
  assert.ok(compared > 3000, `${compared}`);
  assert.deepEqual([...differing].slice(0, 10), []);
  assert.equal(equal, compared);
});

function jsonRecords(path: string): LogRecord[] {
  const cutter = new ValueCutter(1 << 26, false);
  return cutter.push(readFileSync(path)).flatMap((cut) => {
    if (cut.kind === 'fault') return [];
    return itemsOfJson(cut.bytes, cut.offset).flatMap((item) =>
      item.kind === 'record' ? [item.record] : [],
    );
  });
}
