import { writeSync } from 'node:fs';
import { EvtxRecord, type Item, openLog, PlainRecord } from '@cordon/eventlog';
import { recordLine } from '../events/record-line.ts';
import type { ChildNotice } from './child-notice.ts';

/**
 * Reads one uploaded file and says on standard output, a line each: `R` and a record, `N` and a notice (JSON both).
 * Runs sandboxed: whatever the file does to it, it can only end.
 */
const [, , file = '', digest = '', name = ''] = process.argv;

/** A record over this is told by the beginning of its original. */
const longestLine = 900_000;
const flushBytes = 256 * 1024;

let waiting: string[] = [];
let waitingBytes = 0;
let ordinal = 0;
let position = 0;

function say(line: string): void {
  waiting.push(line);
  waitingBytes += line.length;
  if (waitingBytes >= flushBytes) flush();
}

/** Blocks until the parent takes it: that is the back-pressure. */
function flush(): void {
  const bytes = Buffer.from(waiting.map((line) => `${line}\n`).join(''));
  waiting = [];
  waitingBytes = 0;
  for (let at = 0; at < bytes.length; ) {
    try {
      at += writeSync(1, bytes, at);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EAGAIN') throw error;
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 5);
    }
  }
}

const notice = (value: ChildNotice): void => say(`N${JSON.stringify(value)}`);

function item(each: Item): void {
  if (each.kind === 'fault') {
    notice({ kind: 'fault', fault: each.fault });
    return;
  }
  const { record } = each;
  const original =
    each.original ?? (record instanceof EvtxRecord ? record.xml() : JSON.stringify(record.fields()));
  const given = `${digest}:${ordinal}`;
  const plain = others.get(record);
  let line = JSON.stringify({ ...recordLine(record, original, given), ...(plain ? { plain } : {}) });
  if (line.length > longestLine) {
    const short = `${original.slice(0, 64 * 1024)} [cut by Cordon: ${original.length} characters in all]`;
    line = JSON.stringify({ ...recordLine(record, short, given), ...(plain ? { plain } : {}) });
  }
  if (line.length > longestLine) {
    const found = `${line.length} characters`;
    notice({
      kind: 'fault',
      fault: {
        code: 'record-size',
        what: `record ${ordinal}`,
        offset: position,
        expected: `at most ${longestLine}`,
        found,
      },
    });
    ordinal += 1;
    return;
  }
  ordinal += 1;
  position = record instanceof EvtxRecord ? record.offset : position + original.length + 1;
  say(`R${line}`);
}

/** Objects of no known shape, by the record that stands for them. */
const others = new WeakMap<object, Record<string, unknown>>();

function otherRecord(value: unknown): PlainRecord | undefined {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined;
  const record = new PlainRecord({
    format: 'json',
    timeMs: Number.NaN,
    zone: 'assumed',
    channel: '',
    provider: '',
    eventId: -1,
    recordId: '',
    computer: '',
    userSid: '',
    level: -1,
    fields: {},
  });
  others.set(record, value as Record<string, unknown>);
  return record;
}

for await (const part of openLog(file, { fileName: name, other: otherRecord })) {
  notice({ kind: 'part', name: part.name, format: part.format });
  for await (const batch of part.batches) {
    for (const each of batch) item(each);
  }
}
notice({ kind: 'end', records: ordinal });
flush();
