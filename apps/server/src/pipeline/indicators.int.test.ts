import assert from 'node:assert/strict';
import { after, before, it } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { TableBuilder } from '@cordon/indicators/table';
import type { WorkerIndicators } from './index.ts';
import { type TestPipeline, testPipeline } from './testing/pipeline.ts';

let stand: TestPipeline;
before(async () => {
  // Nothing is sealed but by asking for it.
  stand = await testPipeline({ sealMs: 600_000 });
});
after(() => stand.stop());

function listOf(version: number, ...domains: readonly string[]): WorkerIndicators {
  const builder = new TableBuilder();
  for (const value of domains) builder.add({ kind: 'domain', value }, 0);
  return {
    version,
    memory: builder.finish([1, 2]),
    lists: [{ ruleId: `list-${version}`, organisationIds: null }],
  };
}
let sent = 0;
const send = (name: string) => {
  sent += 1;
  return stand.send(stand.federation.sources[0], [
    {
      winlog: {
        channel: 'DNS',
        event_id: '22',
        record_id: String(sent),
        computer_name: 'ws1',
        event_data: { QueryName: name },
      },
    },
  ]);
};
const processed = async (events: number): Promise<void> => {
  for (
    let tries = 0;
    tries < 500 && stand.seen.reduce((sum, each) => sum + each.count, 0) < events;
    tries += 1
  )
    await sleep(20);
  assert.equal(
    stand.seen.reduce((sum, each) => sum + each.count, 0),
    events,
  );
};

it('says when everything that a version was not matched with lies in the lake, and not before', async () => {
  const { pipeline, signals } = stand;
  assert.equal(pipeline.sealedBefore(0), true);
  await send('bad.example');
  await processed(1);
  pipeline.setIndicators(listOf(2, 'bad.example'));
  assert.equal(pipeline.sealedBefore(2), false, 'processed without the list, and not yet in the lake');
  await send('www.bad.example');
  await processed(2);
  assert.deepEqual(
    signals.map(({ ruleId, key, matched }) => ({ ruleId, key, matched })),
    [{ ruleId: 'list-2', key: 'bad.example', matched: [{ field: 'QueryName', value: 'www.bad.example' }] }],
  );
  await pipeline.settled();
  assert.equal(pipeline.sealedBefore(2), true);
  assert.equal(pipeline.sealedBefore(3), false, 'not matched yet');
  pipeline.setIndicators(listOf(3, 'other.example'));
  assert.equal(pipeline.sealedBefore(3), true, 'nothing is on its way');
  await send('bad.example');
  await processed(3);
  assert.equal(signals.length, 1, 'the earlier list is out of force');
});

it('matches nothing of an organisation that the list is not for', async () => {
  const { pipeline, signals, federation } = stand;
  const before = signals.length;
  const list = { ...listOf(4, 'bad.example') };
  pipeline.setIndicators({
    ...list,
    lists: [{ ruleId: 'list-4', organisationIds: [federation.organisations[1]] }],
  });
  await send('bad.example');
  await processed(4);
  assert.equal(signals.length, before);
});
