import type { Predicate } from '../predicate/predicate.ts';

/**
 * The condition of a rule: and, or, not over leaves. Nodes are interned: two nodes of one interner with the same
 * meaning are the same object, so equal parts of different rules are stored, compiled and evaluated once.
 */
export type IrNode = IrConst | IrLeaf | IrNot | IrAll;

export interface IrConst {
  readonly kind: 'const';
  readonly id: number;
  readonly value: boolean;
}

/** A test of one field; without a field, of every payload value (keywords). */
export interface IrLeaf {
  readonly kind: 'leaf';
  readonly id: number;
  readonly field: string | undefined;
  readonly predicate: Predicate;
}

export interface IrNot {
  readonly kind: 'not';
  readonly id: number;
  readonly child: IrNode;
}

export interface IrAll {
  readonly kind: 'and' | 'or';
  readonly id: number;
  readonly children: readonly IrNode[];
}
