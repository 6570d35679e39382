import assert from 'node:assert/strict';
import { test } from 'node:test';
import { eventFilterOf, eventIdsOf } from './event-filter.ts';

const range = { from: new Date('2026-05-01T00:00:00Z'), to: new Date('2026-05-02T00:00:00Z'), name: null };
const times = { from: '2026-05-01T00:00:00.000Z', to: '2026-05-02T00:00:00.000Z' };

test('the address bar becomes the filter, empty fields left out', () => {
  assert.deepEqual(
    eventFilterOf({ host: ' MRI-03 ', text: '  ', org: '7', tab: 'x', eventId: '4688, 592' }, range),
    {
      ...times,
      host: 'MRI-03',
      eventId: [4688, 592],
      organisationIds: ['7'],
    },
  );
});

test('what is no event id is reported, and never sent', () => {
  assert.equal(eventIdsOf('4688; drop'), null);
  assert.deepEqual(eventIdsOf(''), []);
  assert.deepEqual(eventFilterOf({ eventId: 'abc' }, range), times);
});
