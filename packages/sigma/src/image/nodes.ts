import { nextNodeId } from '../ir/interner.ts';
import type { IrNode } from '../ir/node.ts';
import type { Predicate } from '../predicate/predicate.ts';
import { ANY, DASH, ONE, type Part } from '../value/pattern.ts';
import type { PackReader, PackWriter, Ref } from './pack.ts';
import type { TextReader, TextWriter } from './texts.ts';

/**
 * Conditions as numbers. A node is its kind and what belongs to it; children are numbers of nodes before it, so
 * that nothing can refer to itself.
 *
 *     never, always
 *     not child
 *     and, or: count, children
 *     leaf of a pattern: field + 1 (0: keywords), cased, count, parts (a wildcard, or 3 + text)
 *     leaf of another predicate: field + 1, text of the predicate as JSON
 */
const NEVER = 0;
const ALWAYS = 1;
const NOT = 2;
const AND = 3;
const OR = 4;
const PATTERN = 5;
const OTHER = 6;
const WILDCARDS: readonly Part[] = [ANY, ONE, DASH];

export class NodeWriter {
  readonly #texts: TextWriter;
  readonly #numbers = new Map<IrNode, number>();
  readonly #cells: number[] = [];
  readonly #starts: number[] = [];

  constructor(texts: TextWriter) {
    this.#texts = texts;
  }

  numberOf(node: IrNode): number {
    const known = this.#numbers.get(node);
    if (known !== undefined) return known;
    const cells = this.#cellsOf(node);
    const number = this.#starts.length;
    this.#numbers.set(node, number);
    this.#starts.push(this.#cells.length);
    for (const cell of cells) this.#cells.push(cell);
    return number;
  }

  #cellsOf(node: IrNode): number[] {
    switch (node.kind) {
      case 'const':
        return [node.value ? ALWAYS : NEVER];
      case 'not':
        return [NOT, this.numberOf(node.child)];
      case 'and':
      case 'or': {
        const children = node.children.map((child) => this.numberOf(child));
        return [node.kind === 'and' ? AND : OR, children.length, ...children];
      }
      case 'leaf': {
        const field = node.field === undefined ? 0 : this.#texts.numberOf(node.field) + 1;
        const { predicate } = node;
        if (predicate.op !== 'pattern') return [OTHER, field, this.#texts.numberOf(toJson(predicate))];
        const parts = predicate.parts.map((part) =>
          part.kind === 'text'
            ? WILDCARDS.length + this.#texts.numberOf(part.text)
            : WILDCARDS.findIndex(({ kind }) => kind === part.kind),
        );
        return [PATTERN, field, predicate.cased ? 1 : 0, parts.length, ...parts];
      }
    }
  }

  write(pack: PackWriter): { readonly cells: Ref; readonly starts: Ref } {
    return { cells: pack.add(Int32Array.from(this.#cells)), starts: pack.add(Int32Array.from(this.#starts)) };
  }
}

/** Nodes are made when they are asked for, each once. */
export class NodeReader {
  readonly #texts: TextReader;
  readonly #cells: Int32Array;
  readonly #starts: Int32Array;
  readonly #made = new Map<number, IrNode>();

  constructor(
    pack: PackReader,
    { cells, starts }: { readonly cells: Ref; readonly starts: Ref },
    texts: TextReader,
  ) {
    this.#texts = texts;
    this.#cells = pack.get('i32', cells);
    this.#starts = pack.get('i32', starts);
  }

  /** @throws RangeError for what is no node */
  node(number: number): IrNode {
    const known = this.#made.get(number);
    if (known) return known;
    const made = this.#make(number);
    this.#made.set(number, made);
    return made;
  }

  #make(number: number): IrNode {
    const at = this.#starts[number] ?? -1;
    const id = nextNodeId();
    const kind = this.#cell(at);
    switch (kind) {
      case NEVER:
      case ALWAYS:
        return { kind: 'const', id, value: kind === ALWAYS };
      case NOT:
        return { kind: 'not', id, child: this.#child(number, at + 1) };
      case AND:
      case OR: {
        const children = this.#list(at + 1, (cell) => this.#child(number, cell));
        return { kind: kind === AND ? 'and' : 'or', id, children };
      }
      case PATTERN: {
        const parts = this.#list(at + 3, (cell) => this.#part(this.#cell(cell)));
        const predicate: Predicate = { op: 'pattern', parts, cased: this.#cell(at + 2) === 1 };
        return { kind: 'leaf', id, field: this.#field(at + 1), predicate };
      }
      case OTHER: {
        const predicate = fromJson(this.#texts.text(this.#cell(at + 2)));
        return { kind: 'leaf', id, field: this.#field(at + 1), predicate };
      }
      default:
        throw new RangeError(`nodes: expected a kind of node at ${at}, found ${kind}`);
    }
  }

  #cell(at: number): number {
    const cell = this.#cells[at];
    if (cell === undefined)
      throw new RangeError(`nodes: expected a place below ${this.#cells.length}, found ${at}`);
    return cell;
  }

  #child(parent: number, at: number): IrNode {
    const number = this.#cell(at);
    if (number >= parent) throw new RangeError(`nodes: expected a child before ${parent}, found ${number}`);
    return this.node(number);
  }

  #list<T>(at: number, make: (cell: number) => T): T[] {
    const count = this.#cell(at);
    if (count < 0 || at + count >= this.#cells.length)
      throw new RangeError(
        `nodes: expected a list within ${this.#cells.length} cells, found ${count} at ${at}`,
      );
    return Array.from({ length: count }, (_, index) => make(at + 1 + index));
  }

  #field(at: number): string | undefined {
    const field = this.#cell(at);
    return field === 0 ? undefined : this.#texts.text(field - 1);
  }

  #part(cell: number): Part {
    return WILDCARDS[cell] ?? { kind: 'text', text: this.#texts.text(cell - WILDCARDS.length) };
  }
}

/** Networks hold large integers, which JSON has not. */
function toJson(predicate: Predicate): string {
  return JSON.stringify(predicate, (_, value) => (typeof value === 'bigint' ? String(value) : value));
}

function fromJson(text: string): Predicate {
  const predicate = JSON.parse(text) as Predicate;
  if (predicate.op !== 'cidr') return predicate;
  const { network } = predicate;
  return {
    op: 'cidr',
    network: { ...network, high: BigInt(network.high), shift: BigInt(network.shift) },
  };
}
