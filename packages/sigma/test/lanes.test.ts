import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { type LogRecord, openLog } from '@cordon/eventlog';
import { createEngine } from '../src/index.ts';
import { filesBelow, needsData, recordsOf, sigmaHqRules } from './corpus.ts';
import { renderings } from './renderings.ts';

describe('records of the shared corpora as JSON', needsData, () => {
  for (const [name, render] of Object.entries(renderings)) {
    it(`give the hits of the EVTX records they were made of: ${name}`, async () => {
      const engine = createEngine(sigmaHqRules().rules);
      let compared = 0;
      let hits = 0;
      for (const file of filesBelow('10-evtx', /\.evtx$/i)) {
        // A record that names neither its provider nor its channel is no event to a reader of JSON.
        const records = [...recordsOf(file)].filter(({ channel, provider }) => channel + provider !== '');
        const read = await readLines(records.map(render));
        assert.equal(read.length, records.length, `${file}: records read of its JSON`);
        for (const [at, record] of records.entries()) {
          const found = (of: LogRecord | undefined): string[] =>
            of === undefined ? [] : engine.match(of).map(({ rule }) => rule.title);
          const expected = found(record);
          assert.deepEqual(found(read[at]), expected, `${file} record ${record.recordId}`);
          compared += 1;
          hits += expected.length;
        }
      }
      assert.ok(compared > 20_000 && hits > 1500, `only ${hits} hits in ${compared} records`);
    });
  }
});

async function readLines(lines: readonly string[]): Promise<LogRecord[]> {
  const records: LogRecord[] = [];
  if (lines.length === 0) return records;
  for await (const part of openLog(Buffer.from(lines.join('\n'))))
    for await (const batch of part.batches)
      for (const item of batch) if (item.kind === 'record') records.push(item.record);
  return records;
}
