import { foldText } from '../value/fold.ts';
import { DASHES, type Part } from '../value/pattern.ts';

/**
 * Whether a pattern matches a whole text, by the table of which beginnings of the pattern match which beginnings
 * of the text. Takes time and memory by the product of both lengths: it is here to be right, not fast.
 */
export function matchParts(parts: readonly Part[], cased: boolean, text: string): boolean {
  const value = cased ? text : foldText(text);
  // Ends of the text's beginnings that the pattern so far can match.
  let ends = new Set([0]);
  for (const part of parts) {
    const next = new Set<number>();
    for (const end of ends) {
      if (part.kind === 'any') {
        for (let each = end; each <= value.length; each++) next.add(each);
        break;
      }
      const after = step(part, cased, value, end);
      if (after >= 0) next.add(after);
    }
    ends = next;
  }
  return ends.has(value.length);
}

function step(part: Exclude<Part, { kind: 'any' }>, cased: boolean, value: string, at: number): number {
  switch (part.kind) {
    case 'text': {
      const literal = cased ? part.text : foldText(part.text);
      return value.startsWith(literal, at) ? at + literal.length : -1;
    }
    case 'one': {
      const point = value.codePointAt(at);
      return point === undefined ? -1 : at + (point > 0xffff ? 2 : 1);
    }
    case 'dash': {
      const unit = value[at];
      return unit !== undefined && DASHES.includes(unit) ? at + 1 : -1;
    }
  }
}
