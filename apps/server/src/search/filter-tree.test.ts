import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { EventFilter } from '@cordon/api';
import type { EventEnvelope } from '../events/envelope.ts';
import { ProblemError } from '../kernel/problem.ts';
import { envelope } from '../lake/testing/envelopes.ts';
import { matches } from '../lake/testing/oracle.ts';
import { readCursor, writeCursor } from './cursor.ts';
import { filterTree } from './filter-tree.ts';

const day = { from: '2026-05-12T00:00:00Z', to: '2026-05-13T00:00:00Z' };
const event = envelope({
  host: 'MRI-07.Alder.example',
  user: 'ALDER\\Jane',
  userSid: 'S-1-5-21-7',
  process: 'C:\\Windows\\System32\\cmd.exe',
  commandLine: 'cmd /c "echo <hi>"',
  hashes: ['aa', 'bb'],
  addresses: ['10.0.0.1', '2001:db8::1'],
  domains: ['www.example.org'],
  message: 'It said so',
  original: '{"path":"C:\\\\Windows","xml":"&lt;b&gt;","p":"100%_sure"}',
});
const holds = (terms: Partial<EventFilter>, of: EventEnvelope = event): boolean =>
  matches(filterTree({ ...day, ...terms }), of);

describe('the tree of a filter', () => {
  const cases: readonly [Partial<EventFilter>, Partial<EventFilter>][] = [
    [{ host: 'mri-07' }, { host: 'mri-0' }],
    [{ host: ' MRI-07.alder.EXAMPLE ' }, { host: 'mri-07.birch.example' }],
    [{ user: 'jane' }, { user: 'jan_' }],
    [{ user: 's-1-5-21-7' }, { user: 's-1-5-21' }],
    [{ process: 'SYSTEM32\\cmd' }, { process: '%cmd%' }],
    [{ hash: 'BB' }, { hash: 'b' }],
    [{ address: '2001:DB8::1' }, { address: '10.0.0.' }],
    [{ address: 'WWW.example.org' }, { address: 'example.org' }],
    [{ channel: 'security' }, { channel: 'secur' }],
    [{ provider: 'microsoft-windows-security-auditing' }, { provider: 'x' }],
    [{ eventId: [1, 4688] }, { eventId: [1] }],
    [{ eventId: [] }, { eventId: [4689] }],
    [{ origin: 'live' }, { origin: 'demo' }],
    [{ sourceIds: [event.sourceId.toUpperCase()] }, { sourceIds: [] }],
    [{ text: 'c:\\windows' }, { text: 'c:\\\\\\\\windows' }],
    [{ text: '<B>' }, { text: '<c>' }],
    [{ text: '100%_SURE' }, { text: '100_%sure' }],
    [{ text: 'it said' }, { text: 'it  said' }],
    [{ text: 'echo <hi>' }, { text: 'echo%' }],
    [
      {
        anyOf: [
          { field: 'hash', value: 'CC' },
          { field: 'address', value: '10.0.0.1' },
        ],
      },
      {
        anyOf: [
          { field: 'hash', value: 'cc' },
          { field: 'address', value: '10.0.0.2' },
          { field: 'text', value: 'nowhere' },
        ],
      },
    ],
    [
      { host: 'mri-07', anyOf: [{ field: 'text', value: 'it SAID' }] },
      { host: 'mri-08', anyOf: [{ field: 'text', value: 'it said' }] },
    ],
    [
      { host: 'mri-07', hash: 'aa', eventId: [4688] },
      { host: 'mri-07', hash: 'aa', eventId: [1] },
    ],
  ];
  for (const [yes, no] of cases) {
    it(`holds for ${JSON.stringify(yes)} and not for ${JSON.stringify(no)}`, () => {
      assert.equal(holds(yes), true);
      assert.equal(holds(no), false);
    });
  }

  it('takes the range from its start up to, not including, its end', () => {
    const at = (iso: string) => holds({}, envelope({ happened: Date.parse(iso) }));
    assert.equal(at('2026-05-12T00:00:00Z'), true);
    assert.equal(at('2026-05-12T23:59:59.999Z'), true);
    assert.equal(at('2026-05-13T00:00:00Z'), false);
    assert.equal(at('2026-05-11T23:59:59.999Z'), false);
  });

  it('refuses a range that is empty or turned round', () => {
    for (const to of [day.from, '2026-05-11T00:00:00Z', 'nonsense'])
      assert.throws(
        () => filterTree({ ...day, to }),
        (error) => error instanceof ProblemError && error.code === 'time-range-invalid',
      );
  });
});

describe('the cursor of a search', () => {
  it('comes back as it was written', () => {
    for (const place of [
      { happened: 1_700_000_000_000.123, id: 'ab' },
      { happened: -8.64e15, id: "'" },
    ])
      assert.deepEqual(readCursor(writeCursor(place)), place);
  });
  it('is refused when it was not written by us', () => {
    const made = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');
    for (const text of [
      '',
      'x',
      made([1]),
      made(['1', 'a']),
      made([1, 2]),
      made([9e15, 'a']),
      made({}),
      made([1, 'a'.repeat(101)]),
    ])
      assert.throws(
        () => readCursor(text),
        (error) => error instanceof ProblemError && error.code === 'cursor-invalid',
        text,
      );
  });
});
