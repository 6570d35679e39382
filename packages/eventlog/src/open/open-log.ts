import { type ByteSource, ByteStream, type OpenBytes, openBytes } from '../bytes/index.ts';
import {
  ContainerFault,
  ExpansionBudget,
  type ExpansionLimits,
  gunzip,
  zipEntries,
} from '../container/index.ts';
import { readEvt } from '../evt/index.ts';
import { EvtxParts, readEvtxBatches } from '../evtx/index.ts';
import type { Fault, Item } from '../record.ts';
import { detect, detectBytes } from './detect.ts';
import { type JsonLimits, jsonBatches, jsonForm } from './json-part.ts';
import { utf16ToUtf8 } from './utf16.ts';

export interface OpenOptions extends JsonLimits {
  /** Verify the checksums of EVTX logs. */
  readonly checksums?: boolean;
  /** Name of the input, a hint for the log that an EVT file is of; default the path, if it is one. */
  readonly fileName?: string;
  /** Bounds on what compressed input expands to. */
  readonly expansion?: ExpansionLimits;
  /** How many containers may stand in one another; default 3. */
  readonly maxNesting?: number;
  /** Longest archive or EVT log inside of another container, which is held in memory; default 256 MiB. */
  readonly maxNestedBytes?: number;
}

export type LogFormat = 'evtx' | 'evt' | 'ndjson' | 'json' | 'gzip' | 'zip' | 'unknown';

/** One log of an input. An archive holds several; anything else is one. */
export interface LogPart {
  /** Name inside of the archive (`a.zip!b.evtx` when nested), '' for the input itself. A label, not a path. */
  readonly name: string;
  /** `gzip`, `zip` and `unknown` come with nothing but faults. */
  readonly format: LogFormat;
  /** Records and faults. Read them before asking for the next part. Synchronous for EVTX and EVT as files. */
  readonly batches: Iterable<readonly Item[]> | AsyncIterable<readonly Item[]>;
}

/** Bytes of a batch of an EVT log are few; this many records a batch. */
const evtBatch = 512;
const readBytes = 256 * 1024;

/**
 * Opens an event log by its content: EVTX, EVT, JSON (lines, one array, indented documents; UTF-8 or UTF-16),
 * or any of these in gzip or zip. Damage becomes faults in the parts; only a file that the system cannot open
 * or read throws.
 */
export async function* openLog(
  input: ByteSource,
  options: OpenOptions = {},
): AsyncGenerator<LogPart, void, undefined> {
  const source = openBytes(input);
  const context: Context = {
    options: { ...(typeof input === 'string' ? { fileName: input } : {}), ...options },
    budget: new ExpansionBudget(options.expansion),
    nesting: 0,
  };
  try {
    const content = detect(source.read(0, detectBytes));
    if (content === 'evtx') {
      yield { name: '', format: 'evtx', batches: readEvtxBatches(input, options) };
    } else if (content === 'evt') {
      yield { name: '', format: 'evt', batches: batched(readEvt(input, context.options)) };
    } else if (content === 'zip') {
      yield* zipParts(input, '', context);
    } else {
      yield* streamParts(new ByteStream(piecesOf(source)), '', context);
    }
  } finally {
    source.close();
  }
}

interface Context {
  readonly options: OpenOptions;
  readonly budget: ExpansionBudget;
  readonly nesting: number;
}

/** Parts of input that can only be read once. */
async function* streamParts(
  stream: ByteStream,
  name: string,
  context: Context,
): AsyncGenerator<LogPart, void, undefined> {
  const { options } = context;
  let head: Buffer;
  try {
    head = await stream.peek(detectBytes);
    if (head.length === 0) await stream.next();
  } catch (error) {
    yield faultPart(name, 'unknown', containerFault(error, name));
    return;
  }
  const content = detect(head);
  switch (content) {
    case 'evtx':
      yield { name, format: 'evtx', batches: guarded(evtxBatches(stream, options), name) };
      return;
    case 'gzip':
      if (tooNested(context)) yield faultPart(name, 'gzip', nestingFault(context));
      else yield* streamParts(new ByteStream(gunzip(stream, context.budget)), name, deeper(context));
      return;
    case 'evt':
    case 'zip': {
      if (content === 'zip' && tooNested(context)) {
        yield faultPart(name, 'zip', nestingFault(context));
        return;
      }
      const whole = await collect(stream, options.maxNestedBytes ?? 256 * 1024 * 1024, name);
      if (whole.fault !== undefined) yield faultPart(name, content, whole.fault);
      if (content === 'zip') yield* zipParts(whole.bytes, name === '' ? '' : `${name}!`, context);
      else {
        const fileName = name === '' ? options.fileName : name;
        const items = readEvt(whole.bytes, fileName === undefined ? {} : { fileName });
        yield { name, format: 'evt', batches: batched(items) };
      }
      return;
    }
    case 'json':
      yield* jsonParts(stream, name, options, []);
      return;
    case 'utf16le':
    case 'utf16be': {
      const faults: Fault[] = [];
      const expected = content === 'utf16le' ? 'UTF-16LE' : 'UTF-16BE';
      const note = (): void => {
        const found = 'half of a surrogate pair, read as U+FFFD';
        faults.push({ code: 'utf16', what: 'text', offset: 0, expected, found });
      };
      const text = new ByteStream(utf16ToUtf8(piecesOfStream(stream), content === 'utf16be', note));
      yield* jsonParts(text, name, options, faults);
      return;
    }
    case 'empty':
      yield faultPart(name, 'unknown', formatFault('nothing'));
      return;
    case 'unknown':
      yield faultPart(
        name,
        'unknown',
        (await failureOf(stream, name)) ?? formatFault(head.toString('hex', 0, 8)),
      );
      await stream.close();
  }
}

async function* jsonParts(
  stream: ByteStream,
  name: string,
  options: OpenOptions,
  faults: Fault[],
): AsyncGenerator<LogPart, void, undefined> {
  const head = await stream.peek(detectBytes);
  if (detect(head) !== 'json') {
    yield faultPart(name, 'unknown', formatFault(head.toString('hex', 0, 8)));
    return;
  }
  const { format, cutter } = await jsonForm(stream, options);
  yield { name, format, batches: guarded(withFaults(jsonBatches(stream, cutter, options), faults), name) };
}

async function* zipParts(
  input: ByteSource,
  prefix: string,
  context: Context,
): AsyncGenerator<LogPart, void, undefined> {
  let parts = 0;
  for await (const item of zipEntries(input, context.budget)) {
    parts++;
    if (item.kind === 'fault') {
      yield faultPart(prefix === '' ? '' : prefix.slice(0, -1), 'zip', item.fault);
      continue;
    }
    const stream = new ByteStream(item.entry.content);
    yield* streamParts(stream, prefix + item.entry.name, deeper(context));
    await stream.close();
  }
  if (parts === 0) yield faultPart(prefix.slice(0, -1), 'zip', formatFault('an archive without files'));
}

async function* evtxBatches(
  stream: ByteStream,
  options: OpenOptions,
): AsyncGenerator<readonly Item[], void, undefined> {
  const parts = new EvtxParts(options);
  for (;;) {
    const batch = parts.next(await stream.take(parts.wanted));
    if (batch === undefined) return;
    if (batch.length > 0) yield batch;
  }
}

/** What went wrong with a container of whose content too little came out to tell what it is. */
async function failureOf(stream: ByteStream, name: string): Promise<Fault | undefined> {
  try {
    if ((await stream.take(detectBytes)).length < detectBytes) await stream.next();
    return undefined;
  } catch (error) {
    return containerFault(error, name);
  }
}

/** Ends with a fault where the container around the log turns out to be damaged or too large. */
async function* guarded(
  batches: AsyncIterable<readonly Item[]>,
  name: string,
): AsyncGenerator<readonly Item[], void, undefined> {
  try {
    yield* batches;
  } catch (error) {
    yield [{ kind: 'fault', fault: containerFault(error, name) }];
  }
}

/** Puts faults that were noted while reading behind the batch they belong to. */
async function* withFaults(
  batches: AsyncIterable<readonly Item[]>,
  faults: Fault[],
): AsyncGenerator<readonly Item[], void, undefined> {
  const noted = (): readonly Item[] => faults.splice(0).map((fault) => ({ kind: 'fault', fault }));
  for await (const batch of batches) yield faults.length === 0 ? batch : [...batch, ...noted()];
  if (faults.length > 0) yield noted();
}

function* batched(items: Iterable<Item>): Generator<readonly Item[], void, undefined> {
  let batch: Item[] = [];
  for (const item of items) {
    batch.push(item);
    if (batch.length < evtBatch) continue;
    yield batch;
    batch = [];
  }
  if (batch.length > 0) yield batch;
}

async function* piecesOf(source: OpenBytes): AsyncGenerator<Buffer, void, undefined> {
  for (let position = 0; ; ) {
    const piece = source.read(position, readBytes);
    if (piece.length === 0) return;
    position += piece.length;
    yield piece;
  }
}

async function* piecesOfStream(stream: ByteStream): AsyncGenerator<Buffer, void, undefined> {
  for (let piece = await stream.next(); piece !== undefined; piece = await stream.next()) yield piece;
}

interface Collected {
  readonly bytes: Buffer;
  readonly fault?: Fault;
}

/** All of a stream; what came before a fault when it cannot be read to its end, nothing when it is too long. */
async function collect(stream: ByteStream, maxBytes: number, name: string): Promise<Collected> {
  const pieces: Buffer[] = [];
  let total = 0;
  try {
    for (let piece = await stream.next(); piece !== undefined; piece = await stream.next()) {
      total += piece.length;
      if (total > maxBytes) {
        await stream.close();
        const expected = `at most ${maxBytes} bytes inside of a container`;
        return {
          bytes: Buffer.alloc(0),
          fault: { code: 'nested-size', what: name, offset: 0, expected, found: 'more' },
        };
      }
      pieces.push(piece);
    }
  } catch (error) {
    return { bytes: Buffer.concat(pieces), fault: containerFault(error, name) };
  }
  return { bytes: Buffer.concat(pieces) };
}

function deeper(context: Context): Context {
  return { ...context, nesting: context.nesting + 1 };
}

function tooNested({ nesting, options }: Context): boolean {
  return nesting >= (options.maxNesting ?? 3);
}

function nestingFault({ options }: Context): Fault {
  const expected = `at most ${options.maxNesting ?? 3} containers in one another`;
  return { code: 'nesting', what: 'container', offset: 0, expected, found: 'more' };
}

function formatFault(found: string): Fault {
  return { code: 'format', what: 'input', offset: 0, expected: 'EVTX, EVT, JSON, gzip or zip', found };
}

/** What zlib and the archive reader say of damage. Errors of the system and of our own are passed on. */
function containerFault(error: unknown, name: string): Fault {
  if (error instanceof ContainerFault) return error.fault;
  if (error instanceof TypeError || error instanceof RangeError) throw error;
  if (error instanceof Error && 'syscall' in error) throw error;
  const found = error instanceof Error ? error.message : String(error);
  return {
    code: 'container-damaged',
    what: name === '' ? 'container' : name,
    offset: 0,
    expected: 'whole content',
    found,
  };
}

function faultPart(name: string, format: LogFormat, fault: Fault): LogPart {
  return { name, format, batches: [[{ kind: 'fault', fault }]] };
}
