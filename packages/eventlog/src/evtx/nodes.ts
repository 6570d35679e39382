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
