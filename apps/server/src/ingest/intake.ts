import { createHash } from 'node:crypto';
import type { Readable } from 'node:stream';
import { BulkReader, type BulkVerb, eventLimits, LineSplitter } from '../events/index.ts';
import {
  type Encoding,
  type Journal,
  JournalFullError,
  type JournalPart,
  maxEntryBytes,
} from '../journal/index.ts';
import type { Clock } from '../kernel/clock.ts';
import { digestId, newId } from '../kernel/ids.ts';
import { AnswerError, comeBack } from './answer-error.ts';
import { BulkAnswer } from './bulk-answer.ts';
import { type ExpandLimits, expand, tooLarge } from './expand.ts';
import { PartCutter } from './part-cutter.ts';
import { RepeatedSingles } from './repeated-singles.ts';

/** Items of an answer cost memory however small the events are. */
const maxActions = 500_000;
/** A request that expands to no more than this is kept as it came. */
const wholeBytes = 4 * 1024 * 1024;
const maxDocumentBytes = 16 * 1024 * 1024;

/**
 * The source that a request's token belongs to. It is asked when the body has been read: a token that was revoked or
 * ran out on the way throws, and of that request nothing is stored.
 */
export type Sender = () => Promise<string>;

export interface Taken {
  /** The batch id under which the request was stored. */
  readonly batch: string;
  readonly answer: BulkAnswer;
  /** To be called when the answer has left: an equal request behind it is a new one. */
  delivered(): void;
}

/** Turns request bodies into journal entries. Returns when they are durable. */
export class Intake {
  readonly #journal: Journal;
  readonly #clock: Clock;
  readonly #limits: ExpandLimits;
  readonly #singles = new RepeatedSingles();

  constructor(journal: Journal, clock: Clock, limits: ExpandLimits) {
    this.#journal = journal;
    this.#clock = clock;
    this.#limits = limits;
  }

  /** Takes a `_bulk` body: all of its sound actions become durable together, or none does. */
  async bulk(sender: Sender, body: Readable, encoding: Encoding): Promise<Taken> {
    const hash = createHash('sha256');
    const answer = new BulkAnswer();
    const cutter = new PartCutter(wholeBytes);
    let identified = false;
    const reader = new BulkReader({
      event({ verb, id }, actionLine, source, cut) {
        identified ||= id !== undefined;
        answer.stored(verb);
        cutter.add(actionLine, source, cut);
      },
      refused: (verb, reason) => answer.refused(verb, reason),
    });
    const splitter = new LineSplitter(eventLimits.lineBytes, (line, cut) => reader.line(line, cut));
    const original = new Original();
    let expandedBytes = 0;
    for await (const chunk of expand(body, encoding, this.#limits, (bytes) => original.add(bytes))) {
      expandedBytes += chunk.length;
      hash.update(chunk);
      splitter.push(chunk);
      if (answer.items > maxActions) throw tooLarge(`at most ${maxActions} actions`);
      await cutter.settled();
    }
    splitter.end();
    reader.end();
    if (answer.items === 0) throw new AnswerError(400, 'parse_exception', 'request body is required');

    const kept = original.bytes;
    const parts: readonly JournalPart[] =
      kept && cutter.whole && !cutter.cuts && cutter.events > 0 && isWorthKeeping(encoding, kept)
        ? [{ part: 0, firstOrdinal: 0, actions: cutter.events, encoding, body: kept, expandedBytes }]
        : await cutter.finish();
    const sourceId = await sender();
    const digest = digestId(sourceId, hash.digest());
    const single = cutter.events === 1 && !identified;
    return this.#store(sourceId, digest, single, parts, answer);
  }

  /** Takes one document. `id` is the document's id where the path gives one. */
  async document(
    sender: Sender,
    verb: BulkVerb,
    id: string | undefined,
    body: Readable,
    encoding: Encoding,
  ): Promise<Taken> {
    const limits = { ...this.#limits, expandedBytes: maxDocumentBytes };
    const chunks: Buffer[] = [];
    for await (const chunk of expand(body, encoding, limits, () => undefined)) chunks.push(chunk);
    const document = oneLine(Buffer.concat(chunks));
    if (document.length === 0) throw new AnswerError(400, 'parse_exception', 'request body is required');
    const over = document.length > eventLimits.lineBytes;
    const cutter = new PartCutter();
    const action = Buffer.from(JSON.stringify({ [verb]: id === undefined ? {} : { _id: id } }));
    cutter.add(action, over ? document.subarray(0, 64 * 1024) : document, over ? document.length : undefined);
    const answer = new BulkAnswer();
    answer.stored(verb);
    const sourceId = await sender();
    const digest = digestId(sourceId, action, createHash('sha256').update(document).digest());
    return this.#store(sourceId, digest, id === undefined, await cutter.finish(), answer);
  }

  async #store(
    sourceId: string,
    digest: string,
    single: boolean,
    parts: readonly JournalPart[],
    answer: BulkAnswer,
  ): Promise<Taken> {
    const batch = single && this.#singles.wasAnswered(digest) ? digestId(digest, newId()) : digest;
    if (parts.length > 0) {
      try {
        await this.#journal.append({ sourceId, batch, format: 'bulk', received: this.#clock.now(), parts });
      } catch (error) {
        if (error instanceof JournalFullError) throw comeBack('the disk is full', 60, error);
        throw error;
      }
    }
    return { batch, answer, delivered: () => single && this.#singles.answered(digest) };
  }
}

/** The body as received, as long as it fits one journal entry. */
class Original {
  #chunks: Buffer[] | undefined = [];
  #length = 0;

  add(chunk: Buffer): void {
    this.#length += chunk.length;
    if (this.#length > maxEntryBytes) this.#chunks = undefined;
    this.#chunks?.push(chunk);
  }

  get bytes(): Buffer | undefined {
    return this.#chunks && Buffer.concat(this.#chunks);
  }
}

function isWorthKeeping(encoding: Encoding, body: Buffer): boolean {
  return encoding !== 'identity' || body.length < 512;
}

/** A document may be indented; in JSON a line end outside of a text is mere white space, inside it is an error. */
function oneLine(document: Buffer): Buffer {
  let end = document.length;
  while (end > 0 && [0x0a, 0x0d, 0x20, 0x09].includes(document[end - 1] ?? 0)) end -= 1;
  const line = document.subarray(0, end);
  for (let at = line.indexOf(0x0a); at >= 0; at = line.indexOf(0x0a, at + 1)) line[at] = 0x20;
  return line;
}
