import { delimiterOf, readCsv } from './csv.ts';
import { type Reading, ReadingBuilder, type ReadLimits } from './reading.ts';
import { readStix } from './stix.ts';
import { readText } from './text.ts';

/** Reads a pasted or loaded list by what it is: a STIX bundle, a table with a line of names, or words. Total. */
export function readIndicators(text: string, limits: ReadLimits): Reading {
  const into = new ReadingBuilder(limits);
  if (/^\uFEFF?\s*\{\s*"/.test(text)) {
    readStix(text.replace(/^\uFEFF/, ''), into);
    return into.finish('stix');
  }
  const delimiter = delimiterOf(text);
  if (delimiter !== undefined) {
    readCsv(text, delimiter, into);
    return into.finish('csv');
  }
  readText(text, into);
  return into.finish('text');
}
