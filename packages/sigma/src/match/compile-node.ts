import type { IrNode } from '../ir/node.ts';
import { type Check, compileLeaf } from './compile-predicate.ts';
import type { FieldNames } from './event-context.ts';

/** Makes one closure for each distinct node; rules that share a part share its closure. */
export class NodeCompiler {
  readonly #names: FieldNames;
  readonly #checks = new Map<IrNode, Check>();

  constructor(names: FieldNames) {
    this.#names = names;
  }

  check(node: IrNode): Check {
    const known = this.#checks.get(node);
    if (known) return known;
    const made = this.#compile(node);
    this.#checks.set(node, made);
    return made;
  }

  #compile(node: IrNode): Check {
    switch (node.kind) {
      case 'const':
        return node.value ? () => true : () => false;
      case 'leaf':
        return compileLeaf(this.#names.idOf(node.field), node.predicate, this.#names);
      case 'not': {
        const child = this.check(node.child);
        return (context) => !child(context);
      }
      case 'and': {
        const children = node.children.map((child) => this.check(child));
        return (context) => {
          for (const child of children) if (!child(context)) return false;
          return true;
        };
      }
      case 'or': {
        const children = node.children.map((child) => this.check(child));
        return (context) => {
          for (const child of children) if (child(context)) return true;
          return false;
        };
      }
    }
  }
}
