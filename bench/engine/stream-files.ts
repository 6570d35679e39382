import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createEngine, type RuleText } from '@cordon/sigma';
import { loadCachedRules } from '@cordon/sigma/image';
import { chunksOf, logOf, ordinaryLog } from '../corpus.ts';
import {
  attackChunks,
  detectEvtx,
  flatLines,
  mixedLog,
  mixedProcessCreations,
  type Selection,
} from './streams.ts';

/** The streams that figures are taken of, made once: a figure's process holds what it measures and nothing else. */
const files = {
  mixed: 'mixed.evtx',
  attack: 'attack.evtx',
  lines: 'mixed.ndjson',
  small: 'small.evtx',
} as const;
const smallBytes = 5_000_000;

export function writeStreams(folder: string, texts: readonly RuleText[]): void {
  writeFileSync(rulesPath(folder), JSON.stringify(texts));
  const cached = loadCachedRules(texts, {}, cachePath(folder));
  const { rules } = cached.set;
  const write = (name: keyof typeof files, bytes: Buffer): void =>
    writeFileSync(streamPath(folder, name), bytes);
  const mixed = mixedLog(rules);
  write('mixed', mixed);
  write('lines', flatLines(mixed));
  const attack = logOf(attackChunks());
  write('attack', attack);
  for (const threads of threadCounts) {
    for (let part = 0; part < threads; part++)
      writeFileSync(
        partPath(folder, part, threads),
        logOf(chunksOf(mixed).filter((_, at) => at % threads === part)),
      );
  }
  const engine = createEngine(rules);
  for (const log of [attack, mixed]) detectEvtx(log, engine);
  cached.keep(engine.built());
  const ordinary = chunksOf(ordinaryLog());
  const chunks = Math.round(smallBytes / (ordinary[0]?.length ?? 1));
  write('small', logOf(Array.from({ length: chunks }, (_, at) => ordinary[at % ordinary.length] as Buffer)));
  const selections = mixedProcessCreations(rules);
  writeFileSync(join(folder, 'creations.json'), JSON.stringify(selections.map(({ wanted }) => wanted)));
  writeFileSync(join(folder, 'creations.bin'), Buffer.concat(selections.map(({ log }) => log)));
}

/** The rules' texts that figures load. */
export function readTexts(folder: string): RuleText[] {
  return JSON.parse(readFileSync(rulesPath(folder), 'utf8')) as RuleText[];
}

const rulesPath = (folder: string): string => join(folder, 'rules.json');

/** Cache of those rules, filled with the tables of every log source of the streams. */
export const cachePath = (folder: string): string => join(folder, 'cache');

const threadCounts = [2];

/** Every n-th chunk of the mixed log. */
export function partPath(folder: string, part: number, threads: number): string {
  return join(folder, `mixed-${part}-of-${threads}.evtx`);
}

export function streamPath(folder: string, name: keyof typeof files): string {
  return join(folder, files[name]);
}

export function readStream(folder: string, name: keyof typeof files): Buffer {
  return readFileSync(streamPath(folder, name));
}

/** Process creations: logs of one chunk each, all of one size. */
export function readSelections(folder: string): Selection[] {
  const masks = JSON.parse(readFileSync(join(folder, 'creations.json'), 'utf8')) as boolean[][];
  const bytes = readFileSync(join(folder, 'creations.bin'));
  const size = bytes.length / masks.length;
  return masks.map((wanted, at) => ({ log: bytes.subarray(at * size, (at + 1) * size), wanted }));
}
