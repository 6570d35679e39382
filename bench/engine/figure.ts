import { writeFileSync } from 'node:fs';
import { figures } from './figures.ts';

/** One figure in a process of its own: `figure.ts NAME FOLDER ANSWER`, the answer a file of JSON. */
const [name = '', folder = '', answer = ''] = process.argv.slice(2);
const figure = figures[name];
if (figure === undefined)
  throw new Error(`expected one of ${Object.keys(figures).join(', ')}, found "${name}"`);
writeFileSync(answer, JSON.stringify(await figure.take(folder)));
