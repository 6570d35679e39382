import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync, inflateRawSync, inflateSync, zstdDecompressSync } from 'node:zlib';
import { BulkReader, LineSplitter } from '../events/index.ts';
import { type Journal, type JournalEntry, MemoryJournal } from '../journal/index.ts';
import { systemClock } from '../kernel/clock.ts';
import { createLog } from '../kernel/log.ts';
import { type Ingest, type IngestOptions, startIngest } from './ingest.ts';

export interface TestIngest {
  readonly ingest: Ingest;
  readonly journal: Journal;
  /** Sends a request to the listener; `token` goes as Basic password unless `headers` say otherwise. */
  send(
    method: string,
    path: string,
    body?: string | Uint8Array,
    headers?: Record<string, string>,
  ): Promise<Response>;
  stop(): Promise<void>;
}

export const testToken = 'secret-of-a';

/** A listener on a free port with a journal in memory and one source, `source-a`, whose token is `secret-of-a`. */
export async function testIngest(options: Partial<IngestOptions> = {}): Promise<TestIngest> {
  const dataDir = mkdtempSync(join(tmpdir(), 'cordon-ingest-'));
  const journal = options.journal ?? new MemoryJournal();
  const ingest = await startIngest({
    listener: { host: '127.0.0.1', port: 0 },
    dataDir,
    journal,
    clock: systemClock,
    log: createLog('silent'),
    authenticate: async (token) => (token === testToken ? 'source-a' : undefined),
    ...options,
  });
  return {
    ingest,
    journal,
    send: (method, path, body, headers) =>
      fetch(`${ingest.url}${path}`, {
        method,
        headers: { authorization: `Basic ${btoa(`shipper:${testToken}`)}`, ...headers },
        ...(body === undefined ? {} : { body: body as BodyInit }),
      }),
    async stop() {
      await ingest.stop();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}

/** The events in a journal: what the workers will find there. */
export async function eventsIn(
  journal: Journal,
): Promise<{ id: string | undefined; ordinal: number; source: string }[]> {
  const found: { id: string | undefined; ordinal: number; source: string }[] = [];
  for (const entry of await journal.read(0, { entries: 10_000, bytes: Number.MAX_SAFE_INTEGER })) {
    let ordinal = entry.firstOrdinal;
    const reader = new BulkReader({
      event: ({ id }, _line, source) => {
        found.push({ id, ordinal, source: source.toString() });
        ordinal += 1;
      },
      refused: () => undefined,
    });
    const splitter = new LineSplitter(1_000_000, (line, cut) => reader.line(line, cut));
    splitter.push(inflated(entry));
    splitter.end();
    reader.end();
  }
  return found;
}

function inflated({ encoding, body }: JournalEntry): Buffer {
  if (encoding === 'gzip') return gunzipSync(body);
  if (encoding === 'zstd') return zstdDecompressSync(body);
  if (encoding === 'deflate') return body[0] === 0x78 ? inflateSync(body) : inflateRawSync(body);
  return Buffer.from(body);
}
