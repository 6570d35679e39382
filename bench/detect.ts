import { join } from 'node:path';
import { readEvtx } from '@cordon/eventlog';
import { createEngine, createInterpreter, type Engine, loadRules } from '@cordon/sigma';
import { readRuleFiles } from '@cordon/sigma/files';
import { chunksOf, corpora, evtxFiles, logOf, ordinaryLog } from './corpus.ts';
import { measure, mustBePositive, peakMiB, printRows, type Row } from './measure.ts';

/**
 * Events a second of detection, from EVTX bytes to hits, on one thread with all SigmaHQ rules for Windows. The
 * stream is 95 ordinary records to 5 of the attack corpus; the pure attack corpus stands beside it. The peer is our
 * own plain interpreter, which asks every rule of every event: it shows what the engine's design brings.
 */
const texts = [];
for (const folder of ['rules', 'rules-emerging-threats', 'rules-threat-hunting'])
  texts.push(...(await readRuleFiles(join(corpora(), '09-sigma', folder))));
const started = performance.now();
const { rules: all, report } = loadRules(texts);
const loadMs = performance.now() - started;
const rules = all.filter((rule) => rule.logsource.product === 'windows');

const engine = createEngine(rules);
const hitsIn = (bytes: Buffer, by: Engine): { records: number; hits: number } => {
  let records = 0;
  let hits = 0;
  for (const item of readEvtx(bytes)) {
    if (item.kind !== 'record') continue;
    records += 1;
    hits += by.match(item.record).length;
  }
  return { records, hits };
};

/** Chunks in which nothing is found make the ordinary part; repeated until the share is right. */
const attack = evtxFiles().flatMap((file) => chunksOf(file));
const quiet = [...attack, ...chunksOf(ordinaryLog())].filter(
  (chunk) => hitsIn(logOf([chunk]), engine).hits === 0,
);
const attackLog = logOf(attack);
const attackCount = hitsIn(attackLog, engine);
const quietCount = hitsIn(logOf(quiet), engine);
const repeats = Math.max(1, Math.round((attackCount.records * 19) / quietCount.records));
// A tenth of the attack corpus keeps the stream at a size that every machine holds.
const share = attack.filter((_, index) => index % 10 === 0);
const stream = logOf([
  ...share,
  ...Array.from({ length: Math.max(1, Math.round(repeats / 10)) }, () => quiet).flat(),
]);
const streamCount = hitsIn(stream, engine);
mustBePositive({
  rules: rules.length,
  attackHits: attackCount.hits,
  streamHits: streamCount.hits,
  quiet: quietCount.records,
});

const rows: Row[] = [];
const add = async (
  name: string,
  bytes: Buffer,
  by: Engine,
  count: { records: number; hits: number },
  runs: number,
): Promise<Row> => {
  const { seconds } = await measure(() => hitsIn(bytes, by), runs, runs > 1 ? 3 : 0);
  const row = {
    name,
    perSecond: count.records / seconds,
    note: `${count.records} records, ${count.hits} hits`,
  };
  rows.push(row);
  return row;
};
await add('95 ordinary : 5 attack', stream, engine, streamCount, 5);
await add('attack corpus alone', attackLog, engine, attackCount, 5);
const interpreter = createInterpreter(rules);
const sample = logOf(share);
const sampleCount = hitsIn(sample, interpreter);
const engineCount = hitsIn(sample, engine);
if (sampleCount.hits !== engineCount.hits)
  throw new Error(`interpreter ${sampleCount.hits} hits, engine ${engineCount.hits}`);
const peer = await add(
  'plain interpreter, a tenth of the attack corpus',
  sample,
  interpreter,
  sampleCount,
  1,
);

const { tableBytes, groups } = engine.statistics();
console.log(
  `${rules.length} rules for Windows of ${report.loaded} loaded in ${Math.round(loadMs)} ms (${report.rejected.length} rejected); ${groups} groups, ${(tableBytes / 1048576).toFixed(1)} MiB of tables, peak ${peakMiB()} MiB`,
);
printRows('Detection on EVTX, one thread', 'events/s', rows, peer);
