import type { EntryLine } from './entry-line.ts';
import type { Quarantined } from './task.ts';

/** A line that was in quarantine, on its way through the journal once more: it stays the event that it was. */
interface ReleasedLine {
  readonly verb: EntryLine['verb'];
  readonly eventId: string;
  /** The line as it was received, in base64: a line of the journal holds no line feed. */
  readonly raw: string;
}

export function releasedLine({ verb, eventId, raw }: Pick<Quarantined, 'verb' | 'eventId' | 'raw'>): string {
  const line: ReleasedLine = { verb, eventId, raw: Buffer.from(raw).toString('base64') };
  return `${JSON.stringify(line)}\n`;
}

/** `line` was written by `releasedLine`: it is trusted with its shape. */
export function readReleasedLine(line: Buffer): Pick<EntryLine, 'verb' | 'eventId' | 'source'> {
  const { verb, eventId, raw } = JSON.parse(line.toString('utf8')) as ReleasedLine;
  return { verb, eventId, source: Buffer.from(raw, 'base64') };
}
