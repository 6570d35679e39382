import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { ProblemError } from '../kernel/problem.ts';
import { readMapLines } from './map-lines.ts';
import type { MapLine } from './tables.ts';

const organisationId = '0198f2c0-1111-7abc-8abc-1234567890ab';
const line = (by: MapLine['by'], value: string): MapLine => ({ by, value, organisationId });

describe('lines of a shared source\u2019s map', () => {
  it('are brought into one form', () => {
    const values = readMapLines([
      line('network', ' 10.20.0.0/16'),
      line('network', '2001:DB8::/32'),
      line('network', '192.0.2.7'),
      line('domain', 'Theatre.Example.ORG.'),
      line('domain', 'WARD_7'),
      line('directory-branch', 'OU=Wards, DC=example , DC=org'),
    ]).map((each) => each.value);
    assert.deepEqual(values, [
      '10.20.0.0/16',
      '2001:db8::/32',
      '192.0.2.7/32',
      'theatre.example.org',
      'ward_7',
      'ou=wards,dc=example,dc=org',
    ]);
  });

  for (const [by, value] of [
    ['network', '10.20.0.0/33'],
    ['network', '10.20.0/16'],
    ['network', '10.0.0.0/'],
    ['network', '10.0.0.0/8/8'],
    ['network', '0.0.0.0/0'],
    ['domain', 'has blank.org'],
    ['domain', '<script>'],
    ['domain', '-x.org'],
    ['directory-branch', 'Wards'],
    ['directory-branch', 'ou=,dc=org'],
  ] as const)
    it(`refuse ${by} ${value} with its place`, () => {
      assert.throws(
        () => readMapLines([line('domain', 'fine.org'), line(by, value)]),
        (error) =>
          error instanceof ProblemError && error.code === 'map-line-invalid' && error.at === '/body/rules/1',
      );
    });

  it('refuse the same value twice, however it is written', () => {
    assert.throws(
      () => readMapLines([line('domain', 'a.org'), line('domain', 'A.ORG.')]),
      /line 1 has the same/,
    );
  });
});
