import { foldText } from '../value/fold.ts';
import { DASHES, type Part } from '../value/pattern.ts';

/**
 * Whether a pattern matches a whole text, by the table of which beginnings of the pattern match which beginnings
 * of the text. It takes as many steps as the text is long for every part of the pattern, each comparing a part:
 * here to be right, not fast.
 */
export function matchParts(parts: readonly Part[], cased: boolean, text: string): boolean {
  const value = cased ? text : foldText(text);
  // 1 where the pattern so far can match the text up to that place.
  let reached = new Uint8Array(value.length + 1);
  reached[0] = 1;
  for (const part of parts) {
    const next = new Uint8Array(value.length + 1);
    if (part.kind === 'any') {
      const first = reached.indexOf(1);
      if (first >= 0) next.fill(1, first);
    } else {
      const wanted = part.kind === 'text' && !cased ? { ...part, text: foldText(part.text) } : part;
      for (let at = reached.indexOf(1); at >= 0; at = reached.indexOf(1, at + 1)) {
        const after = step(wanted, value, at);
        if (after >= 0) next[after] = 1;
      }
    }
    reached = next;
  }
  return reached[value.length] === 1;
}

function step(part: Exclude<Part, { kind: 'any' }>, value: string, at: number): number {
  switch (part.kind) {
    case 'text':
      return value.startsWith(part.text, at) ? at + part.text.length : -1;
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
