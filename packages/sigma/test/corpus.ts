import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type EvtxRecord, readEvtx } from '@cordon/eventlog';
import { sharedData } from '../../../tools/shared-data.ts';
import { loadRules, type RuleSet, type RuleText } from '../src/index.ts';

const data = sharedData();

/** Option of a test that needs the shared corpora. */
export const needsData: { skip?: string } = data === undefined ? { skip: 'no shared data' } : {};

/** Path within the shared corpora. */
export function dataPath(...names: string[]): string {
  return join(data ?? '', ...names);
}

/** Files below a folder of the shared corpora, in a fixed order. */
export function filesBelow(folder: string, ending: RegExp): string[] {
  return readdirSync(dataPath(folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && ending.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
}

let sigmaHq: RuleSet | undefined;

/** All SigmaHQ rules of the corpus. */
export function sigmaHqRules(): RuleSet {
  sigmaHq ??= loadRules(sigmaHqTexts());
  return sigmaHq;
}

export function sigmaHqTexts(): RuleText[] {
  return ['rules', 'rules-emerging-threats', 'rules-threat-hunting']
    .flatMap((folder) => filesBelow(join('09-sigma', folder), /\.ya?ml$/))
    .map((file) => ({ name: file, text: readFileSync(file, 'utf8') }));
}

/** Records of an EVTX file; damaged ones are passed over. */
export function* recordsOf(file: string): Generator<EvtxRecord> {
  for (const item of readEvtx(readFileSync(file))) {
    if (item.kind === 'record') yield item.record as EvtxRecord;
  }
}
