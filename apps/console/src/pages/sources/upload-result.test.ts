import assert from 'node:assert/strict';
import { test } from 'node:test';
import { uploadResultOf } from './upload-result.ts';

test('a result is read from a finished job, and nothing from one that is not', () => {
  const fault = { code: 'chunk-magic', what: 'chunk header', offset: 4096, expected: 'ElfChnk', found: '…' };
  const result = {
    records: 270,
    faults: 1,
    faultList: [{ part: 'a.evtx', ...fault }, 'not a fault'],
    parts: [{ name: 'a.evtx', format: 'evtx' }, { name: 'b.evtx', format: 'evtx' }, { format: 'unknown' }],
  };
  const { code: _, ...shown } = fault;
  assert.deepEqual(uploadResultOf({ state: 'done', result }), {
    records: 270,
    faults: 1,
    list: [{ part: 'a.evtx', ...shown }],
    formats: ['evtx'],
  });
  assert.equal(uploadResultOf({ state: 'running', result }), null);
  assert.equal(uploadResultOf({ state: 'done', result: {} }), null);
});
