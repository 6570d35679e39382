import { foldTable } from '../value/fold.ts';
import type { Ranges, RegexNode } from './ast.ts';
import { sizeOf } from './char-set.ts';

/** Texts, folded, one of which is in every value that the expression matches. */
export type LiteralClause = readonly string[];

interface Info {
  /** All folded texts that the node can match, when they are few. */
  readonly exact: readonly string[] | undefined;
  readonly clauses: readonly LiteralClause[];
}

/** Most alternatives of a clause, and characters of one of them. */
const MOST = 24;
const LONGEST = 48;

/**
 * What a value must hold for the expression to match: of each clause, one text at least, without regard to
 * case. No clause means that nothing is known. The best one comes first: the longest shortest text.
 */
export function requiredLiterals(node: RegexNode): LiteralClause[] {
  const info = infoOf(node);
  const clauses = [...info.clauses, ...(info.exact ? [info.exact] : [])].filter(isUseful);
  return clauses.sort((a, b) => shortest(b) - shortest(a) || a.length - b.length).slice(0, 4);
}

function isUseful(clause: LiteralClause): boolean {
  return clause.length > 0 && shortest(clause) > 0;
}

function shortest(clause: LiteralClause): number {
  return clause.reduce((least, text) => Math.min(least, text.length), Number.POSITIVE_INFINITY);
}

function infoOf(node: RegexNode): Info {
  switch (node.kind) {
    case 'set':
      return { exact: pointsOf(node.ranges), clauses: [] };
    case 'assert':
      return { exact: [''], clauses: [] };
    case 'seq':
      return sequence(node.children.map(infoOf));
    case 'alt':
      return alternatives(node.children.map(infoOf));
    case 'repeat': {
      if (node.max === 0) return { exact: [''], clauses: [] };
      const child = infoOf(node.child);
      if (node.min === 0) {
        const exact = node.max === 1 && child.exact ? keepFew([...child.exact, '']) : undefined;
        return { exact, clauses: [] };
      }
      if (node.min === node.max && node.min <= 8) return sequence(new Array<Info>(node.min).fill(child));
      // At least one round, and something unknown behind it.
      return sequence([child, { exact: undefined, clauses: [] }]);
    }
  }
}

function sequence(parts: readonly Info[]): Info {
  const clauses: LiteralClause[] = [];
  let run: readonly string[] = [''];
  let whole = true;
  for (const part of parts) {
    clauses.push(...part.clauses);
    const longer = part.exact && product(run, part.exact);
    if (longer) {
      run = longer;
      continue;
    }
    whole = false;
    clauses.push(run);
    run = part.exact ?? [''];
  }
  if (whole) return { exact: run, clauses };
  return { exact: undefined, clauses: [...clauses, run].filter(isUseful) };
}

function alternatives(parts: readonly Info[]): Info {
  if (parts.every((part) => part.exact)) {
    const exact = keepFew(parts.flatMap((part) => part.exact ?? []));
    if (exact) return { exact, clauses: [] };
  }
  const union: string[] = [];
  for (const part of parts) {
    const candidates = [...part.clauses, ...(part.exact ? [part.exact] : [])].filter(isUseful);
    const best = candidates.sort((a, b) => shortest(b) - shortest(a) || a.length - b.length)[0];
    if (!best) return { exact: undefined, clauses: [] };
    union.push(...best);
  }
  const clause = [...new Set(union)];
  return { exact: undefined, clauses: clause.length <= MOST * 4 ? [clause] : [] };
}

function product(left: readonly string[], right: readonly string[]): readonly string[] | undefined {
  if (left.length * right.length > MOST) return undefined;
  const texts = left.flatMap((head) => right.map((tail) => head + tail));
  return texts.some((text) => text.length > LONGEST) ? undefined : [...new Set(texts)];
}

function keepFew(texts: readonly string[]): readonly string[] | undefined {
  const distinct = [...new Set(texts)];
  return distinct.length <= MOST ? distinct : undefined;
}

function pointsOf(ranges: Ranges): readonly string[] | undefined {
  if (sizeOf(ranges) > 12) return undefined;
  const texts = new Set<string>();
  for (const [low, high] of ranges) {
    for (let point = low; point <= high; point++) {
      texts.add(
        point > 0xffff ? String.fromCodePoint(point) : String.fromCharCode(foldTable[point] as number),
      );
    }
  }
  return texts.size > 0 && texts.size <= 6 ? [...texts] : undefined;
}
