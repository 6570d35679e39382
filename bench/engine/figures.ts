import { type LogRecord, openLog, readEvtx } from '@cordon/eventlog';
import { createEngine, type Engine, loadRules } from '@cordon/sigma';
import { loadCachedRules } from '@cordon/sigma/image';
import { measure, peakMiB } from '../measure.ts';
import { scanSmall } from './scan-small.ts';
import { cachePath, readSelections, readStream, readTexts } from './stream-files.ts';
import { type Count, detectEvtx, detectSelected } from './streams.ts';
import type { Taken } from './taken.ts';
import { inThreads } from './threads.ts';

export interface Figure {
  readonly what: string;
  readonly unit: 'events/s' | 'x' | 'ms' | 'MiB';
  readonly goal?: { readonly atLeast: number } | { readonly atMost: number };
  /** `folder` holds the streams, see `writeStreams`. */
  readonly take: (folder: string) => Promise<Taken>;
}

/** Events a second: the median of five passes after the cold one and three warm ones. */
async function rateOf(pass: () => Count | Promise<Count>, rules: number): Promise<Taken> {
  const started = performance.now();
  const count = await pass();
  const cold = count.records / ((performance.now() - started) / 1000);
  const { seconds } = await measure(pass, 5, 3);
  return { value: count.records / seconds, ...count, rules, beside: { cold: Math.round(cold) } };
}

async function detectLines(bytes: Buffer, engine: Engine): Promise<Count> {
  let records = 0;
  let hits = 0;
  for await (const part of openLog(bytes))
    for await (const batch of part.batches)
      for (const item of batch) {
        if (item.kind !== 'record') continue;
        records += 1;
        hits += engine.match(item.record).length;
      }
  return { records, hits };
}

/** The first record of every channel, id and provider. */
function firstRecords(log: Buffer): LogRecord[] {
  const first = new Map<string, LogRecord>();
  for (const item of readEvtx(log)) {
    if (item.kind !== 'record') continue;
    const { channel, eventId, provider } = item.record;
    const key = `${channel}\n${eventId}\n${provider}`;
    if (!first.has(key)) first.set(key, item.record);
  }
  return [...first.values()];
}

function detect(records: readonly LogRecord[], engine: Engine): Count {
  const hits = records.reduce((sum, record) => sum + engine.match(record).length, 0);
  return { records: records.length, hits };
}

/** The figures by the names under which they are reported. */
export const figures: Readonly<Record<string, Figure>> = {
  evtx1: {
    what: 'EVTX detection, 1 thread, warm',
    unit: 'events/s',
    goal: { atLeast: 150_000 },
    take: async (folder) => {
      const { rules } = loadRules(readTexts(folder));
      const log = readStream(folder, 'mixed');
      const engine = createEngine(rules);
      return rateOf(() => detectEvtx(log, engine), rules.length);
    },
  },
  evtx1Attack: {
    what: 'the attack corpus alone, 1 thread, warm',
    unit: 'events/s',
    take: async (folder) => {
      const { rules } = loadRules(readTexts(folder));
      const log = readStream(folder, 'attack');
      const engine = createEngine(rules);
      return rateOf(() => detectEvtx(log, engine), rules.length);
    },
  },
  evtx2: {
    what: 'EVTX detection, 2 threads, warm',
    unit: 'events/s',
    goal: { atLeast: 280_000 },
    take: (folder) => inThreads(folder, 2),
  },
  ndjson1: {
    what: 'flat JSON lines, 1 thread, bytes to signals',
    unit: 'events/s',
    goal: { atLeast: 150_000 },
    take: async (folder) => {
      const { rules } = loadRules(readTexts(folder));
      const lines = readStream(folder, 'lines');
      const engine = createEngine(rules);
      return rateOf(() => detectLines(lines, engine), rules.length);
    },
  },
  processCreation1: {
    what: 'process creation only, 1 thread',
    unit: 'events/s',
    goal: { atLeast: 60_000 },
    take: async (folder) => {
      const { rules } = loadRules(readTexts(folder));
      const selections = readSelections(folder);
      const engine = createEngine(rules);
      return rateOf(() => detectSelected(selections, engine), rules.length);
    },
  },
  rules10x: {
    what: 'ten times the rules: cost of an event',
    unit: 'x',
    goal: { atMost: 1.5 },
    take: async (folder) => {
      const { rules } = loadRules(readTexts(folder));
      const log = readStream(folder, 'mixed');
      const tenth = rules.filter((_, index) => index % 10 === 0);
      const few = createEngine(tenth);
      const many = createEngine(rules);
      const one = await measure(() => detectEvtx(log, few));
      const ten = await measure(() => detectEvtx(log, many));
      const count = detectEvtx(log, many);
      const beside = { tenthOfRules: tenth.length, hitsWithTenth: detectEvtx(log, few).hits };
      return { value: ten.seconds / one.seconds, ...count, rules: rules.length, beside };
    },
  },
  loadMs: {
    what: 'rules from text to the tables of every log source that the corpus has',
    unit: 'ms',
    goal: { atMost: 3000 },
    take: async (folder) => {
      const texts = readTexts(folder);
      const first = firstRecords(readStream(folder, 'attack'));
      const started = performance.now();
      const { rules } = loadRules(texts);
      const loaded = performance.now() - started;
      const count = detect(first, createEngine(rules));
      const value = performance.now() - started;
      return { value, ...count, rules: rules.length, beside: { readingRules: Math.round(loaded) } };
    },
  },
  loadCachedMs: {
    what: 'the same with the cache filled: checking it against the texts, and all those tables',
    unit: 'ms',
    goal: { atMost: 300 },
    take: async (folder) => {
      const texts = readTexts(folder);
      const first = firstRecords(readStream(folder, 'attack'));
      const started = performance.now();
      const { set, tables } = loadCachedRules(texts, {}, cachePath(folder));
      if (!tables) throw new Error('expected a filled cache, found none');
      const loaded = performance.now() - started;
      const count = detect(first, createEngine(set.rules, { tables }));
      const value = performance.now() - started;
      return { value, ...count, rules: set.rules.length, beside: { readingCache: Math.round(loaded) } };
    },
  },
  scanSmallMs: {
    what: '`cordon scan` of 5 MB of EVTX with all SigmaHQ rules, whole process',
    unit: 'ms',
    goal: { atMost: 1000 },
    take: scanSmall,
  },
  peakMiB: {
    what: 'peak memory, all rules, 2 threads',
    unit: 'MiB',
    goal: { atMost: 400 },
    take: async (folder) => ({ ...(await inThreads(folder, 2)), value: peakMiB() }),
  },
};
