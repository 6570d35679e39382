import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { gzipSync, zstdDecompressSync } from 'node:zlib';
import { sharedData } from '../../../../tools/shared-data.ts';
import type { RecordLine } from '../events/index.ts';
import { type Journal, MemoryJournal } from '../journal/index.ts';
import { ReaderDiedError, readUpload, type UploadedFile, type UploadReport } from './read-upload.ts';

const data = sharedData();

describe('reading an uploaded file', () => {
  let folder: string;
  before(() => {
    folder = mkdtempSync(join(tmpdir(), 'cordon-upload-'));
  });
  after(() => rmSync(folder, { recursive: true, force: true }));

  function stored(name: string, content: string | Uint8Array): UploadedFile {
    const path = join(folder, name);
    writeFileSync(path, content);
    const digest = createHash('sha256').update(content).digest('hex');
    return { path, digest, name, sourceId: 'source-a', received: new Date('2026-03-02T08:00:00Z') };
  }
  function read(file: UploadedFile, journal: Journal, script?: URL): Promise<UploadReport> {
    return readUpload(file, {
      journal,
      signal: new AbortController().signal,
      progress: () => undefined,
      room: async () => undefined,
      ...(script ? { script } : {}),
    });
  }
  async function lines(journal: Journal): Promise<RecordLine[]> {
    const entries = await journal.read(0, { entries: 1000, bytes: Number.MAX_SAFE_INTEGER });
    return entries.flatMap((entry) =>
      zstdDecompressSync(entry.body)
        .toString()
        .trimEnd()
        .split('\n')
        .map((line) => JSON.parse(line) as RecordLine),
    );
  }

  const event = (n: number) =>
    JSON.stringify({
      winlog: {
        channel: 'System',
        provider_name: 'P',
        event_id: '7',
        record_id: n,
        computer_name: 'H',
        event_data: { n: String(n) },
      },
    });

  it('puts records into the journal in batches, with their originals, and tells faults', async () => {
    const journal = new MemoryJournal();
    const content = `${Array.from({ length: 4500 }, (_, n) => event(n)).join('\n')}\nbroken {\n{"plain":"object"}\n`;
    const report = await read(stored('a.ndjson', content), journal);
    assert.equal(report.records, 4501);
    assert.equal(report.faults, 1);
    assert.equal(report.listed[0]?.fault.code, 'json-syntax');
    assert.deepEqual(report.parts, [{ name: '', format: 'ndjson', records: 4501, faults: 1 }]);
    assert.equal(journal.backlog().entries, 3);
    const found = await lines(journal);
    assert.equal(found[17]?.original, event(17));
    assert.equal(found[17]?.recordId, '17');
    assert.deepEqual(found.at(-1)?.plain, { plain: 'object' });
    assert.equal(new Set(found.map((line) => line.given)).size, 4501);
  });

  it('adds nothing when the same file comes again, also under another name', async () => {
    const journal = new MemoryJournal();
    const content = Array.from({ length: 2500 }, (_, n) => event(n)).join('\n');
    await read(stored('a.ndjson', content), journal);
    const before = journal.backlog();
    await read(stored('b.ndjson', content), journal);
    assert.deepEqual(journal.backlog(), before);
  });

  it('reads compressed files and says so', async () => {
    const journal = new MemoryJournal();
    const report = await read(stored('a.gz', gzipSync(`${event(1)}\n${event(2)}\n`)), journal);
    assert.equal(report.records, 2);
  });

  it('reports a file that is nothing it knows', async () => {
    const report = await read(stored('a.bin', Buffer.from([1, 2, 3, 4, 5])), new MemoryJournal());
    assert.equal(report.records, 0);
    assert.equal(report.faults, 1);
  });

  it('fails plainly when the reader dies, and keeps what was read', async () => {
    const journal = new MemoryJournal();
    const dying = new URL('./testing-dying.ts', import.meta.url);
    await assert.rejects(read(stored('x', 'x'), journal, dying), (error: Error) => {
      assert.ok(error instanceof ReaderDiedError);
      assert.match(error.message, /ended \(7\) after 1 records: out of reach/);
      return true;
    });
    assert.equal(journal.backlog().entries, 1);
  });

  it('ends the reader when it is cancelled', async () => {
    const cancel = new AbortController();
    const reading = readUpload(stored('y', 'y'), {
      journal: new MemoryJournal(),
      signal: cancel.signal,
      progress: () => undefined,
      room: async () => undefined,
      script: new URL('./testing-hanging.ts', import.meta.url),
    });
    cancel.abort(new Error('cancelled'));
    await assert.rejects(reading, /cancelled/);
  });

  it('reads an EVTX log of 5,009 records', { skip: data ? false : 'no shared data' }, async () => {
    const journal = new MemoryJournal();
    const content = readFileSync(`${data}/05-endpoint/evtx/plaso-System.evtx.gz`);
    const report = await read(stored('plaso.evtx.gz', content), journal);
    assert.equal(report.records, 5009);
    const [first] = await lines(journal);
    assert.equal(first?.channel, 'System');
    assert.match(first?.original ?? '', /^<Event/);
  });
});
