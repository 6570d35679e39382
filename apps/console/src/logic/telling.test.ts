import assert from 'node:assert/strict';
import { test } from 'node:test';
import { tellingFields } from './telling.ts';

const fields = { LogonType: '10', IpAddress: '203.0.113.9', TargetUserName: 'svc-pacs', Hashes: ['a', 'b'] };

test('fields that hold what a rule groups by are named, in its order', () => {
  const hit = { key: 'svc-pacs\u001f203.0.113.9', fields, matched: [{ field: 'LogonType' }] };
  assert.deepEqual(tellingFields(hit), [
    { field: 'TargetUserName', value: 'svc-pacs' },
    { field: 'IpAddress', value: '203.0.113.9' },
  ]);
});

test('what matched is not said twice, what is absent or empty not at all', () => {
  assert.deepEqual(tellingFields({ key: '203.0.113.9', fields, matched: [{ field: 'ipaddress' }] }), []);
  assert.deepEqual(tellingFields({ key: '', fields, matched: [] }), []);
  assert.deepEqual(tellingFields({ key: '-\u001fgone', fields: { ...fields, A: '-' }, matched: [] }), []);
});
