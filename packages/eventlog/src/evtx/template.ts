import type { Shape } from './shape.ts';

/** Text that stands in the template itself. */
export interface TextNode {
  readonly kind: 'text' | 'cdata';
  readonly text: string;
}

/** Place of a record's value. `optional`: an attribute with a null value is left out. */
export interface SubstitutionNode {
  readonly kind: 'substitution';
  readonly index: number;
  readonly optional: boolean;
}

export interface InstructionNode {
  readonly kind: 'instruction';
  readonly target: string;
  readonly data: string;
}

export interface AttributeNode {
  readonly name: string;
  readonly parts: readonly (TextNode | SubstitutionNode)[];
}

export interface ElementNode {
  readonly kind: 'element';
  readonly name: string;
  readonly attributes: readonly AttributeNode[];
  readonly children: readonly Node[];
}

export type Node = TextNode | SubstitutionNode | InstructionNode | ElementNode;

/** Binary XML compiled once: a template definition, or a fragment that stands in a record without one. */
export interface Template {
  /** Unique within its cache; 0 for a fragment that is not cached. */
  readonly uid: number;
  readonly nodes: readonly Node[];
  /** Elements, attributes and values in it. */
  readonly weight: number;
  /** Root of the layouts of records whose first part is this template. */
  readonly shape: Shape;
}
