import { type BulkAction, type BulkVerb, readActionLine } from './action-line.ts';

/** Who hears what a `_bulk` body holds, in order. */
export interface BulkSink {
  /**
   * An event. `source` is its line as received, without the line end; when it was over the limit, only its
   * beginning, and `cut` is its true length.
   */
  event(action: BulkAction, actionLine: Buffer, source: Buffer, cut: number | undefined): void;
  /** An action that cannot be done, and why. */
  refused(verb: BulkVerb, reason: string): void;
}

/**
 * Reads the lines of a `_bulk` body. It looks into action lines only: whether a source is sound is found later,
 * by the workers, so that accepting costs no JSON parse of the events.
 *
 * The endpoint reads with it to answer, and the workers read the same bytes with it again: both see the same
 * events in the same order.
 */
export class BulkReader {
  readonly #sink: BulkSink;
  #lineNumber = 0;
  #awaiting: { readonly action: BulkAction; readonly line: Buffer } | undefined;
  #skipUnlessAction = false;
  /** Most senders repeat one action line: the last one is not read twice. */
  #lastLine: Buffer = Buffer.alloc(0);
  #lastAction: BulkAction | string = 'expected a JSON object';

  constructor(sink: BulkSink) {
    this.#sink = sink;
  }

  /** Takes the next line; `cut` is its true length when only its beginning is given. */
  line(bytes: Buffer, cut?: number): void {
    this.#lineNumber += 1;
    const awaiting = this.#awaiting;
    if (awaiting) {
      this.#awaiting = undefined;
      this.#sink.event(awaiting.action, awaiting.line, bytes, cut);
      return;
    }
    if (isBlank(bytes)) return;
    const action = cut === undefined ? this.#read(bytes) : `at most 16384 bytes, found ${cut}`;
    if (typeof action === 'string') {
      // Behind an unusable action stands its source, most likely: that one is not a second mistake.
      if (!this.#skipUnlessAction) {
        this.#sink.refused('index', `Malformed action/metadata line [${this.#lineNumber}], ${action}`);
      }
      this.#skipUnlessAction = !this.#skipUnlessAction;
      return;
    }
    this.#skipUnlessAction = false;
    if (action.verb === 'delete') {
      this.#sink.refused('delete', `line [${this.#lineNumber}]: events are kept, delete is not supported`);
      return;
    }
    this.#awaiting = { action, line: bytes };
  }

  /** The body has ended. */
  end(): void {
    if (!this.#awaiting) return;
    const { verb } = this.#awaiting.action;
    this.#awaiting = undefined;
    this.#sink.refused(verb, `line [${this.#lineNumber}]: the source line of the last action is missing`);
  }

  #read(line: Buffer): BulkAction | string {
    if (!this.#lastLine.equals(line)) {
      this.#lastAction = readActionLine(line);
      // A copy: the line is a window into a buffer that would be kept alive by it.
      this.#lastLine = Buffer.from(line);
    }
    return this.#lastAction;
  }
}

function isBlank(line: Buffer): boolean {
  for (const byte of line) if (byte !== 0x20 && byte !== 0x09 && byte !== 0x0d) return false;
  return true;
}
