import { arrayFlag, valueText, valueType } from '../value/index.ts';
import type { AttributeNode, ElementNode, Node } from './nodes.ts';
import type { RawValue } from './raw-value.ts';
import type { Shape } from './shape.ts';

const escapes: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  '\t': '&#9;',
  '\n': '&#10;',
  '\r': '&#13;',
};

// biome-ignore lint/suspicious/noControlCharactersInRegex: XML 1.0 forbids them even as references
const forbidden = /[\0-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]|\p{Surrogate}/gu;
const wellFormedName = /^[\p{L}_][\p{L}\p{N}._:-]*$/u;

/** Text for XML content; what XML 1.0 cannot hold becomes U+FFFD. */
function escapeText(text: string): string {
  return text.replace(/[&<>\r]/g, (found) => escapes[found] ?? found).replace(forbidden, '\ufffd');
}

function escapeAttribute(text: string): string {
  return text.replace(/[&<>"\t\n\r]/g, (found) => escapes[found] ?? found).replace(forbidden, '\ufffd');
}

/** A name that a damaged or hostile file spelt with other characters is made into one that XML allows. */
function xmlName(name: string): string {
  if (wellFormedName.test(name)) return name;
  const safe = name.replace(/[^\p{L}\p{N}._:-]/gu, '_');
  return wellFormedName.test(safe) ? safe : `_${safe}`;
}

/** Renders the templates of a shape with a record's values as well-formed XML, escaped, without line breaks. */
export function renderXml(
  shape: Shape,
  bytes: Buffer,
  rawValue: (part: number, index: number) => RawValue | undefined,
): string {
  return new Renderer(shape.parts(), bytes, rawValue).render();
}

class Renderer {
  readonly #parts: readonly Shape[];
  readonly #partIn = new Map<number, number>();
  readonly #bytes: Buffer;
  readonly #rawValue: (part: number, index: number) => RawValue | undefined;

  constructor(
    parts: readonly Shape[],
    bytes: Buffer,
    rawValue: (part: number, index: number) => RawValue | undefined,
  ) {
    this.#parts = parts;
    this.#bytes = bytes;
    this.#rawValue = rawValue;
    parts.forEach((shape, part) => {
      if (part > 0) this.#partIn.set(shape.inPart * 0x10000 + shape.inValue, part);
    });
  }

  render(): string {
    return this.#nodes(this.#parts[0]?.template.nodes ?? [], 0);
  }

  #nodes(nodes: readonly Node[], part: number): string {
    let xml = '';
    for (const node of nodes) xml += this.#node(node, part);
    return xml;
  }

  #node(node: Node, part: number): string {
    switch (node.kind) {
      case 'text':
      case 'cdata':
        return escapeText(node.text);
      case 'instruction':
        return `<?${xmlName(node.target)} ${escapeText(node.data).replaceAll('?&gt;', '? &gt;')}?>`;
      case 'element':
        return this.#element(node, part);
      case 'substitution': {
        const nested = this.#partIn.get(part * 0x10000 + node.index);
        if (nested !== undefined) return this.#nodes(this.#parts[nested]?.template.nodes ?? [], nested);
        return escapeText(this.#values(part, node.index).join(','));
      }
    }
  }

  #element(node: ElementNode, part: number): string {
    const name = xmlName(node.name);
    const open = `<${name}${this.#attributes(node.attributes, part)}`;
    const [only] = node.children;
    // An array fills copies of the element that surrounds it.
    if (node.children.length === 1 && only?.kind === 'substitution' && this.#isArray(part, only.index)) {
      const copies = this.#values(part, only.index).map((value) => `${open}>${escapeText(value)}</${name}>`);
      return copies.length === 0 ? `${open}/>` : copies.join('');
    }
    const content = this.#nodes(node.children, part);
    return content === '' ? `${open}/>` : `${open}>${content}</${name}>`;
  }

  #attributes(attributes: readonly AttributeNode[], part: number): string {
    const seen = new Set<string>();
    let xml = '';
    for (const attribute of attributes) {
      const name = xmlName(attribute.name);
      if (seen.has(name) || this.#isAbsent(attribute, part)) continue;
      seen.add(name);
      let value = '';
      for (const piece of attribute.parts) {
        value += piece.kind === 'substitution' ? this.#values(part, piece.index).join(',') : piece.text;
      }
      xml += ` ${name}="${escapeAttribute(value)}"`;
    }
    return xml;
  }

  #isAbsent(attribute: AttributeNode, part: number): boolean {
    const [only] = attribute.parts;
    if (attribute.parts.length !== 1 || only?.kind !== 'substitution') return attribute.parts.length === 0;
    const type = this.#rawValue(part, only.index)?.type;
    return type === undefined || type === valueType.null;
  }

  #isArray(part: number, index: number): boolean {
    return ((this.#rawValue(part, index)?.type ?? 0) & arrayFlag) !== 0;
  }

  #values(part: number, index: number): readonly string[] {
    const raw = this.#rawValue(part, index);
    if (raw === undefined) return [];
    const value = valueText(this.#bytes, raw.type, raw.offset, raw.size);
    if (value === null) return [];
    return typeof value === 'string' ? [value] : value;
  }
}
