import type { ReadingBuilder } from './reading.ts';

/** What stands between the words of a pasted list. */
export const betweenWords = /[\s,;"'<>|]+/;

/** Words on lines, with white space or commas between; lines that begin with # are comments. */
export function readText(text: string, into: ReadingBuilder): void {
  let line = 0;
  for (const written of text.split(/\r\n|\n|\r/)) {
    line += 1;
    if (/^\s*(?:#|\/\/)/.test(written)) continue;
    for (const word of written.split(betweenWords)) if (word !== '') into.word(line, word);
  }
}
