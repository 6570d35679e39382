import { type LogRecord, readEvtx } from '@cordon/eventlog';
import { createEngine, type Engine, type Rule } from '@cordon/sigma';
import { asNxlog } from '../../packages/sigma/test/renderings.ts';
import { chunksOf, evtxFiles, logOf, ordinaryLog } from '../corpus.ts';

export interface Count {
  readonly records: number;
  readonly hits: number;
}

/** A log of one chunk, and which of its records count. */
export interface Selection {
  readonly log: Buffer;
  readonly wanted: readonly boolean[];
}

/** Ordinary records to one of the attack corpus. */
const ordinaryToAttack = 19;

export function detectEvtx(log: Buffer, engine: Engine): Count {
  let records = 0;
  let hits = 0;
  for (const item of readEvtx(log)) {
    if (item.kind !== 'record') continue;
    records += 1;
    hits += engine.match(item.record).length;
  }
  return { records, hits };
}

/** Walks whole chunks, matches and counts only the records that are wanted. */
export function detectSelected(selections: readonly Selection[], engine: Engine): Count {
  let records = 0;
  let hits = 0;
  for (const { log, wanted } of selections) {
    let at = 0;
    for (const item of readEvtx(log)) {
      if (item.kind !== 'record') continue;
      if (wanted[at++] !== true) continue;
      records += 1;
      hits += engine.match(item.record).length;
    }
  }
  return { records, hits };
}

/** Every chunk of the attack corpus and the reader samples. */
export function attackChunks(): Buffer[] {
  return evtxFiles().flatMap((file) => chunksOf(file));
}

/**
 * A log of 95 ordinary records to 5 of the attack corpus. Ordinary are the chunks in which no rule finds anything:
 * of the attack corpus, the reader samples, and a System log of 5,009 records. A tenth of the attack corpus keeps
 * it at a size that every machine holds.
 */
export function mixedLog(rules: readonly Rule[]): Buffer {
  const engine = createEngine(rules);
  const attack = attackChunks();
  const quiet = [...attack, ...chunksOf(ordinaryLog())].filter(
    (chunk) => detectEvtx(logOf([chunk]), engine).hits === 0,
  );
  const sample = attack.filter((_, index) => index % 10 === 0);
  return logOf([...sample, ...repeated(quiet, ratio(recordsIn(sample), recordsIn(quiet)))]);
}

/** The process creations of the corpus, Sysmon's and Security's: 95 in which nothing is found to 5 of any kind. */
export function mixedProcessCreations(rules: readonly Rule[]): Selection[] {
  const engine = createEngine(rules);
  const select = (wanted: (record: LogRecord) => boolean): Selection[] =>
    attackChunks()
      .map((chunk) => selection(logOf([chunk]), wanted))
      .filter((each) => each.wanted.includes(true));
  const any = select(isProcessCreation);
  const sample = any.filter((_, index) => index % 10 === 0);
  const quiet = select((record) => isProcessCreation(record) && engine.match(record).length === 0);
  const count = (of: readonly Selection[]): number => detectSelected(of, createEngine([])).records;
  return [...sample, ...repeated(quiet, ratio(count(sample), count(quiet)))];
}

/** The records of a log as flat JSON lines of the kind that NXLog sends. */
export function flatLines(log: Buffer): Buffer {
  const lines: string[] = [];
  for (const item of readEvtx(log)) if (item.kind === 'record') lines.push(asNxlog(item.record));
  return Buffer.from(lines.join('\n'));
}

function isProcessCreation({ eventId, channel }: LogRecord): boolean {
  return eventId === 1
    ? channel === 'Microsoft-Windows-Sysmon/Operational'
    : eventId === 4688 && channel === 'Security';
}

function selection(log: Buffer, wanted: (record: LogRecord) => boolean): Selection {
  const records = [...readEvtx(log)].flatMap((item) => (item.kind === 'record' ? [item.record] : []));
  return { log, wanted: records.map(wanted) };
}

const recordsIn = (chunks: readonly Buffer[]): number => detectEvtx(logOf(chunks), createEngine([])).records;
const ratio = (attack: number, ordinary: number): number => (attack * ordinaryToAttack) / ordinary;

function repeated<T>(of: readonly T[], times: number): T[] {
  return Array.from({ length: Math.max(1, Math.round(times)) }, () => of).flat();
}
