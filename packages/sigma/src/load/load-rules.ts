import { Interner } from '../ir/interner.ts';
import { routesOf } from '../logsource/index.ts';
import { Collection } from '../parse/collection.ts';
import { parseRule } from '../parse/parse-rule.ts';
import type { Rule } from '../parse/rule.ts';
import { type Rejection, RuleError } from '../rejection.ts';
import { entryOf, LineIndex, readDocuments, type YamlLimits, type YamlMap } from '../yaml/index.ts';

/** A file, archive member or record that holds one or more rules. */
export interface RuleText {
  /** Shown in the report; usually a path. */
  readonly name: string;
  readonly text: string;
}

export interface LoadOptions {
  /** Values of `%name%` placeholders, for `expand`. */
  readonly placeholders?: Readonly<Record<string, readonly string[]>>;
  readonly limits?: YamlLimits;
}

export interface LoadReport {
  /** Sources read. */
  readonly sources: number;
  /** Documents in them that are, or should be, rules. */
  readonly documents: number;
  /** Rules ready for use; `loaded` and the rejections add up to `documents`. */
  readonly loaded: number;
  readonly rejected: readonly Rejection[];
  /**
   * Loaded rules whose log source has no known Windows channel. They match only events that state their log
   * source themselves.
   */
  readonly withoutLogsource: readonly Rule[];
}

export interface RuleSet {
  readonly rules: readonly Rule[];
  readonly report: LoadReport;
}

/**
 * Reads and checks rules. Never throws for what is in a source: whatever cannot be loaded is in the report with
 * its place and reason. Of rules with the same id the first is loaded.
 */
export function loadRules(sources: Iterable<RuleText>, options: LoadOptions = {}): RuleSet {
  const loader = new Loader(options);
  for (const source of sources) loader.read(source);
  return loader.result();
}

interface Input {
  readonly source: RuleText;
  readonly lines: LineIndex;
}

class Loader {
  readonly #options: LoadOptions;
  readonly #context: { placeholders: ReadonlyMap<string, readonly string[]> };
  readonly #interner = new Interner();
  readonly #rules: Rule[] = [];
  readonly #rejected: Rejection[] = [];
  readonly #byId = new Map<string, Rule>();
  #sources = 0;
  #documents = 0;

  constructor(options: LoadOptions) {
    this.#options = options;
    this.#context = { placeholders: new Map(Object.entries(options.placeholders ?? {})) };
  }

  read(source: RuleText): void {
    this.#sources++;
    const collection = new Collection();
    const lines = new LineIndex(source.text);
    const before = this.#documents;
    for (const document of readDocuments(source.text, this.#options.limits)) {
      if ('error' in document) {
        this.#documents++;
        this.#reject({ source, lines }, document.error, document.start);
        continue;
      }
      const { root, start, end } = document;
      if (root.kind !== 'map') {
        this.#documents++;
        const reason = `document: expected a map with a rule, found ${root.kind === 'seq' ? 'a list' : 'text'}`;
        this.#reject(
          { source, lines },
          new RuleError('document-not-a-map', reason, root.offset),
          root.offset,
        );
        continue;
      }
      const rule = collection.next(root);
      if (!rule) continue;
      this.#documents++;
      const inherits = !entryOf(root, 'id') && entryOf(rule, 'id') !== undefined;
      this.#document({ source, lines }, rule, start, end, inherits);
    }
    if (this.#documents === before) {
      this.#documents++;
      const reason = 'source: expected at least one rule, found none';
      this.#reject({ source, lines }, new RuleError('document-not-a-rule', reason, 0), 0);
    }
  }

  #document(input: Input, root: YamlMap, start: number, end: number, inherits: boolean): void {
    const { source, lines } = input;
    const text = `${source.text
      .slice(start, end)
      .replace(/^\s*---[^\n]*\n/, '')
      .trim()}\n`;
    try {
      refuseOtherKinds(root);
      const { line } = lines.positionOf(root.offset);
      const parsed = parseRule(root, { file: source.name, line, text }, this.#interner, this.#context);
      // Documents that share the id of their global document are still rules of their own.
      const rule = inherits ? { ...parsed, id: this.#freeId(parsed.id) } : parsed;
      const twin = this.#byId.get(rule.id);
      if (twin) {
        const reason = `id: "${rule.id}" is taken by "${twin.title}" in ${twin.source.file}`;
        throw new RuleError('duplicate-id', reason, entryOf(root, 'id')?.keyOffset);
      }
      this.#byId.set(rule.id, rule);
      this.#rules.push(rule);
    } catch (error) {
      const known = error instanceof RuleError ? error : new RuleError('internal', `rule: ${String(error)}`);
      this.#reject(input, known, root.offset, root);
    }
  }

  #freeId(id: string): string {
    let free = id;
    for (let number = 2; this.#byId.has(free); number++) free = `${id}#${number}`;
    return free;
  }

  #reject(input: Input, error: RuleError, fallback: number, root?: YamlMap): void {
    const ruleId = root && scalarOf(root, 'id');
    const title = root && scalarOf(root, 'title');
    this.#rejected.push({
      file: input.source.name,
      ...(ruleId === undefined ? {} : { ruleId }),
      ...(title === undefined ? {} : { title }),
      code: error.code,
      reason: error.message,
      ...input.lines.positionOf(error.offset ?? fallback),
    });
  }

  result(): RuleSet {
    const report: LoadReport = {
      sources: this.#sources,
      documents: this.#documents,
      loaded: this.#rules.length,
      rejected: this.#rejected,
      withoutLogsource: this.#rules.filter((rule) => routesOf(rule.logsource).length === 0),
    };
    return { rules: this.#rules, report };
  }
}

function scalarOf(root: YamlMap, key: string): string | undefined {
  const value = entryOf(root, key)?.value;
  return value?.kind === 'scalar' ? value.text : undefined;
}

/** Correlations and filters are Sigma, but not detection rules; a document with neither is something else. */
function refuseOtherKinds(root: YamlMap): void {
  const correlation = entryOf(root, 'correlation');
  if (correlation) {
    const reason = 'correlation: correlation rules are not supported yet';
    throw new RuleError('correlation-not-supported', reason, correlation.keyOffset);
  }
  const filter = entryOf(root, 'filter');
  if (filter)
    throw new RuleError('filter-not-supported', 'filter: filters are not supported yet', filter.keyOffset);
  if (entryOf(root, 'detection') || entryOf(root, 'title') || entryOf(root, 'logsource')) return;
  const keys = root.entries.slice(0, 5).map((entry) => entry.key);
  const reason = `document: expected a rule with title, logsource and detection, found keys ${keys.join(', ')}`;
  throw new RuleError('document-not-a-rule', reason, root.offset);
}
