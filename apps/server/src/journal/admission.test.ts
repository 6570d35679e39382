import assert from 'node:assert/strict';
import { it } from 'node:test';
import { type AdmissionLimits, admit, type Pressure } from './admission.ts';

const limits: AdmissionLimits = {
  backlogBytes: 100,
  diskFreeBytes: 1000,
  inFlightBytes: 50,
  residentBytes: 500,
};
const calm: Pressure = {
  backlogBytes: 0,
  backlogAgeMs: 0,
  diskFreeBytes: Number.POSITIVE_INFINITY,
  inFlightBytes: 0,
  residentBytes: 0,
};

const table: readonly [string, Partial<Pressure>, number | 'accept'][] = [
  ['nothing presses', {}, 'accept'],
  [
    'everything at its limit',
    { backlogBytes: 100, diskFreeBytes: 1000, inFlightBytes: 50, residentBytes: 500 },
    'accept',
  ],
  ['disk below its floor', { diskFreeBytes: 999 }, 60],
  ['backlog over, young', { backlogBytes: 101, backlogAgeMs: 1000 }, 5],
  ['backlog over, two minutes behind', { backlogBytes: 101, backlogAgeMs: 120_000 }, 12],
  ['backlog over, a day behind', { backlogBytes: 101, backlogAgeMs: 86_400_000 }, 60],
  ['an old but small backlog is no reason', { backlogBytes: 5, backlogAgeMs: 86_400_000 }, 'accept'],
  ['too much in flight', { inFlightBytes: 51 }, 1],
  ['memory short', { residentBytes: 501 }, 5],
  ['a full disk outweighs the rest', { diskFreeBytes: 0, inFlightBytes: 51 }, 60],
];
for (const [name, pressure, expected] of table) {
  it(`admission: ${name}`, () => {
    const decision = admit({ ...calm, ...pressure }, limits);
    assert.equal(decision.accept ? 'accept' : decision.retryAfterSeconds, expected);
  });
}
