import { httpProblem } from './problems.ts';

const utf8 = new TextDecoder('utf-8', { fatal: true });
const [quote, backslash, openObject, openArray, closeObject, closeArray] = Buffer.from('"\\{[}]');

/** Reads a JSON body. Throws `utf8-invalid`, `json-too-deep` or `json-invalid`, each with its place in the body. */
export function readJsonBody(bytes: Buffer, maxDepth = 32): unknown {
  if (bytes.length === 0) return undefined;
  const deep = tooDeepAt(bytes, maxDepth);
  if (deep !== undefined)
    throw httpProblem('json-too-deep', {
      at: `byte ${deep}`,
      detail: `expected at most ${maxDepth} levels of objects and arrays`,
    });
  let text: string;
  try {
    text = utf8.decode(bytes);
  } catch (cause) {
    throw httpProblem('utf8-invalid', { cause, at: `byte ${firstInvalidByte(bytes)}` });
  }
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw httpProblem('json-invalid', { cause, detail: (cause as Error).message.slice(0, 200) });
  }
}

/** Offset of the bracket that goes beyond the depth. Before parsing, so that the parser never recurses that far. */
function tooDeepAt(bytes: Buffer, maxDepth: number): number | undefined {
  let depth = 0;
  let inText = false;
  for (let at = 0; at < bytes.length; at += 1) {
    const byte = bytes[at];
    if (inText) {
      if (byte === backslash) at += 1;
      else if (byte === quote) inText = false;
    } else if (byte === quote) inText = true;
    else if (byte === openObject || byte === openArray) {
      depth += 1;
      if (depth > maxDepth) return at;
    } else if (byte === closeObject || byte === closeArray) depth -= 1;
  }
  return undefined;
}

/** The longest valid beginning ends before the fault: re-encoding what a lenient reader made of it differs there. */
function firstInvalidByte(bytes: Buffer): number {
  const again = Buffer.from(bytes.toString('utf8'), 'utf8');
  let at = 0;
  while (at < bytes.length && bytes[at] === again[at]) at += 1;
  return at;
}
