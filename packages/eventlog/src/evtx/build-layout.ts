import { EvtxLayout, FieldList, type Piece, type Source } from './layout.ts';
import type { AttributeNode, ElementNode, Node } from './nodes.ts';
import type { Shape } from './shape.ts';

/** Works out the fields of a shape from its templates. */
export function buildLayout(shape: Shape): EvtxLayout {
  return new LayoutBuilder(shape.parts()).build();
}

interface Placed<N> {
  readonly node: N;
  readonly part: number;
}

class LayoutBuilder {
  readonly #parts: readonly Shape[];
  readonly #partIn = new Map<number, number>();
  readonly #payload = new FieldList();
  readonly #system = new FieldList();

  constructor(parts: readonly Shape[]) {
    this.#parts = parts;
    parts.forEach((shape, part) => {
      if (part > 0) this.#partIn.set(shape.inPart * 0x10000 + shape.inValue, part);
    });
  }

  build(): EvtxLayout {
    for (const root of this.#elements(this.#parts[0]?.template.nodes ?? [], 0)) {
      if (root.node.name !== 'Event') {
        this.#payloadElement(root);
        continue;
      }
      for (const child of this.#elements(root.node.children, root.part)) this.#section(child);
    }
    return new EvtxLayout(this.#payload.fields(), this.#system.fields());
  }

  #section(section: Placed<ElementNode>): void {
    switch (section.node.name) {
      case 'System':
        for (const child of this.#elements(section.node.children, section.part))
          this.#systemElement(child, '');
        break;
      case 'RenderingInfo':
        // Localised text of a forwarding collector: readable, but not the payload that rules are written for.
        for (const child of this.#elements(section.node.children, section.part)) {
          this.#systemElement(child, 'RenderingInfo_');
        }
        break;
      case 'EventData':
        this.#attributes(section, 'EventData', this.#system);
        for (const child of this.#elements(section.node.children, section.part)) this.#payloadElement(child);
        break;
      default:
        for (const child of this.#elements(section.node.children, section.part)) this.#payloadElement(child);
    }
  }

  #systemElement({ node, part }: Placed<ElementNode>, prefix: string): void {
    const name = prefix + node.name;
    this.#attributes({ node, part }, name, this.#system);
    const pieces = this.#text(node.children, part);
    if (pieces.length > 0) this.#system.add(name, { pieces, attribute: false });
  }

  /** A leaf becomes a field; an element with elements inside is passed through. */
  #payloadElement({ node, part }: Placed<ElementNode>): void {
    const nameAttribute = node.attributes.find(({ name }) => name === 'Name');
    const children = this.#elements(node.children, part);
    if (children.length > 0) {
      this.#attributes({ node, part }, node.name, this.#payload);
      for (const child of children) this.#payloadElement(child);
      return;
    }
    const source: Source = { pieces: this.#text(node.children, part), attribute: false };
    if (nameAttribute === undefined) {
      this.#attributes({ node, part }, node.name, this.#payload);
      this.#payload.add(node.name, source);
      return;
    }
    const name = this.#pieces(nameAttribute, part);
    if (name.every((piece) => typeof piece === 'string')) {
      this.#payload.add(name.join('') || node.name, source);
    } else {
      this.#payload.addDynamic(name, source);
    }
  }

  #attributes({ node, part }: Placed<ElementNode>, prefix: string, fields: FieldList): void {
    for (const attribute of node.attributes) {
      if (attribute.name === 'xmlns' || attribute.name.startsWith('xmlns:')) continue;
      const pieces = this.#pieces(attribute, part);
      if (pieces.length > 0) fields.add(`${prefix}_${attribute.name}`, { pieces, attribute: true });
    }
  }

  /** Elements among nodes, with nested parts opened in place. */
  #elements(nodes: readonly Node[], part: number): Placed<ElementNode>[] {
    return nodes.flatMap((node) => {
      if (node.kind === 'element') return [{ node, part }];
      const nested = node.kind === 'substitution' ? this.#partIn.get(part * 0x10000 + node.index) : undefined;
      if (nested === undefined) return [];
      return this.#elements(this.#parts[nested]?.template.nodes ?? [], nested);
    });
  }

  /** Text among nodes; nested parts hold elements and are left to `#elements`. */
  #text(nodes: readonly Node[], part: number): Piece[] {
    const pieces: Piece[] = [];
    for (const node of nodes) {
      if (node.kind === 'text' || node.kind === 'cdata') pieces.push(node.text);
      else if (node.kind === 'substitution' && !this.#partIn.has(part * 0x10000 + node.index)) {
        pieces.push({ part, index: node.index });
      }
    }
    return joinText(pieces);
  }

  #pieces(attribute: AttributeNode, part: number): Piece[] {
    return this.#text(attribute.parts, part);
  }
}

/** Neighbouring texts become one. */
function joinText(pieces: readonly Piece[]): Piece[] {
  const joined: Piece[] = [];
  for (const piece of pieces) {
    const last = joined.at(-1);
    if (typeof piece === 'string' && typeof last === 'string') joined[joined.length - 1] = last + piece;
    else joined.push(piece);
  }
  return joined;
}
