import type { ByteReader } from '../bytes/index.ts';
import type {
  AttributeNode,
  ElementNode,
  InstructionNode,
  Node,
  SubstitutionNode,
  TextNode,
} from './nodes.ts';

/** Deepest nesting of elements. Windows writes fewer than ten; recursion on hostile input ends here. */
export const maxElementDepth = 64;

/** Longest name. It bounds what rendering can make of few bytes, since a name is stored once and used often. */
export const maxNameLength = 256;

/** How often one value may be used. Windows uses a value once or twice; each use decodes it again. */
export const maxUsesOfValue = 16;

const token = {
  end: 0x00,
  openElement: 0x01,
  closeStart: 0x02,
  closeEmpty: 0x03,
  endElement: 0x04,
  value: 0x05,
  attribute: 0x06,
  cdata: 0x07,
  characterReference: 0x08,
  entityReference: 0x09,
  instructionTarget: 0x0a,
  instructionData: 0x0b,
  templateInstance: 0x0c,
  substitution: 0x0d,
  optionalSubstitution: 0x0e,
  fragmentHeader: 0x0f,
} as const;

/** Set on tokens that are followed by more of their kind; an open element so marked has attributes. */
const moreFlag = 0x40;

const entities: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

/** A name that the compiled bytes refer to, so that a cached template can be compared with another chunk's. */
export interface NameReference {
  /** Offset of the name's offset field within the compiled bytes. */
  readonly at: number;
  readonly name: string;
  /** The name itself stands right behind the field. */
  readonly inline: boolean;
}

export interface Compiled {
  readonly nodes: readonly Node[];
  readonly names: readonly NameReference[];
  /** Elements, attributes and values: a measure of what a layout of it costs. */
  readonly weight: number;
}

/**
 * Compiles binary XML between `reader.pos` and the reader's end. Names are looked up anywhere in the reader's
 * bytes (the chunk). Leaves `reader.fault` set when the bytes are damaged.
 *
 * @param dependencyIds whether open elements carry a dependency id; they do everywhere except in a fragment
 * that is the value of a record (type 0x21)
 */
export function compile(reader: ByteReader, dependencyIds: boolean): Compiled {
  const compiler = new Compiler(reader, dependencyIds);
  const nodes = compiler.content(0);
  return { nodes, names: compiler.names, weight: compiler.weight };
}

class Compiler {
  readonly names: NameReference[] = [];
  weight = 0;
  readonly #uses = new Map<number, number>();
  readonly #reader: ByteReader;
  readonly #dependencyIds: boolean;
  readonly #start: number;

  constructor(reader: ByteReader, dependencyIds: boolean) {
    this.#reader = reader;
    this.#dependencyIds = dependencyIds;
    this.#start = reader.pos;
  }

  /** Nodes up to the end of the enclosing element, or of everything at depth 0. */
  content(depth: number): Node[] {
    const reader = this.#reader;
    const nodes: Node[] = [];
    while (reader.fault === undefined) {
      // The end-of-fragment token is missing at the end of some nested fragments.
      if (depth === 0 && reader.pos >= reader.end) break;
      const kind = reader.u8('binary XML: token');
      if (reader.fault !== undefined) break;
      if (kind === token.end && depth === 0) break;
      if (kind === token.endElement && depth > 0) break;
      const node = this.#node(kind, depth);
      if (node !== undefined) nodes.push(node);
    }
    return nodes;
  }

  #node(kind: number, depth: number): Node | undefined {
    const reader = this.#reader;
    switch (kind & ~moreFlag) {
      case token.openElement:
        return this.#element((kind & moreFlag) !== 0, depth);
      case token.instructionTarget:
        return this.#instruction();
      case token.fragmentHeader:
        reader.skip(3, 'fragment header: version and flags');
        return undefined;
      default:
        return this.#part(kind);
    }
  }

  #element(hasAttributes: boolean, depth: number): ElementNode | undefined {
    const reader = this.#reader;
    if (depth >= maxElementDepth) {
      reader.fail('xml-depth', 'binary XML: nesting of elements', `at most ${maxElementDepth}`, 'more');
      return undefined;
    }
    if (this.#dependencyIds) reader.skip(2, 'open element: dependency id');
    reader.skip(4, 'open element: size');
    const name = this.#name('open element: name');
    if (hasAttributes) reader.skip(4, 'open element: size of attributes');
    const attributes: AttributeNode[] = [];
    while ((reader.peek() & ~moreFlag) === token.attribute) {
      reader.skip(1, 'attribute: token');
      attributes.push(this.#attribute());
    }
    const close = reader.u8('open element: closing token');
    if (close === token.closeEmpty) return { kind: 'element', name, attributes, children: [] };
    if (close !== token.closeStart) {
      reader.fail('xml-token', 'open element: closing token', '0x02 or 0x03', hex(close), reader.pos - 1);
      return undefined;
    }
    return { kind: 'element', name, attributes, children: this.content(depth + 1) };
  }

  #attribute(): AttributeNode {
    const reader = this.#reader;
    const name = this.#name('attribute: name');
    const parts: (TextNode | SubstitutionNode)[] = [];
    while (reader.fault === undefined) {
      const next = reader.peek() & ~moreFlag;
      // -1 (the end of the input) has every bit set and ends the loop as well.
      if (next === token.attribute || next === token.closeStart || next === token.closeEmpty || next < 0)
        break;
      const part = this.#part(reader.u8('attribute: value token'));
      if (part !== undefined) parts.push(part);
    }
    return { name, parts };
  }

  #part(kind: number): TextNode | SubstitutionNode | undefined {
    const reader = this.#reader;
    switch (kind & ~moreFlag) {
      case token.value: {
        const type = reader.u8('value: type');
        if (type !== 1)
          reader.fail('xml-value-type', 'value: type', '0x01 (text)', hex(type), reader.pos - 1);
        return { kind: 'text', text: reader.utf16(reader.u16('value: length'), 'value: text') };
      }
      case token.cdata:
        return { kind: 'cdata', text: reader.utf16(reader.u16('CDATA: length'), 'CDATA: text') };
      case token.characterReference:
        return { kind: 'text', text: String.fromCharCode(reader.u16('character reference: code')) };
      case token.entityReference: {
        const name = this.#name('entity reference: name');
        return { kind: 'text', text: entities[name] ?? `&${name};` };
      }
      case token.substitution:
      case token.optionalSubstitution: {
        const index = reader.u16('substitution: index');
        reader.skip(1, 'substitution: type');
        this.weight++;
        const uses = (this.#uses.get(index) ?? 0) + 1;
        this.#uses.set(index, uses);
        if (uses > maxUsesOfValue) {
          reader.fail(
            'xml-expansion',
            'substitution: uses of one value',
            `at most ${maxUsesOfValue}`,
            'more',
          );
        }
        return { kind: 'substitution', index, optional: kind === token.optionalSubstitution };
      }
      default:
        reader.fail(
          'xml-token',
          'binary XML: token',
          'a token that may stand here',
          hex(kind),
          reader.pos - 1,
        );
        return undefined;
    }
  }

  #instruction(): InstructionNode {
    const reader = this.#reader;
    const target = this.#name('processing instruction: target');
    if (reader.peek() !== token.instructionData) return { kind: 'instruction', target, data: '' };
    reader.skip(1, 'processing instruction: data token');
    const units = reader.u16('processing instruction: length');
    return { kind: 'instruction', target, data: reader.utf16(units, 'processing instruction: data') };
  }

  /** A name is stored once per chunk: elsewhere, or inline right behind its offset at its first use. */
  #name(what: string): string {
    const reader = this.#reader;
    const at = reader.pos;
    this.weight++;
    const offset = reader.u32(`${what} offset`);
    if (reader.fault !== undefined) return '';
    const inline = offset === reader.pos;
    const name = nameAt(reader.bytes, offset);
    if (name === undefined) {
      const expected = `a name of at most ${maxNameLength} characters at ${hex(offset)}`;
      reader.fail('xml-name', what, expected, 'none', at);
      return '';
    }
    // Link to the next name, hash, length, text and a NUL.
    if (inline) reader.skip(nameHeader + name.length * 2 + 2, what);
    this.names.push({ at: at - this.#start, name, inline });
    return name;
  }
}

/** Bytes before a name's text: u32 link to the next name, u16 hash, u16 length in characters. */
export const nameHeader = 8;

function nameAt(bytes: Buffer, offset: number): string | undefined {
  if (offset + nameHeader > bytes.length) return undefined;
  const units = bytes.readUInt16LE(offset + 6);
  const end = offset + nameHeader + units * 2;
  if (units === 0 || units > maxNameLength || end > bytes.length) return undefined;
  return bytes.toString('utf16le', offset + nameHeader, end);
}

function hex(value: number): string {
  return `0x${value.toString(16).padStart(2, '0')}`;
}
