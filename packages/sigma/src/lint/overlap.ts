import { matchParts } from '../interpret/match-parts.ts';
import { inNetwork } from '../predicate/cidr.ts';
import { compareNumbers } from '../predicate/compare.ts';
import { type Predicate, predicateKey, type Relation } from '../predicate/predicate.ts';
import { compileRegex } from '../regex/index.ts';
import { foldText } from '../value/fold.ts';
import { asLiteral, type LiteralOp } from '../value/pattern.ts';

type Pattern = Extract<Predicate, { op: 'pattern' }>;

/**
 * Whether no single value can satisfy both. Says false where it cannot tell. Case is ignored on both sides even
 * where one minds it, which only makes more values possible.
 */
export function disjoint(a: Predicate, b: Predicate): boolean {
  if (a.op === 'null' || b.op === 'null') return a.op !== b.op && a.op !== 'exists' && b.op !== 'exists';
  if (a.op === 'compare' && b.op === 'compare') return emptyRange(a, b);
  if (a.op === 'date' && b.op === 'date') return a.part === b.part && emptyRange(a, b);
  const left = literalOf(a);
  const right = literalOf(b);
  if (left?.op === 'eq') return !couldHold(b, left.text);
  if (right?.op === 'eq') return !couldHold(a, right.text);
  if (!left || !right || left.op !== right.op) return false;
  if (left.op === 'starts') return !left.text.startsWith(right.text) && !right.text.startsWith(left.text);
  if (left.op === 'ends') return !left.text.endsWith(right.text) && !right.text.endsWith(left.text);
  return false;
}

/** Whether every value that satisfies `narrow` satisfies `wide`. Says false where it cannot tell. */
export function covers(wide: Predicate, narrow: Predicate): boolean {
  if (predicateKey(wide) === predicateKey(narrow)) return true;
  if (narrow.op === 'null') return false;
  if (wide.op === 'exists') return true;
  if (wide.op !== 'pattern' || narrow.op === 'exists') return false;
  if (wide.parts.length === 1 && wide.parts[0]?.kind === 'any') return true;
  if (narrow.op !== 'pattern' || (wide.cased && !narrow.cased)) return false;
  const inner = literalOf(narrow, wide.cased);
  if (!inner) return false;
  if (inner.op === 'eq') return matchParts(wide.parts, wide.cased, inner.text);
  const outer = literalOf(wide, wide.cased);
  if (outer?.op === 'contains') return inner.text.includes(outer.text);
  if (outer?.op !== inner.op) return false;
  return outer.op === 'starts' ? inner.text.startsWith(outer.text) : inner.text.endsWith(outer.text);
}

/** The one literal that a pattern stands for, folded unless `cased`. */
function literalOf(predicate: Predicate, cased = false): { op: LiteralOp; text: string } | undefined {
  const literal = predicate.op === 'pattern' ? asLiteral(predicate.parts) : undefined;
  return literal && { op: literal.op, text: cased ? literal.text : foldText(literal.text) };
}

/** Whether a value that equals the text, its case aside, could satisfy the predicate. */
function couldHold(predicate: Exclude<Predicate, { op: 'null' }>, text: string): boolean {
  switch (predicate.op) {
    case 'pattern':
      return matchParts(folded(predicate).parts, false, text);
    case 'regex':
      return compileRegex(predicate.source, [...new Set(`${predicate.flags}i`)].join(''))(text);
    case 'compare':
      return compareNumbers(text, predicate.relation, predicate.value);
    case 'cidr':
      return inNetwork(predicate.network, text);
    case 'exists':
    case 'date':
    case 'fieldref':
      return true;
  }
}

function folded(pattern: Pattern): Pattern {
  return { ...pattern, cased: false };
}

interface Bound {
  readonly relation: Relation;
  readonly value: string;
}

/** Whether no number satisfies both relations. */
function emptyRange(a: Bound, b: Bound): boolean {
  if (a.relation === 'eq') return !compareNumbers(a.value, b.relation, b.value);
  if (b.relation === 'eq') return !compareNumbers(b.value, a.relation, a.value);
  const upwards = ({ relation }: Bound): boolean => relation === 'gt' || relation === 'gte';
  if (upwards(a) === upwards(b)) return false;
  const [low, high] = upwards(a) ? [a, b] : [b, a];
  const closed = low.relation === 'gte' && high.relation === 'lte';
  return compareNumbers(low.value, closed ? 'gt' : 'gte', high.value);
}
