import type { IrLeaf, IrNode } from '../ir/node.ts';
import { describePredicate, type Predicate } from '../predicate/predicate.ts';
import { covers, disjoint } from './overlap.ts';

/** Why a condition can never hold. */
export interface Contradiction {
  /** The field that cannot be as asked; undefined for keywords. */
  readonly field: string | undefined;
  /** What was expected and found, to stand behind the name of a selection. */
  readonly reason: string;
}

export interface EventLimits {
  /** Ids that events of the log source can have; undefined when any. */
  readonly eventIds: ReadonlySet<number> | undefined;
  /** Fields hold one value each, as Windows' do, names that repeat (`Data`) aside. */
  readonly singleValues: boolean;
}

/** What a conjunct asks of one field: any of these. */
interface Demand {
  readonly field: string;
  readonly any: readonly Predicate[];
}

/** Steps after which the search gives up and takes the condition for possible. */
const MOST_STEPS = 5000;

/** Finds out whether no event can satisfy a condition. Sound, not complete: most of what is impossible is found. */
export function contradictionOf(node: IrNode, limits: EventLimits): Contradiction | undefined {
  return new Search(limits).all([node]);
}

class Search {
  readonly #limits: EventLimits;
  #steps = 0;

  constructor(limits: EventLimits) {
    this.#limits = limits;
  }

  /** Why the nodes cannot hold together. */
  all(nodes: readonly IrNode[]): Contradiction | undefined {
    if (++this.#steps > MOST_STEPS) return undefined;
    const parts = nodes.flatMap((node) => (node.kind === 'and' ? node.children : [node]));
    if (parts.some((part) => part.kind === 'and')) return this.all(parts);
    const never = parts.find((part) => part.kind === 'const' && !part.value);
    if (never)
      return { field: undefined, reason: 'expected a condition that can hold, found one that never does' };
    const demands = parts.map(demandOf).filter((demand) => demand !== undefined);
    return (
      this.#eventId(demands) ?? this.#pairs(demands) ?? this.#denied(parts, demands) ?? this.#branches(parts)
    );
  }

  #eventId(demands: readonly Demand[]): Contradiction | undefined {
    const { eventIds } = this.#limits;
    if (!eventIds) return undefined;
    for (const { field, any } of demands) {
      if (field !== 'EventID' || !any.every((each) => isOtherId(each, eventIds))) continue;
      const expected = [...eventIds].sort((a, b) => a - b).join(', ');
      const reason = `expected an EventID of the log source (${expected}), found ${told(any)}`;
      return { field, reason };
    }
    return undefined;
  }

  #pairs(demands: readonly Demand[]): Contradiction | undefined {
    if (!this.#limits.singleValues) return undefined;
    for (const [index, one] of demands.entries()) {
      if (one.field === 'Data') continue;
      for (const two of demands.slice(index + 1)) {
        if (two.field !== one.field) continue;
        if (!one.any.every((a) => two.any.every((b) => disjoint(a, b)))) continue;
        const reason = `expected values of "${one.field}" that can hold together, found ${told(one.any)} and ${told(two.any)}`;
        return { field: one.field, reason };
      }
    }
    return undefined;
  }

  /** Something asked for and ruled out at once. */
  #denied(parts: readonly IrNode[], demands: readonly Demand[]): Contradiction | undefined {
    const ids = new Set(parts.map(({ id }) => id));
    for (const part of parts) {
      if (part.kind !== 'not') continue;
      const { child } = part;
      const whole = child.kind === 'and' ? child.children : [child];
      if (whole.every(({ id }) => ids.has(id)))
        return {
          field: leafField(child),
          reason: 'expected something else to be ruled out, found what is asked for',
        };
      const ruledOut = child.kind === 'or' ? child.children : [child];
      const leaves = ruledOut.filter((each): each is IrLeaf => each.kind === 'leaf');
      for (const { field, any } of demands) {
        const against = leaves.filter((leaf) => leaf.field === field);
        if (!any.every((each) => against.some((leaf) => covers(leaf.predicate, each)))) continue;
        const out = told(against.map(({ predicate }) => predicate));
        return {
          field,
          reason: `expected "${field}" not to be ruled out as a whole, found ${told(any)} and not ${out}`,
        };
      }
    }
    return undefined;
  }

  /** An "or" none of whose branches can hold beside the rest. */
  #branches(parts: readonly IrNode[]): Contradiction | undefined {
    for (const [index, part] of parts.entries()) {
      if (part.kind !== 'or' || demandOf(part)) continue;
      const rest = parts.toSpliced(index, 1).filter((other) => other.kind !== 'or' || demandOf(other));
      let first: Contradiction | undefined;
      const possible = part.children.some((child) => {
        const found = this.all([...rest, child]);
        first ??= found;
        return found === undefined;
      });
      if (!possible && first) return first;
    }
    return undefined;
  }
}

function demandOf(node: IrNode): Demand | undefined {
  const leaves = node.kind === 'or' ? node.children : [node];
  const first = leaves[0];
  if (first?.kind !== 'leaf' || first.field === undefined) return undefined;
  const any: Predicate[] = [];
  for (const leaf of leaves) {
    if (leaf.kind !== 'leaf' || leaf.field !== first.field) return undefined;
    any.push(leaf.predicate);
  }
  return { field: first.field, any };
}

function leafField(node: IrNode): string | undefined {
  return node.kind === 'leaf' ? node.field : undefined;
}

function isOtherId(predicate: Predicate, eventIds: ReadonlySet<number>): boolean {
  return [...eventIds].every((id) => disjoint(predicate, literal(String(id))));
}

function literal(text: string): Predicate {
  return { op: 'pattern', parts: [{ kind: 'text', text }], cased: false };
}

/** A few predicates in readable form. */
function told(predicates: readonly Predicate[]): string {
  const shown = predicates.slice(0, 3).map((predicate) => `"${describePredicate(predicate)}"`);
  const more = predicates.length - shown.length;
  return `${shown.join(' or ')}${more > 0 ? ` or ${more} more` : ''}`;
}
