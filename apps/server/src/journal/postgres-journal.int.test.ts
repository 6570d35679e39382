import assert from 'node:assert/strict';
import { after, before, it } from 'node:test';
import { seedFederation, type TestControl, testControl } from '../control/testing.ts';
import { batchOf, journalContract } from './journal-contract.ts';
import { openPostgresJournal } from './postgres-journal.ts';

// Held open for the whole file, so that the database server starts once.
let held: TestControl;
before(async () => {
  held = await testControl();
});
after(() => held.stop());

async function fresh() {
  const test = await testControl();
  const { sources } = await seedFederation(test);
  return { test, sources };
}

journalContract('PostgreSQL', async () => {
  const { test, sources } = await fresh();
  return {
    journal: await openPostgresJournal(test.control),
    sources: [sources[0], sources[1]],
    close: () => test.stop(),
  };
});

it('a journal opened again finds its entries and its backlog', async () => {
  const { test, sources } = await fresh();
  try {
    const first = await openPostgresJournal(test.control);
    await first.append(batchOf(sources[0], 'ab'.repeat(16), ['12345', '67']));
    const second = await openPostgresJournal(test.control);
    assert.equal(second.backlog().entries, 2);
    assert.equal(second.backlog().bytes, 7);
    assert.equal(await second.append(batchOf(sources[0], 'ab'.repeat(16), ['12345', '67'])), 'known');
  } finally {
    await test.stop();
  }
});

it('two writers never let a reader pass an entry that becomes visible later', async () => {
  const { test, sources } = await fresh();
  try {
    const writers = [await openPostgresJournal(test.control), await openPostgresJournal(test.control)];
    const seen: number[] = [];
    let writing = true;
    const appended = Promise.all(
      writers.map(async (journal, writer) => {
        for (let n = 0; n < 40; n += 1) {
          await journal.append(batchOf(sources[0], `${writer}f${n}`.padStart(32, '0'), ['x']));
        }
      }),
    ).then(() => {
      writing = false;
    });
    const reader = await openPostgresJournal(test.control);
    do {
      const entries = await reader.read(seen.at(-1) ?? 0, { entries: 7, bytes: 1e6 });
      seen.push(...entries.map((entry) => entry.seq));
    } while (writing);
    await appended;
    seen.push(
      ...(await reader.read(seen.at(-1) ?? 0, { entries: 100, bytes: 1e6 })).map((entry) => entry.seq),
    );
    assert.equal(seen.length, 80);
  } finally {
    await test.stop();
  }
});

it('a failing batch does not take its neighbours in the same commit with it', async () => {
  const { test, sources } = await fresh();
  try {
    const journal = await openPostgresJournal(test.control);
    const unknownSource = '00000000-0000-7000-8000-000000000000';
    const outcomes = await Promise.allSettled([
      journal.append(batchOf(sources[0], '01'.repeat(16), ['x'])),
      journal.append(batchOf(unknownSource, '02'.repeat(16), ['x'])),
      journal.append(batchOf(sources[1], '03'.repeat(16), ['x'])),
    ]);
    assert.deepEqual(
      outcomes.map((outcome) => outcome.status),
      ['fulfilled', 'rejected', 'fulfilled'],
    );
    assert.equal((await journal.read(0, { entries: 10, bytes: 1e6 })).length, 2);
  } finally {
    await test.stop();
  }
});
