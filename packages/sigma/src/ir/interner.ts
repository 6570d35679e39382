import { type Predicate, predicateKey } from '../predicate/predicate.ts';
import type { IrConst, IrLeaf, IrNode } from './node.ts';

/** Ids are unique over all interners, so that an engine may build on nodes of several rule sets. */
let nextId = 0;

/** An id for a node that is made without an interner, from what one made before. */
export function nextNodeId(): number {
  return nextId++;
}

/** Makes nodes; simplifies constants, doubles, nesting and double negation on the way. */
export class Interner {
  readonly never: IrConst;
  readonly always: IrConst;
  readonly #leaves = new Map<string, IrLeaf>();
  readonly #nodes = new Map<string, IrNode>();

  constructor() {
    this.never = { kind: 'const', id: nextId++, value: false };
    this.always = { kind: 'const', id: nextId++, value: true };
  }

  constant(value: boolean): IrConst {
    return value ? this.always : this.never;
  }

  leaf(field: string | undefined, predicate: Predicate): IrLeaf {
    const key = `${field === undefined ? '' : `f${field}`}\u0000${predicateKey(predicate)}`;
    const known = this.#leaves.get(key);
    if (known) return known;
    const leaf: IrLeaf = { kind: 'leaf', id: nextId++, field, predicate };
    this.#leaves.set(key, leaf);
    return leaf;
  }

  not(child: IrNode): IrNode {
    if (child.kind === 'const') return this.constant(!child.value);
    if (child.kind === 'not') return child.child;
    return this.#keep(`!${child.id}`, (id) => ({ kind: 'not', id, child }));
  }

  and(children: readonly IrNode[]): IrNode {
    return this.#join('and', children);
  }

  or(children: readonly IrNode[]): IrNode {
    return this.#join('or', children);
  }

  #join(kind: 'and' | 'or', children: readonly IrNode[]): IrNode {
    const absorbing = kind === 'or';
    const kept = new Set<IrNode>();
    for (const child of children) {
      if (child.kind === 'const') {
        if (child.value === absorbing) return child;
      } else if (child.kind === kind) {
        for (const grandchild of child.children) kept.add(grandchild);
      } else {
        kept.add(child);
      }
    }
    const list = [...kept];
    const only = list[0];
    if (!only) return this.constant(!absorbing);
    if (list.length === 1) return only;
    return this.#keep(`${kind}${list.map((node) => node.id).join()}`, (id) => ({ kind, id, children: list }));
  }

  #keep(key: string, make: (id: number) => IrNode): IrNode {
    const known = this.#nodes.get(key);
    if (known) return known;
    const node = make(nextId++);
    this.#nodes.set(key, node);
    return node;
  }
}
