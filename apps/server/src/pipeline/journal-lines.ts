import { gunzipSync, inflateRawSync, inflateSync, zstdDecompressSync } from 'node:zlib';
import { BulkReader } from '../events/bulk-reader.ts';
import { eventLimits } from '../events/limits.ts';
import { LineSplitter } from '../events/line-splitter.ts';
import type { EntryLine } from './entry-line.ts';
import { readReleasedLine } from './released-line.ts';
import type { TaskEntry } from './task.ts';

/** Reads the events of a journal entry, in order. */
export function readEntryLines(entry: TaskEntry, onLine: (line: EntryLine) => void): void {
  let ordinal = entry.firstOrdinal;
  const { only } = entry;
  const give = (
    verb: EntryLine['verb'],
    givenId: string | undefined,
    source: Buffer,
    cut: number | undefined,
    eventId?: string,
  ): void => {
    const line = { ordinal, verb, givenId, eventId, source, cut: entry.cut?.[ordinal] ?? cut };
    ordinal += 1;
    if (!only || (line.ordinal >= only.from && line.ordinal < only.below)) onLine(line);
  };
  const body = expanded(entry);
  if (entry.format === 'records') {
    const splitter = new LineSplitter(Number.MAX_SAFE_INTEGER, (line) =>
      give('record', undefined, line, undefined),
    );
    splitter.push(body);
    splitter.end();
    return;
  }
  if (entry.format === 'released') {
    const splitter = new LineSplitter(Number.MAX_SAFE_INTEGER, (line) => {
      const { verb, source, eventId } = readReleasedLine(line);
      give(verb, undefined, source, undefined, eventId);
    });
    splitter.push(body);
    splitter.end();
    return;
  }
  const reader = new BulkReader({
    event({ verb, id }, _line, source, cut) {
      if (verb !== 'delete') give(verb, id, source, cut);
    },
    refused: () => undefined,
  });
  const splitter = new LineSplitter(eventLimits.lineBytes, (line, cut) => reader.line(line, cut));
  splitter.push(body);
  splitter.end();
  reader.end();
}

/** The size was measured on acceptance; more than that cannot be in it. */
function expanded(entry: TaskEntry): Buffer {
  const limit = { maxOutputLength: entry.expandedBytes + 1024 };
  const { body } = entry;
  switch (entry.encoding) {
    case 'identity':
      return Buffer.from(body.buffer, body.byteOffset, body.byteLength);
    case 'gzip':
      return gunzipSync(body, limit);
    case 'zstd':
      return zstdDecompressSync(body, limit);
    case 'deflate':
      return ((body[0] ?? 0) & 0x0f) === 8 && (((body[0] ?? 0) << 8) | (body[1] ?? 0)) % 31 === 0
        ? inflateSync(body, limit)
        : inflateRawSync(body, limit);
  }
}
