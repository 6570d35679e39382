import { entryOf, type YamlMap, type YamlNode } from '../yaml/index.ts';

/**
 * Several documents of one source. `action: global` gives values to all that follow, `action: reset` forgets
 * them, `action: repeat` builds on the document before. What a document says itself wins.
 */
export class Collection {
  #global: YamlMap | undefined;
  #last: YamlMap | undefined;

  /** The document to read as a rule, or undefined when it only prepares others. */
  next(root: YamlMap): YamlMap | undefined {
    const action = entryOf(root, 'action')?.value;
    const name = action?.kind === 'scalar' ? action.text : undefined;
    if (name === 'global') {
      this.#global = this.#global ? merge(this.#global, root) : root;
      return undefined;
    }
    if (name === 'reset') {
      this.#global = undefined;
      this.#last = undefined;
      return undefined;
    }
    const base = name === 'repeat' ? this.#last : this.#global;
    const merged = base ? merge(base, root) : root;
    this.#last = merged;
    return merged;
  }
}

function merge(base: YamlMap, over: YamlMap): YamlMap {
  const entries = new Map(base.entries.map((entry) => [entry.key, entry]));
  for (const entry of over.entries) {
    const below = entries.get(entry.key);
    entries.set(entry.key, below ? { ...entry, value: mergeValues(below.value, entry.value) } : entry);
  }
  return { kind: 'map', entries: [...entries.values()], offset: over.offset };
}

function mergeValues(base: YamlNode, over: YamlNode): YamlNode {
  return base.kind === 'map' && over.kind === 'map' ? merge(base, over) : over;
}
