import {
  type Alias,
  type Document,
  isAlias,
  isMap,
  isScalar,
  isSeq,
  type ParsedNode,
  parseAllDocuments,
} from 'yaml';
import { RuleError } from '../rejection.ts';
import type { YamlEntry, YamlMap, YamlNode } from './node.ts';

/** Bounds on a source of rules; the defaults are many times what the largest public rule needs. */
export interface YamlLimits {
  /** Characters of one source. */
  readonly sourceLength: number;
  /** Nesting of sequences and maps. */
  readonly depth: number;
  /** Nodes of one document with its aliases expanded. */
  readonly nodes: number;
}

export const defaultYamlLimits: YamlLimits = { sourceLength: 1024 * 1024, depth: 64, nodes: 200_000 };

/** One document of a source: its root, or what is wrong with it. */
export type YamlDocument =
  | { readonly root: YamlNode; readonly start: number; readonly end: number }
  | { readonly error: RuleError; readonly start: number; readonly end: number };

/**
 * Parses a source with one or more YAML documents. Empty documents are left out. Nothing is thrown: a document
 * that cannot be read is given with its error, and the others are still read.
 */
export function readDocuments(source: string, limits: YamlLimits = defaultYamlLimits): YamlDocument[] {
  const whole = { start: 0, end: source.length };
  if (source.length > limits.sourceLength) {
    const reason = `source: expected at most ${limits.sourceLength} characters, found ${source.length}`;
    return [{ error: new RuleError('source-too-large', reason, 0), ...whole }];
  }
  const deep = nestingBeyond(source, limits.depth);
  if (deep !== undefined) {
    const reason = `YAML: expected at most ${limits.depth} nested levels, found more`;
    return [{ error: new RuleError('yaml-too-deep', reason, deep), ...whole }];
  }
  let documents: readonly Document.Parsed[];
  try {
    const parsed = parseAllDocuments(source, { schema: 'failsafe', uniqueKeys: false, prettyErrors: false });
    documents = 'empty' in parsed ? [] : parsed;
  } catch (error) {
    const reason = `YAML: ${error instanceof Error ? error.message : String(error)}`;
    return [{ error: new RuleError('yaml-syntax', reason, 0), ...whole }];
  }
  const result: YamlDocument[] = [];
  let start = 0;
  for (const document of documents) {
    const end = document.range?.[2] ?? source.length;
    const read = readDocument(document, limits);
    if (read) result.push({ ...read, start, end });
    start = end;
  }
  return result;
}

function readDocument(
  document: Document.Parsed,
  limits: YamlLimits,
): { root: YamlNode } | { error: RuleError } | undefined {
  const fault = document.errors[0];
  if (fault) return { error: new RuleError('yaml-syntax', `YAML: ${fault.message}`, fault.pos[0]) };
  const contents = document.contents as ParsedNode | null;
  if (!contents || (isScalar(contents) && contents.value === '' && contents.type === 'PLAIN'))
    return undefined;
  try {
    return { root: new Converter(limits).convert(contents, 0).node };
  } catch (error) {
    if (error instanceof RuleError) return { error };
    throw error;
  }
}

interface Sized {
  readonly node: YamlNode;
  /** Nodes in the subtree with aliases expanded. */
  readonly size: number;
}

/** Turns the library's nodes into ours; an alias shares its anchor's node but counts in full. */
class Converter {
  readonly #limits: YamlLimits;
  readonly #anchors = new Map<string, Sized>();

  constructor(limits: YamlLimits) {
    this.#limits = limits;
  }

  convert(node: ParsedNode | Alias.Parsed | null, depth: number): Sized {
    const offset = node?.range?.[0] ?? 0;
    if (depth > this.#limits.depth) {
      throw new RuleError(
        'yaml-too-deep',
        `YAML: expected at most ${this.#limits.depth} nested levels`,
        offset,
      );
    }
    if (isAlias(node)) return this.#alias(node.source, offset);
    const sized = this.#content(node, offset, depth);
    if (sized.size > this.#limits.nodes) {
      const reason = `YAML: expected at most ${this.#limits.nodes} nodes with aliases expanded, found more`;
      throw new RuleError('yaml-alias-bomb', reason, offset);
    }
    const anchor = node && 'anchor' in node ? node.anchor : undefined;
    if (anchor) this.#anchors.set(anchor, sized);
    return sized;
  }

  #alias(name: string, offset: number): Sized {
    const target = this.#anchors.get(name);
    if (target) return target;
    throw new RuleError('yaml-alias-unknown', `YAML: alias *${name} has no anchor before it`, offset);
  }

  #content(node: ParsedNode | null, offset: number, depth: number): Sized {
    if (isSeq(node)) {
      const items = node.items.map((item) => this.convert(item as ParsedNode, depth + 1));
      return { node: { kind: 'seq', items: items.map((item) => item.node), offset }, size: total(items) };
    }
    if (isMap(node)) return this.#map(node.items as readonly Pair[], offset, depth);
    if (isScalar(node)) {
      const quoted = node.type !== 'PLAIN' || node.tag === 'tag:yaml.org,2002:str';
      return { node: { kind: 'scalar', text: String(node.value), quoted, offset }, size: 1 };
    }
    return { node: { kind: 'scalar', text: '', quoted: false, offset }, size: 1 };
  }

  #map(pairs: readonly Pair[], offset: number, depth: number): Sized {
    const entries: YamlEntry[] = [];
    const merged: YamlEntry[] = [];
    const seen = new Set<string>();
    let size = 1;
    for (const pair of pairs) {
      const key = this.convert(pair.key, depth + 1).node;
      if (key.kind !== 'scalar') {
        throw new RuleError('yaml-syntax', `YAML: expected text as key, found a ${key.kind}`, key.offset);
      }
      const value = this.convert(pair.value, depth + 1);
      size += value.size + 1;
      if (key.text === '<<' && !key.quoted) {
        for (const source of value.node.kind === 'seq' ? value.node.items : [value.node]) {
          if (source.kind === 'map') merged.push(...source.entries);
        }
        continue;
      }
      if (seen.has(key.text)) {
        throw new RuleError(
          'yaml-duplicate-key',
          `YAML: key "${key.text}" occurs twice in one map`,
          key.offset,
        );
      }
      seen.add(key.text);
      entries.push({ key: key.text, keyOffset: key.offset, value: value.node });
    }
    for (const entry of merged) {
      if (seen.has(entry.key)) continue;
      seen.add(entry.key);
      entries.push(entry);
    }
    const node: YamlMap = { kind: 'map', entries, offset };
    return { node, size };
  }
}

interface Pair {
  readonly key: ParsedNode | null;
  readonly value: ParsedNode | null;
}

function total(items: readonly Sized[]): number {
  return items.reduce((sum, item) => sum + item.size, 1);
}

/**
 * Offset where indentation or brackets might nest deeper than `limit`, before the library, which recurses,
 * sees the text. Counts brackets even within quotes, so it only refuses texts that have very many of them
 * without closing; block nesting is bounded by the indentation of a line.
 */
function nestingBeyond(source: string, limit: number): number | undefined {
  let brackets = 0;
  let markers = 0;
  let lineStart = true;
  for (let at = 0; at < source.length; at++) {
    const unit = source.charCodeAt(at);
    if (unit === 10) {
      lineStart = true;
      markers = 0;
      continue;
    }
    if (lineStart && (unit === 32 || unit === 45 || unit === 63 || unit === 58)) {
      // Leading blanks, "- ", "? " and ": " are all that can open block levels on one line.
      if (++markers > limit * 16) return at;
      continue;
    }
    lineStart = false;
    if (unit === 91 || unit === 123) {
      if (++brackets > limit * 16) return at;
    } else if ((unit === 93 || unit === 125) && brackets > 0) {
      brackets--;
    }
  }
  return undefined;
}
