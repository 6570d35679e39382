import { foldText } from '../value/fold.ts';
import { DASHES, type Part } from '../value/pattern.ts';

type Fixed = Exclude<Part, { kind: 'any' }>;

/**
 * Compiles a pattern with wildcards into a test of a whole text (folded beforehand unless `cased`). The pieces
 * between `*` are looked for from left to right, each at its leftmost place: what a later piece needs is never
 * spoilt by taking the earliest, so nothing is tried twice and the cost is the text's length times the longest
 * piece's, whatever the pattern. Compiling such patterns to regular expressions would make some of them cubic.
 */
export function compileGlob(parts: readonly Part[], cased: boolean): (text: string) => boolean {
  const pieces: Fixed[][] = [[]];
  for (const part of parts) {
    if (part.kind === 'any') pieces.push([]);
    else
      pieces
        .at(-1)
        ?.push(part.kind === 'text' && !cased ? { kind: 'text', text: foldText(part.text) } : part);
  }
  const first = pieces[0] ?? [];
  if (pieces.length === 1) return (text) => matchForward(first, text, 0) === text.length;
  const last = pieces.at(-1) ?? [];
  const middle = pieces.slice(1, -1).filter((piece) => piece.length > 0);
  return (text) => {
    let at = matchForward(first, text, 0);
    if (at < 0) return false;
    const end = matchBackward(last, text, text.length);
    if (end < at) return false;
    for (const piece of middle) {
      at = find(piece, text, at);
      if (at < 0 || at > end) return false;
    }
    return true;
  };
}

/** End of the leftmost place of a piece at or behind `from`, or -1. */
function find(piece: readonly Fixed[], text: string, from: number): number {
  const lead = piece[0];
  for (let at = from; at <= text.length; at++) {
    if (lead?.kind === 'text') {
      at = text.indexOf(lead.text, at);
      if (at < 0) return -1;
    }
    const end = matchForward(piece, text, at);
    if (end >= 0) return end;
  }
  return -1;
}

function matchForward(piece: readonly Fixed[], text: string, from: number): number {
  let at = from;
  for (const part of piece) {
    if (part.kind === 'text') {
      if (!text.startsWith(part.text, at)) return -1;
      at += part.text.length;
    } else if (at >= text.length) {
      return -1;
    } else if (part.kind === 'dash') {
      if (!DASHES.includes(text[at] as string)) return -1;
      at++;
    } else {
      at += (text.codePointAt(at) as number) > 0xffff ? 2 : 1;
    }
  }
  return at;
}

/** Beginning of a piece that ends at `to`, or -1. */
function matchBackward(piece: readonly Fixed[], text: string, to: number): number {
  let at = to;
  for (let index = piece.length - 1; index >= 0; index--) {
    const part = piece[index] as Fixed;
    if (part.kind === 'text') {
      at -= part.text.length;
      if (at < 0 || !text.startsWith(part.text, at)) return -1;
    } else if (at <= 0) {
      return -1;
    } else if (part.kind === 'dash') {
      if (!DASHES.includes(text[--at] as string)) return -1;
    } else {
      at -= at >= 2 && (text.codePointAt(at - 2) as number) > 0xffff ? 2 : 1;
    }
  }
  return at;
}
