import { promisify } from 'node:util';
import { constants, zstdCompress } from 'node:zlib';
import type { Fault } from '@cordon/eventlog';
import { LineSplitter } from '../events/index.ts';
import { type Journal, type JournalPart, maxEntryBytes } from '../journal/index.ts';
import { crashPoint } from '../kernel/crash-point.ts';
import { digestId } from '../kernel/ids.ts';
import type { ChildNotice } from './child-notice.ts';
import { spawnSandboxed } from './sandbox.ts';

const compress = promisify(zstdCompress);
const level = { params: { [constants.ZSTD_c_compressionLevel]: 1 } };

export interface UploadedFile {
  readonly path: string;
  /** SHA-256 of the file: its events' ids come from it. */
  readonly digest: string;
  /** As the user called it: a label, and a hint for EVT logs. */
  readonly name: string;
  readonly sourceId: string;
  readonly received: Date;
}

/** What a file held. */
export interface UploadReport {
  records: number;
  faults: number;
  /** The first of them; `faults` counts all. */
  readonly listed: { readonly part: string; readonly fault: Fault }[];
  readonly parts: { readonly name: string; readonly format: string; records: number; faults: number }[];
}

export interface ReadUploadOptions {
  readonly journal: Journal;
  readonly signal: AbortSignal;
  /** Told how many records were read so far. */
  readonly progress: (records: number) => void;
  /** Waits while the journal holds too much. */
  readonly room: () => Promise<void>;
  /** What reads in the sandbox; another one in tests. */
  readonly script?: URL;
}

const batchRecords = 2000;
const batchBytes = 2 * 1024 * 1024;
const listedFaults = 200;
const listedParts = 1000;
/** The child is held to 900,000 characters a line; this only bounds what a subverted one could make us hold. */
const longestLine = 4_000_000;

/** The child ended before the file did. */
export class ReaderDiedError extends Error {
  override readonly name = 'ReaderDiedError';
}

/**
 * Reads an uploaded file in a sandboxed child and puts its records into the journal, batch by batch. Batches are the
 * same whenever the same file is read for the same source, so a repeated or interrupted reading adds nothing twice.
 */
export async function readUpload(file: UploadedFile, options: ReadUploadOptions): Promise<UploadReport> {
  const script = options.script ?? new URL('./child.ts', import.meta.url);
  const child = spawnSandboxed(script, file.path, [file.digest, file.name]);
  const report: UploadReport = { records: 0, faults: 0, listed: [], parts: [] };
  const stop = (): void => void child.kill('SIGKILL');
  options.signal.addEventListener('abort', stop, { once: true });
  let said = '';
  child.stderr?.setEncoding('utf8').on('data', (text: string) => {
    said = (said + text).slice(-2000);
  });
  const exited = new Promise<string>((resolve) => {
    child.once('exit', (code, signal) => resolve(signal ?? String(code)));
    child.once('error', (error) => resolve(error.message));
  });
  const batcher = new Batcher(file, options);
  let ended = false;
  const splitter = new LineSplitter(longestLine, (line, cut) => {
    if (cut !== undefined) return;
    if (line[0] === 0x52) {
      report.records += 1;
      const part = report.parts.at(-1);
      if (part) part.records += 1;
      batcher.add(Buffer.from(line.subarray(1)));
    } else ended = take(JSON.parse(line.toString('utf8', 1)) as ChildNotice, report) || ended;
  });
  try {
    for await (const chunk of (child.stdout ?? []) as AsyncIterable<Buffer>) {
      splitter.push(chunk);
      options.progress(report.records);
      await batcher.full();
    }
    splitter.end();
    await batcher.flush();
  } finally {
    options.signal.removeEventListener('abort', stop);
    child.kill('SIGKILL');
  }
  const exit = await exited;
  options.signal.throwIfAborted();
  if (!ended)
    throw new ReaderDiedError(`the reader ended (${exit}) after ${report.records} records: ${said.trim()}`);
  return report;
}

/** True at the end. */
function take(notice: ChildNotice, report: UploadReport): boolean {
  switch (notice.kind) {
    case 'part':
      if (report.parts.length < listedParts) {
        report.parts.push({ name: notice.name.slice(0, 300), format: notice.format, records: 0, faults: 0 });
      }
      return false;
    case 'fault': {
      report.faults += 1;
      const part = report.parts.at(-1);
      if (part) part.faults += 1;
      if (report.listed.length < listedFaults)
        report.listed.push({ part: part?.name ?? '', fault: notice.fault });
      return false;
    }
    case 'end':
      return true;
  }
}

class Batcher {
  readonly #file: UploadedFile;
  readonly #options: ReadUploadOptions;
  #lines: Buffer[] = [];
  #bytes = 0;
  #number = 0;

  constructor(file: UploadedFile, options: ReadUploadOptions) {
    this.#file = file;
    this.#options = options;
  }

  add(line: Buffer): void {
    this.#lines.push(line);
    this.#bytes += line.length;
  }

  /** Stores whole batches. Where one ends depends on the records alone, not on how they arrived. */
  async full(): Promise<void> {
    while (this.#lines.length >= batchRecords || this.#bytes >= batchBytes) {
      let count = 0;
      for (
        let bytes = 0;
        count < Math.min(this.#lines.length, batchRecords) && bytes < batchBytes;
        count += 1
      ) {
        bytes += this.#lines[count]?.length ?? 0;
      }
      await this.#store(this.#lines.splice(0, count));
    }
  }

  async flush(): Promise<void> {
    await this.full();
    if (this.#lines.length > 0) await this.#store(this.#lines.splice(0));
  }

  async #store(lines: readonly Buffer[]): Promise<void> {
    this.#bytes -= lines.reduce((sum, line) => sum + line.length, 0);
    await this.#options.room();
    crashPoint('upload.before-append');
    const { sourceId, digest, received } = this.#file;
    const batch = digestId('upload', sourceId, digest, String(this.#number));
    this.#number += 1;
    const parts = await pack(lines, 0);
    await this.#options.journal.append({
      sourceId,
      batch,
      format: 'records',
      received,
      parts: parts.map((part, index) => ({ ...part, part: index })),
    });
  }
}

/** Compresses lines into entries within the limit. */
async function pack(lines: readonly Buffer[], firstOrdinal: number): Promise<Omit<JournalPart, 'part'>[]> {
  const raw = Buffer.concat(lines.flatMap((line) => [line, Buffer.from('\n')]));
  const body = await compress(raw, level);
  if (body.length > maxEntryBytes && lines.length > 1) {
    const middle = lines.length >> 1;
    return [
      ...(await pack(lines.slice(0, middle), firstOrdinal)),
      ...(await pack(lines.slice(middle), firstOrdinal + middle)),
    ];
  }
  return [{ firstOrdinal, actions: lines.length, encoding: 'zstd', body, expandedBytes: raw.length }];
}
