import type { ByteStream } from '../bytes/index.ts';
import {
  type Cut,
  type Cutter,
  itemsOfJson,
  type JsonOptions,
  LineCutter,
  ValueCutter,
} from '../json/index.ts';
import type { Item } from '../record.ts';

export interface JsonLimits extends JsonOptions {
  /** Longest line or JSON value in bytes; default 16 MiB. */
  readonly maxValueBytes?: number;
}

export interface JsonForm {
  readonly format: 'ndjson' | 'json';
  readonly cutter: Cutter;
}

/** How far the first line is looked at to tell lines from documents. */
const firstLineBytes = 1024 * 1024;

/** Tells JSON lines, one array, and indented documents apart by their beginning. */
export async function jsonForm(stream: ByteStream, limits: JsonLimits): Promise<JsonForm> {
  const maxBytes = limits.maxValueBytes ?? 16 * 1024 * 1024;
  const head = await stream.peek(firstLineBytes);
  const text = head
    .toString('latin1')
    .replace(/^\u00ef\u00bb\u00bf/, '')
    .trimStart();
  if (text.startsWith('[')) return { format: 'json', cutter: new ValueCutter(maxBytes, true) };
  const end = text.indexOf('\n');
  const line = (end < 0 ? text : text.slice(0, end)).trimEnd();
  // An indented document's first line is its opening bracket or a bracket and one member, never a whole value.
  const lines = line.endsWith('}') ? isWhole(line) : end < 0 && head.length === firstLineBytes;
  return lines
    ? { format: 'ndjson', cutter: new LineCutter(maxBytes) }
    : { format: 'json', cutter: new ValueCutter(maxBytes, false) };
}

function isWhole(line: string): boolean {
  const cutter = new ValueCutter(line.length, false);
  return cutter.push(Buffer.from(line, 'latin1')).length === 1 && cutter.end().length === 0;
}

/** Records and faults of JSON text, a batch for each piece of input. */
export async function* jsonBatches(
  stream: ByteStream,
  cutter: Cutter,
  limits: JsonLimits,
): AsyncGenerator<readonly Item[], void, undefined> {
  const items = (cuts: readonly Cut[]): Item[] =>
    cuts.flatMap((cut): Item[] =>
      cut.kind === 'fault' ? [cut] : itemsOfJson(withoutMark(cut.bytes), cut.offset, limits),
    );
  for (let piece = await stream.next(); piece !== undefined; piece = await stream.next()) {
    const batch = items(cutter.push(piece));
    if (batch.length > 0) yield batch;
  }
  const last = items(cutter.end());
  if (last.length > 0) yield last;
}

function withoutMark(bytes: Buffer): Buffer {
  return bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? bytes.subarray(3) : bytes;
}
