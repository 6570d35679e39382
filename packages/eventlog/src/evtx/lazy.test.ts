import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { sharedData } from '../../../../tools/shared-data.ts';
import {
  buildEvtx,
  dataTemplate,
  type Element,
  eventTemplate,
  filetime,
  nested,
  newYear2020,
  none,
  text,
  u8,
  u16,
} from '../../test/evtx-builder.ts';
import { mutate, random } from '../../test/random.ts';
import { readEvtx } from './read-evtx.ts';
import { EvtxRecord } from './record.ts';
import { TemplateCache } from './template-cache.ts';

function records(log: Buffer): EvtxRecord[] {
  return [...readEvtx(log, { templates: new TemplateCache() })].flatMap((item) =>
    item.kind === 'record' && item.record instanceof EvtxRecord ? [item.record] : [],
  );
}

const glance = (record: EvtxRecord) => ({
  channel: record.channel,
  provider: record.provider,
  eventId: record.eventId,
  recordId: record.recordId,
  computer: record.computer,
  userSid: record.userSid,
  level: record.level,
  timeMs: record.timeMs,
  texts: [...record.texts()].sort(),
});

/** What a record tells at a glance is what it tells after all its fields were worked out. */
function sameEitherWay(log: Buffer): number {
  const whole = records(log);
  for (const record of whole) record.layout;
  const lazy = records(log);
  assert.equal(lazy.length, whole.length);
  for (const [at, record] of lazy.entries())
    assert.deepEqual(glance(record), glance(whole[at] as EvtxRecord));
  return lazy.length;
}

const inside = (fragment: Element) => [
  u16(1),
  u8(4),
  filetime(newYear2020),
  text('C'),
  nested({ fragment }),
  none,
];
const system: Element = {
  name: 'System',
  children: [
    { name: 'EventID', children: ['7'] },
    { name: 'Computer', children: ['other'] },
  ],
};
const hostile = buildEvtx(
  [
    inside({ name: 'EventData', children: [{ name: 'Data', children: ['x'] }] }),
    // A second System section in what should be the payload, by itself and with something around it.
    inside(system),
    inside({ name: 'Event', children: [system] }),
    inside({ name: 'UserData', children: [system] }),
    [
      u16(1),
      u8(4),
      filetime(newYear2020),
      text('C'),
      nested({ template: dataTemplate('A'), values: [nested({ fragment: system })] }),
      none,
    ],
  ].map((values, index) => ({ id: index + 1, template: eventTemplate, values })),
);

test('a record read in part tells what it tells when read whole', () => {
  assert.equal(sameEitherWay(hostile), 5);
  assert.equal(records(hostile)[0]?.eventId, 1);
  const next = random(20261124);
  const used = hostile.subarray(0, 0x1000 + hostile.readUInt32LE(0x1030) + 64);
  let read = 0;
  for (let round = 0; round < 2000; round++) read += sameEitherWay(mutate(used, next));
  assert.ok(read > 2000, `${read}`);
});

test('records of real logs read in part tell what they tell when read whole', (t) => {
  const shared = sharedData();
  if (shared === undefined) return t.skip('no shared data');
  let read = 0;
  for (const file of globSync(join(shared, '10-evtx/**/*.evtx')).sort())
    read += sameEitherWay(readFileSync(file));
  assert.ok(read > 20_000, `${read}`);
});
