import { connectControl } from '../../control/control.ts';
import { createLog } from '../../kernel/log.ts';
import { openLake } from '../index.ts';
import { SetClock, store } from './contract.ts';
import { envelope } from './envelopes.ts';

/**
 * What a server does to its lake, in a process of its own that may be killed anywhere: fills it until it has all
 * its events, compacts, sweeps. Asked again after a crash it goes on where the manifest says it was.
 */
const { address, dataDir, organisations, batches } = JSON.parse(process.env.CORDON_TEST_LAKE ?? '{}');
const control = await connectControl(address, createLog('silent'), async () => undefined);
const clock = new SetClock();
const lake = await openLake({
  control,
  dataDir,
  clock,
  log: createLog('silent'),
  graceMs: 0,
  writeMiB: 128,
  searchMiB: 128,
  threads: 1,
});

// The number of recorded batches stands for the journal's cursor: both commit together.
const done = await control.as('keeper', (db) =>
  db
    .selectFrom('lake_segment')
    .select((of) => of.fn.max('through_seq').as('seq'))
    .executeTakeFirst(),
);
for (let batch = Number(done?.seq ?? 0) + 1; batch <= batches; batch += 1) {
  const events = organisations.flatMap((organisationId: string) =>
    [1, 2, 3].map((each) => envelope({ organisationId, recordId: `${batch} ${each}`, received: clock.ms })),
  );
  await store(lake, control, events, batch);
}
await lake.compact();
clock.ms += 1000;
await lake.sweep();
await lake.stop();
await control.stop();
