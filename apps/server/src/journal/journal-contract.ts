import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { describe, it } from 'node:test';
import { type Journal, type JournalBatch, maxEntryBytes } from './journal.ts';

const received = new Date('2026-03-02T08:00:00.000Z');
const all = { entries: 1000, bytes: Number.MAX_SAFE_INTEGER };

export function batchOf(
  sourceId: string,
  batch: string,
  bodies: readonly (string | Uint8Array)[],
): JournalBatch {
  return {
    sourceId,
    batch,
    format: 'bulk',
    received,
    parts: bodies.map((body, part) => {
      const bytes = typeof body === 'string' ? Buffer.from(body) : body;
      return {
        part,
        firstOrdinal: part * 10,
        actions: 10,
        encoding: 'identity',
        body: bytes,
        expandedBytes: bytes.byteLength,
      };
    }),
  };
}

const id = (n: number) => n.toString(16).padStart(32, '0');

/** What every journal must do. `open` gives a fresh, empty journal and two sources that it knows. */
export function journalContract(
  name: string,
  open: () => Promise<{ journal: Journal; sources: readonly [string, string]; close(): Promise<void> }>,
): void {
  const withJournal =
    (work: (journal: Journal, sources: readonly [string, string]) => Promise<void>) => async () => {
      const { journal, sources, close } = await open();
      try {
        await work(journal, sources);
      } finally {
        await journal.stop();
        await close();
      }
    };

  describe(`journal: ${name}`, () => {
    it(
      'gives back what was appended, part by part, with all its particulars',
      withJournal(async (journal, [source]) => {
        const batch = batchOf(source, id(1), ['one', randomBytes(2000)]);
        const parts = batch.parts.map((part) => (part.part === 1 ? { ...part, cut: { 12: 99_000 } } : part));
        assert.equal(await journal.append({ ...batch, parts }), 'stored');
        const entries = await journal.read(0, all);
        assert.deepEqual(
          entries.map(({ seq, body, ...rest }) => ({ ...rest, body: Buffer.from(body).toString('hex') })),
          parts.map((part) => ({
            ...part,
            sourceId: source,
            batch: id(1),
            format: 'bulk',
            received,
            body: Buffer.from(part.body).toString('hex'),
          })),
        );
      }),
    );

    it(
      'knows a batch again, of the same source only, also after its entries are gone',
      withJournal(async (journal, [source, other]) => {
        const batch = batchOf(source, id(1), ['x']);
        assert.equal(await journal.append(batch), 'stored');
        assert.equal(await journal.append(batch), 'known');
        assert.equal(await journal.append({ ...batch, sourceId: other }), 'stored');
        await journal.release((await journal.read(0, all)).at(-1)?.seq ?? 0);
        assert.equal(await journal.append(batch), 'known');
        assert.deepEqual(await journal.read(0, all), []);
      }),
    );

    it(
      'forgets batches older than asked, and takes them as new then',
      withJournal(async (journal, [source]) => {
        const batch = batchOf(source, id(1), ['x']);
        await journal.append(batch);
        await journal.append({
          ...batchOf(source, id(2), ['y']),
          received: new Date(received.getTime() + 1000),
        });
        await journal.release(Number.MAX_SAFE_INTEGER);
        assert.equal(await journal.forget(new Date(received.getTime() + 1)), 1);
        assert.equal(await journal.append(batchOf(source, id(2), ['y'])), 'known');
        assert.equal(await journal.append(batch), 'stored');
      }),
    );

    it(
      'takes concurrent appends and stores one of two equal ones',
      withJournal(async (journal, [source]) => {
        const answers = await Promise.all(
          Array.from({ length: 60 }, (_, n) =>
            journal.append(batchOf(source, id(n % 30), [`body ${n % 30}`])),
          ),
        );
        assert.equal(answers.filter((answer) => answer === 'stored').length, 30);
        const entries = await journal.read(0, all);
        assert.equal(new Set(entries.map((entry) => entry.batch)).size, 30);
        assert.equal(entries.length, 30);
      }),
    );

    it(
      'numbers entries upwards and reads on behind any of them',
      withJournal(async (journal, [source]) => {
        for (const n of [1, 2, 3]) await journal.append(batchOf(source, id(n), ['a', 'b']));
        const entries = await journal.read(0, all);
        const numbers = entries.map((entry) => entry.seq);
        assert.deepEqual(
          numbers,
          [...numbers].sort((left, right) => left - right),
        );
        const later = await journal.read(numbers[2] ?? 0, all);
        assert.deepEqual(
          later.map((entry) => entry.seq),
          numbers.slice(3),
        );
      }),
    );

    it(
      'bounds a read by entries and by bytes, but always gives one',
      withJournal(async (journal, [source]) => {
        for (const n of [1, 2, 3, 4]) await journal.append(batchOf(source, id(n), ['0123456789']));
        assert.equal((await journal.read(0, { entries: 3, bytes: 1000 })).length, 3);
        assert.equal((await journal.read(0, { entries: 100, bytes: 15 })).length, 2);
        assert.equal((await journal.read(0, { entries: 100, bytes: 1 })).length, 1);
      }),
    );

    it(
      'counts its backlog',
      withJournal(async (journal, [source]) => {
        assert.deepEqual(journal.backlog(), { entries: 0, bytes: 0, oldest: null });
        await journal.append(batchOf(source, id(1), ['12345', '678']));
        await journal.append(batchOf(source, id(1), ['12345', '678']));
        await journal.append({
          ...batchOf(source, id(2), ['9']),
          received: new Date(received.getTime() + 5),
        });
        assert.deepEqual(journal.backlog(), { entries: 3, bytes: 9, oldest: received });
        const entries = await journal.read(0, all);
        await journal.release(entries[1]?.seq ?? 0);
        assert.deepEqual(journal.backlog(), {
          entries: 1,
          bytes: 1,
          oldest: new Date(received.getTime() + 5),
        });
      }),
    );

    it(
      'tells listeners of what came, until they leave',
      withJournal(async (journal, [source]) => {
        let heard = 0;
        const stop = journal.onAppend(() => {
          heard += 1;
        });
        await journal.append(batchOf(source, id(1), ['x']));
        stop();
        await journal.append(batchOf(source, id(2), ['x']));
        assert.equal(heard, 1);
      }),
    );

    it(
      'refuses an entry over the limit and keeps nothing of its batch',
      withJournal(async (journal, [source]) => {
        const batch = batchOf(source, id(1), ['fine', randomBytes(maxEntryBytes + 1)]);
        await assert.rejects(async () => journal.append(batch), RangeError);
        assert.deepEqual(await journal.read(0, all), []);
        assert.equal(
          await journal.append(batchOf(source, id(1), ['fine', randomBytes(maxEntryBytes)])),
          'stored',
        );
      }),
    );
  });
}
