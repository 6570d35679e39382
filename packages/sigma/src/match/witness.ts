import type { IrNode } from '../ir/node.ts';
import type { Predicate } from '../predicate/predicate.ts';
import { parsedRegex, requiredLiterals } from '../regex/index.ts';
import { foldText } from '../value/fold.ts';
import { DASHES, type Part } from '../value/pattern.ts';
import type { Literal, LiteralInterner } from './literal.ts';

/** Literals one of which is in every event that the node matches. */
export interface Clause {
  readonly literals: readonly Literal[];
  /** What seeing one of them tells, see `Literal.bits`. */
  readonly bits: number;
}

/** Clauses kept of one node; more would cost more to count than they save. */
const MOST_CLAUSES = 4;
/** Literals of one clause. */
const MOST_LITERALS = 20_000;
/** What the clauses of a rule together should tell; more of them are not needed then. */
const ENOUGH_BITS = 16;

/**
 * Finds what an event must hold for a node to match it: the literals of its patterns and expressions, an "or"
 * by the best of each branch, nothing for "not" and for tests without text. All clauses are necessary, so an
 * event without one of them cannot match; whether it matches is for the node itself to say.
 */
export class WitnessFinder {
  readonly #literals: LiteralInterner;
  readonly #known = new Map<IrNode, readonly Clause[]>();

  constructor(literals: LiteralInterner) {
    this.#literals = literals;
  }

  /** The clauses to watch for a rule, the most telling first; none when the rule must always be asked. */
  watch(node: IrNode): readonly Clause[] {
    const chosen: Clause[] = [];
    let bits = 0;
    for (const clause of this.#clauses(node)) {
      if (bits >= ENOUGH_BITS) break;
      chosen.push(clause);
      bits += clause.bits;
    }
    return chosen;
  }

  #clauses(node: IrNode): readonly Clause[] {
    const known = this.#known.get(node);
    if (known) return known;
    const found = best(this.#find(node));
    this.#known.set(node, found);
    return found;
  }

  #find(node: IrNode): readonly Clause[] {
    switch (node.kind) {
      case 'leaf':
        return this.#ofPredicate(node.field, node.predicate);
      case 'and':
        return node.children.flatMap((child) => this.#clauses(child));
      case 'or': {
        const literals = new Set<Literal>();
        for (const child of node.children) {
          const clause = this.#clauses(child)[0];
          if (!clause) return [];
          for (const literal of clause.literals) literals.add(literal);
          if (literals.size > MOST_LITERALS) return [];
        }
        return [clauseOf([...literals])];
      }
      case 'not':
      case 'const':
        return [];
    }
  }

  #ofPredicate(field: string | undefined, predicate: Predicate): readonly Clause[] {
    if (predicate.op === 'regex') {
      return requiredLiterals(parsedRegex(predicate.source, predicate.flags)).map((texts) =>
        clauseOf(texts.map((text) => this.#literals.literal(field, text, false, false))),
      );
    }
    return predicate.op === 'pattern' ? this.#ofPattern(field, predicate.parts) : [];
  }

  #ofPattern(field: string | undefined, parts: readonly Part[]): readonly Clause[] {
    // Only the empty value equals an empty pattern.
    if (parts.length === 0) return [clauseOf([this.#literals.literal(field, '', true, true)])];
    const clauses: Clause[] = [];
    for (const [index, part] of parts.entries()) {
      const start = index === 0;
      const end = index === parts.length - 1;
      if (part.kind === 'text') {
        clauses.push(clauseOf([this.#literals.literal(field, foldText(part.text), start, end)]));
      } else if (part.kind === 'dash') {
        const before = textOf(parts[index - 1]);
        const after = textOf(parts[index + 1]);
        const texts = [...DASHES].map((dash) => foldText(before.slice(-4) + dash + after.slice(0, 8)));
        clauses.push(clauseOf(texts.map((text) => this.#literals.literal(field, text, false, false))));
      }
    }
    return clauses;
  }
}

function textOf(part: Part | undefined): string {
  return part?.kind === 'text' ? part.text : '';
}

function clauseOf(literals: readonly Literal[]): Clause {
  const chance = literals.reduce((sum, literal) => sum + 2 ** -literal.bits, 0);
  return { literals, bits: -Math.log2(Math.min(chance, 0.98)) };
}

/** The most telling clauses, at most one for the same literals. */
function best(clauses: readonly Clause[]): readonly Clause[] {
  const seen = new Set<string>();
  return [...clauses]
    .sort((a, b) => b.bits - a.bits || a.literals.length - b.literals.length)
    .filter((clause) => {
      const key = clause.literals.map((literal) => literal.id).join();
      return !seen.has(key) && seen.add(key);
    })
    .slice(0, MOST_CLAUSES);
}
