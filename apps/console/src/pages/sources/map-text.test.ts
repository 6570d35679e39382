import assert from 'node:assert/strict';
import { test } from 'node:test';
import { formatMap, parseMap } from './map-text.ts';

const organisations = [
  { id: 'id-1', code: 'RX1' },
  { id: 'id-2', code: 'RX2' },
];

test('a map survives being edited as text, names with spaces too', () => {
  const rules = [
    { by: 'network' as const, value: '10.20.0.0/16', organisationId: 'id-1' },
    { by: 'directory-branch' as const, value: 'OU=North Site,DC=nhs', organisationId: 'id-2' },
  ];
  assert.deepEqual(parseMap(`# ours\n\n${formatMap(rules, organisations)}\n`, organisations), rules);
});

test('a wrong line is named with what was expected', () => {
  assert.equal(
    parseMap('network 10.0.0.0/8 RX9', organisations),
    'Line 1: no organisation has the code “RX9”',
  );
  assert.equal(
    parseMap('\nnet 10.0.0.0/8 RX1', organisations),
    'Line 2: expected network, domain or directory-branch, found “net”',
  );
  assert.equal(
    parseMap('domain RX1', organisations),
    'Line 1: expected a value and the code of an organisation',
  );
});
