import { once } from 'node:events';
import { closeSync, createWriteStream, openSync, readSync, statSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Writable } from 'node:stream';
import { finished } from 'node:stream/promises';
import { UsageError } from '../exit-code.ts';
import type { Detection } from './detection.ts';
import type { Input } from './inputs.ts';
import { levels } from './level.ts';

export const formats = ['jsonl', 'csv', 'summary'] as const;
export type Format = (typeof formats)[number];

/**
 * The inputs without those that an output is going to replace: what an earlier scan left in the folder. An input
 * that was named itself, or holds what no scan writes, is evidence and is never written over.
 */
export function withoutOutputs(
  inputs: readonly Input[],
  named: readonly string[],
  outputs: Readonly<Record<string, string | undefined>>,
): Input[] {
  const given = new Map<string, string>();
  for (const [option, file] of Object.entries(outputs)) {
    if (file === undefined) continue;
    const other = given.get(identityOf(file));
    if (other !== undefined)
      throw new UsageError(`--${other} and --${option}: expected two files, found one`);
    given.set(identityOf(file), option);
  }
  const asked = new Set(named.map(identityOf));
  return inputs.filter(({ path }) => {
    const option = given.get(identityOf(path));
    if (option === undefined) return true;
    if (asked.has(identityOf(path)) || !isText(path))
      throw new UsageError(`--${option} ${path}: expected another file, found one of those to scan`);
    return false;
  });
}

/** What stays the same whichever name or link leads to a file; of one that does not exist yet, its whole path. */
function identityOf(path: string): string {
  const found = statSync(path, { bigint: true, throwIfNoEntry: false });
  return found === undefined ? resolve(path) : `${found.dev}:${found.ino}`;
}

/** Whether a file may be what a scan wrote: its first bytes are text. */
function isText(path: string): boolean {
  const head = Buffer.alloc(8);
  const file = openSync(path, 'r');
  try {
    return /^[\t\n\r\x20-\x7e]*$/.test(head.toString('latin1', 0, readSync(file, head)));
  } finally {
    closeSync(file);
  }
}

/** Opens a file for writing. Before the scan, so that a path that cannot be written fails at once. */
export async function openOutput(option: string, file: string): Promise<Writable> {
  const stream = createWriteStream(file);
  try {
    await once(stream, 'open');
  } catch (error) {
    throw new UsageError(`--${option}: ${(error as Error).message}`);
  }
  return stream;
}

export async function writeDetections(
  out: Writable,
  format: Format,
  detections: readonly Detection[],
): Promise<void> {
  const lines =
    format === 'jsonl'
      ? jsonLines(detections)
      : format === 'csv'
        ? csvLines(detections)
        : tableLines(detections);
  await write(out, lines);
}

/** Writes all, and ends a file; resolves when it is handed to the system. */
export async function write(out: Writable, texts: Iterable<string>): Promise<void> {
  for (const text of texts) if (!out.write(text)) await once(out, 'drain');
  if (out !== process.stdout) {
    out.end();
    await finished(out);
  }
}

function* jsonLines(detections: readonly Detection[]): Generator<string> {
  for (const detection of detections) yield `${JSON.stringify(detection)}\n`;
}

const columns = [
  'time',
  'level',
  'ruleTitle',
  'ruleId',
  'computer',
  'channel',
  'provider',
  'eventId',
  'recordId',
  'file',
  'tags',
  'fields',
  'correlation',
] as const;

function* csvLines(detections: readonly Detection[]): Generator<string> {
  yield `${columns.join(',')}\r\n`;
  for (const detection of detections)
    yield `${columns.map((column) => csvCell(detection[column])).join(',')}\r\n`;
}

/**
 * RFC 4180. Event data is hostile: a cell that a spreadsheet would take for a formula gets an apostrophe in front.
 */
export function csvCell(value: unknown): string {
  const plain =
    value === null || value === undefined
      ? ''
      : Array.isArray(value)
        ? value.join(' ')
        : typeof value === 'object'
          ? JSON.stringify(value)
          : String(value);
  const text = typeof value === 'string' && /^[=+\-@\t\r]/.test(plain) ? `'${plain}` : plain;
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** One line a rule, worst first: how often, on how many computers, from when to when. */
function* tableLines(detections: readonly Detection[]): Generator<string> {
  const rules = new Map<
    string,
    { first: Detection; last: Detection; count: number; computers: Set<string> }
  >();
  for (const detection of detections) {
    const row = rules.get(detection.ruleId) ?? {
      first: detection,
      last: detection,
      count: 0,
      computers: new Set<string>(),
    };
    row.count += 1;
    row.last = detection;
    row.computers.add(detection.computer);
    rules.set(detection.ruleId, row);
  }
  const rows = [...rules.values()].sort(
    (a, b) =>
      levels.indexOf(b.first.level) - levels.indexOf(a.first.level) ||
      b.count - a.count ||
      (a.first.ruleTitle < b.first.ruleTitle ? -1 : 1),
  );
  yield `${'LEVEL'.padEnd(14)}${'HITS'.padStart(7)}${'HOSTS'.padStart(7)}  ${'FIRST'.padEnd(20)}  ${'LAST'.padEnd(20)}  RULE\n`;
  for (const { first, last, count, computers } of rows) {
    const short = (time: string | null) => (time ?? 'unknown').slice(0, 19).padEnd(20);
    yield `${first.level.padEnd(14)}${String(count).padStart(7)}${String(computers.size).padStart(7)}  ${short(first.time)}  ${short(last.time)}  ${first.ruleTitle}\n`;
  }
  if (rows.length === 0) yield 'nothing found\n';
}
