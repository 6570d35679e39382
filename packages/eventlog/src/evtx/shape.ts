import type { EvtxLayout } from './layout.ts';
import type { Node } from './nodes.ts';

/** Most templates and fragments inside one another or side by side in one record. Windows writes up to three. */
export const maxParts = 32;

/** Most elements, attributes and values of all parts of one record together. */
export const maxWeight = 4096;

/** Limits how much is kept for records to come. */
export interface ShapeBudget {
  /** Counts the weight of a shape that is about to be kept. */
  admit(weight: number): void;
}

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

/**
 * Which template a record uses, which further templates are in its values, and where: a path from the record's
 * own template through the parts in the order they are met. Records of one shape share one layout.
 */
export class Shape {
  readonly template: Template;
  readonly parent: Shape | undefined;
  /** Part (0 is the record's own template) and value in which this part stands; -1 for the record's own. */
  readonly inPart: number;
  readonly inValue: number;
  readonly weight: number;
  /** Built by the first record that asks for it. */
  layout: EvtxLayout | undefined;
  /** Of a record's own template: its values that are no part of the System section; see `keepsSystem`. */
  beyondSystem: ReadonlySet<number> | undefined;
  readonly #budget: ShapeBudget | undefined;
  #next: Map<number, Shape> | undefined;
  #lastKey = -1;
  #last: Shape | undefined;

  constructor(
    template: Template,
    weight: number,
    budget: ShapeBudget | undefined,
    parent?: Shape,
    inPart = -1,
    inValue = -1,
  ) {
    this.template = template;
    this.weight = weight;
    this.#budget = budget;
    this.parent = parent;
    this.inPart = inPart;
    this.inValue = inValue;
  }

  /** The shape with one more part; not kept when one of its parts is no cached template. */
  with(template: Template, inPart: number, inValue: number): Shape {
    const key = (template.uid * maxParts + inPart) * 0x10000 + inValue;
    if (key === this.#lastKey && this.#last !== undefined) return this.#last;
    const known = template.uid === 0 ? undefined : this.#next?.get(key);
    if (known !== undefined) {
      this.#lastKey = key;
      this.#last = known;
      return known;
    }
    const weight = this.weight + template.weight;
    const budget = template.uid === 0 ? undefined : this.#budget;
    const shape = new Shape(template, weight, budget, this, inPart, inValue);
    if (budget !== undefined) {
      budget.admit(weight);
      this.#next ??= new Map();
      this.#next.set(key, shape);
    }
    return shape;
  }

  /** False when a part stands in this one record only. */
  get shared(): boolean {
    for (let at: Shape | undefined = this; at !== undefined; at = at.parent)
      if (at.template.uid === 0) return false;
    return true;
  }

  /** The shape of the record's own template alone. */
  get root(): Shape {
    let shape: Shape = this;
    while (shape.parent !== undefined) shape = shape.parent;
    return shape;
  }

  /** All parts in the order in which records hold them. */
  parts(): Shape[] {
    const parts: Shape[] = [];
    for (let at: Shape | undefined = this; at !== undefined; at = at.parent) parts.push(at);
    return parts.reverse();
  }
}
