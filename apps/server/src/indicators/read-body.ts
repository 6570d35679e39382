import type { IncomingMessage } from 'node:http';
import { indicatorProblem } from './problems.ts';

/** A list of 100,000 URLs of usual length is half as large. */
export const largestList = 16 * 1024 * 1024;

/** The text of a request, as UTF-8, of a bounded length. */
export async function readBody(request: IncomingMessage): Promise<string> {
  const parts: Buffer[] = [];
  let bytes = 0;
  for await (const part of request as AsyncIterable<Buffer>) {
    bytes += part.length;
    if (bytes > largestList)
      throw indicatorProblem('indicator-list-too-large', {
        detail: `expected at most ${largestList} bytes`,
        at: '/body',
      });
    parts.push(part);
  }
  return Buffer.concat(parts).toString('utf8');
}
