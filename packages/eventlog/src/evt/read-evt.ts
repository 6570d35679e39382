import { type ByteSource, openBytes } from '../bytes/index.ts';
import type { Item } from '../record.ts';
import { decodeEvtRecord, evtHeader } from './evt-record.ts';
import { evtLogName } from './log-name.ts';
import { Ring } from './ring.ts';

export interface EvtOptions {
  /** Name of the log (`Security`), when it is known; otherwise it is derived (see `evtLogName`). */
  readonly log?: string;
  /** Name of the file, a hint for the name of the log. */
  readonly fileName?: string;
  /** Leave out what was recovered from overwritten space. */
  readonly liveOnly?: boolean;
  /** Longest file that is read, in bytes; default 1 GiB. Windows keeps an EVT mapped and stays below. */
  readonly maxBytes?: number;
}

/**
 * Records and faults of a legacy EVT log: live ones oldest first, then those recovered from overwritten space
 * (marked `recovered`). The file is held in memory whole, since a ring can begin anywhere.
 */
export function* readEvt(input: ByteSource, options: EvtOptions = {}): Generator<Item, void, undefined> {
  const maxBytes = options.maxBytes ?? 1024 ** 3;
  const source = openBytes(input);
  let ring: Ring;
  try {
    const size = source.size();
    if (size > maxBytes) {
      yield {
        kind: 'fault',
        fault: {
          code: 'evt-size',
          what: 'file',
          offset: 0,
          expected: `at most ${maxBytes} bytes`,
          found: `${size}`,
        },
      };
      return;
    }
    ring = new Ring(source.read(0, size));
  } finally {
    source.close();
  }
  const { live, recovered, faults } = ring.content();
  for (const fault of faults) yield { kind: 'fault', fault };
  const fileName = options.fileName ?? (typeof input === 'string' ? input : '');
  const log = options.log ?? evtLogName(headers(ring, live), fileName);
  for (const place of live) yield { kind: 'record', record: decodeEvtRecord(ring.slice(place), log, false) };
  if (options.liveOnly === true) return;
  for (const place of recovered)
    yield { kind: 'record', record: decodeEvtRecord(ring.slice(place), log, true) };
}

function* headers(ring: Ring, places: readonly { offset: number; length: number }[]) {
  for (const place of places) yield evtHeader(ring.slice(place));
}
