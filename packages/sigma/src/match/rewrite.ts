import type { EventView } from '../event-view.ts';
import { evaluate } from '../interpret/evaluate.ts';
import type { Interner } from '../ir/interner.ts';
import type { IrLeaf, IrNode } from '../ir/node.ts';
import { identityFields } from '../predicate/field-value.ts';
import type { Predicate } from '../predicate/predicate.ts';
import { asLiteral } from '../value/pattern.ts';

/**
 * What is known of all events of a group. A name or id is `known`; `other` means one that no rule of the group
 * mentions; `open` means that nothing is known.
 */
export interface Identity {
  readonly channel: Known<string>;
  readonly provider: Known<string>;
  readonly eventId: Known<number>;
}

export type Known<T> =
  | { readonly kind: 'known'; readonly value: T }
  | { readonly kind: 'other' }
  | { readonly kind: 'open' };

const NO_FIELDS: ReadonlyMap<string, string> = new Map();

/**
 * Puts a rule's field names into the event's and replaces tests of the event's identity by their outcome where
 * the group decides it. One rewriter serves one group and one mapping.
 */
export class Rewriter {
  readonly #interner: Interner;
  readonly #identity: Identity;
  readonly #fields: ReadonlyMap<string, string>;
  readonly #known = new Map<IrNode, IrNode>();
  readonly #view: EventView;

  constructor(interner: Interner, identity: Identity, fields: ReadonlyMap<string, string>) {
    this.#interner = interner;
    this.#identity = identity;
    this.#fields = fields;
    const { channel, provider, eventId } = identity;
    this.#view = {
      channel: channel.kind === 'known' ? channel.value : '',
      provider: provider.kind === 'known' ? provider.value : '',
      eventId: eventId.kind === 'known' ? eventId.value : -1,
      get: () => undefined,
      texts: () => [],
    };
  }

  rewrite(node: IrNode): IrNode {
    const known = this.#known.get(node);
    if (known) return known;
    const made = this.#make(node);
    this.#known.set(node, made);
    return made;
  }

  #make(node: IrNode): IrNode {
    switch (node.kind) {
      case 'const':
        return node;
      case 'leaf':
        return this.#leaf(node);
      case 'not': {
        const child = this.rewrite(node.child);
        return child === node.child ? node : this.#interner.not(child);
      }
      case 'and':
      case 'or': {
        const children = node.children.map((child) => this.rewrite(child));
        if (children.every((child, index) => child === node.children[index])) return node;
        return node.kind === 'and' ? this.#interner.and(children) : this.#interner.or(children);
      }
    }
  }

  #leaf(leaf: IrLeaf): IrNode {
    if (leaf.field === undefined) return leaf;
    const field = this.#fields.get(leaf.field) ?? leaf.field;
    const { predicate } = leaf;
    if (predicate.op === 'fieldref') {
      const other = this.#fields.get(predicate.field) ?? predicate.field;
      if (field === leaf.field && other === predicate.field) return leaf;
      return this.#interner.leaf(field, { ...predicate, field: other });
    }
    const moved = field === leaf.field ? leaf : this.#interner.leaf(field, predicate);
    if (!identityFields.has(field)) return moved;
    const known = this.#knownOf(field);
    if (known.kind === 'known' && !mindsCase(predicate, field)) {
      return this.#interner.constant(evaluate(moved, this.#view, NO_FIELDS));
    }
    // The value is one that no rule mentions, so it equals none of them.
    return known.kind === 'other' && isEquality(predicate) ? this.#interner.never : moved;
  }

  #knownOf(field: string): Known<string | number> {
    if (field === 'EventID') return this.#identity.eventId;
    return field === 'Channel' ? this.#identity.channel : this.#identity.provider;
  }
}

/** Names of channels and providers are known without their case. */
function mindsCase(predicate: Predicate, field: string): boolean {
  if (field === 'EventID') return false;
  return predicate.op === 'regex' || (predicate.op === 'pattern' && predicate.cased);
}

/** The text that a test of an identity field asks for, when it is one without wildcards. */
export function equalityOf(predicate: Predicate): string | undefined {
  if (predicate.op !== 'pattern') return undefined;
  const literal = asLiteral(predicate.parts);
  return literal?.op === 'eq' ? literal.text : undefined;
}

function isEquality(predicate: Predicate): boolean {
  return equalityOf(predicate) !== undefined;
}
