import { EvtxLayout, FieldList, type FieldSink, type Piece, type Source } from './layout.ts';
import type { AttributeNode, ElementNode, Node } from './nodes.ts';
import type { Shape } from './shape.ts';

/** Works out the fields of a shape from its templates. */
export function buildLayout(shape: Shape): EvtxLayout {
  const payload = new FieldList();
  const system = new FieldList();
  new TemplateWalk(shape.parts(), payload, system).run();
  return new EvtxLayout(payload.fields(), system.fields());
}

const nowhere: FieldSink = { add: () => {}, addDynamic: () => {} };

/** The payload of a shape without names, for records whose layout nobody will use again. */
export function payloadSources(shape: Shape): readonly Source[] {
  const sources: Source[] = [];
  const add = (_name: unknown, source: Source): void => {
    sources.push(source);
  };
  new TemplateWalk(shape.parts(), { add, addDynamic: add }, nowhere).run();
  return sources;
}

/**
 * Whether the System fields of a shape are those of its own template, wherever the parts nested in it stand: no
 * part stands in the System section or brings one of its own.
 */
export function keepsSystem(shape: Shape): boolean {
  const { root } = shape;
  root.beyondSystem ??= valuesBeyondSystem(root.template.nodes);
  for (let at = shape; at.parent !== undefined; at = at.parent)
    if (at.inPart === 0 && !(root.beyondSystem.has(at.inValue) && at.template.nodes.every(isNoSystem)))
      return false;
  return true;
}

function isNoSystem(node: Node): boolean {
  return node.kind === 'element' ? node.name !== 'System' : node.kind !== 'substitution';
}

/** Values that stand in an event beside its System section or in the sections beside it, and nowhere else. */
function valuesBeyondSystem(nodes: readonly Node[]): ReadonlySet<number> {
  const beyond = new Set<number>();
  const elsewhere = new Set<number>();
  for (const root of nodes) {
    if (root.kind !== 'element' || root.name !== 'Event') collect([root], elsewhere);
    else for (const child of root.children) collect([child], isSystem(child) ? elsewhere : beyond);
  }
  for (const index of elsewhere) beyond.delete(index);
  return beyond;
}

const isSystem = (node: Node): boolean => node.kind === 'element' && node.name === 'System';

function collect(nodes: readonly Node[], into: Set<number>): void {
  for (const node of nodes) {
    if (node.kind === 'substitution') into.add(node.index);
    else if (node.kind === 'element') {
      for (const { parts } of node.attributes) collect(parts, into);
      collect(node.children, into);
    }
  }
}

interface Placed<N> {
  readonly node: N;
  readonly part: number;
}

class TemplateWalk {
  readonly #parts: readonly Shape[];
  readonly #partIn = new Map<number, number>();
  readonly #payload: FieldSink;
  readonly #system: FieldSink;

  constructor(parts: readonly Shape[], payload: FieldSink, system: FieldSink) {
    this.#parts = parts;
    this.#payload = payload;
    this.#system = system;
    parts.forEach((shape, part) => {
      if (part > 0) this.#partIn.set(shape.inPart * 0x10000 + shape.inValue, part);
    });
  }

  run(): void {
    for (const root of this.#elements(this.#parts[0]?.template.nodes ?? [], 0)) {
      if (root.node.name !== 'Event') {
        this.#payloadElement(root);
        continue;
      }
      for (const child of this.#elements(root.node.children, root.part)) this.#section(child);
    }
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

  #attributes({ node, part }: Placed<ElementNode>, prefix: string, fields: FieldSink): void {
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
