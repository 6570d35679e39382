import type { Correlation } from '../correlation/correlation.ts';
import { linkCorrelations } from '../correlation/link-correlations.ts';
import { type CorrelationDraft, parseCorrelation } from '../correlation/parse-correlation.ts';
import { applyFilters } from '../filter/apply-filters.ts';
import type { Filter, FilterDraft, FilterReading } from '../filter/filter.ts';
import { parseFilter } from '../filter/parse-filter.ts';
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
  /** What the conditions of filters mean; `as-written` when left out. */
  readonly filterReading?: FilterReading;
  /**
   * The caller runs what comes back as `correlations`. Otherwise they are rejected as `correlation-not-run`: no
   * correlation is to be believed on watch that nobody runs.
   */
  readonly correlate?: boolean;
  readonly limits?: YamlLimits;
}

export interface LoadReport {
  /** Sources read. */
  readonly sources: number;
  /** Documents in them that are, or should be, rules. */
  readonly documents: number;
  /** Detection rules ready for use; with correlations, filters and rejections they add up to `documents`. */
  readonly loaded: number;
  /** Correlations ready for use. */
  readonly correlations: number;
  /** Filters applied, those among them that changed no rule too. */
  readonly filters: number;
  readonly rejected: readonly Rejection[];
  /**
   * Loaded rules whose log source has no known Windows channel. They match only events that state their log
   * source themselves.
   */
  readonly withoutLogsource: readonly Rule[];
}

export interface RuleSet {
  /** Filters are applied to them. */
  readonly rules: readonly Rule[];
  /** Those that others count first, as `createCorrelator` takes them. */
  readonly correlations: readonly Correlation[];
  /**
   * Ids of rules and correlations that only serve correlations: each is counted by one, and none that counts it says
   * `generate: true`. What they find is not to raise an alert by itself.
   */
  readonly silent: ReadonlySet<string>;
  /** Which rules each changed, and which of those it names it did not. */
  readonly filters: readonly Filter[];
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

/** Where a document came from, for what is found out only when all are read. */
interface Place {
  readonly input: Input;
  readonly root: YamlMap;
}

type Document = Rule | CorrelationDraft | FilterDraft;

class Loader {
  readonly #options: LoadOptions;
  readonly #context: { placeholders: ReadonlyMap<string, readonly string[]> };
  readonly #interner = new Interner();
  readonly #rules: Rule[] = [];
  readonly #rejected: Rejection[] = [];
  readonly #drafts = new Map<CorrelationDraft, Place>();
  readonly #filters = new Map<FilterDraft, Place>();
  readonly #byId = new Map<string, Document>();
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
      const { line } = lines.positionOf(root.offset);
      const place = { file: source.name, line, text };
      const kind = kindOf(root);
      if (kind === 'filter') {
        const draft = this.#accept(parseFilter(root, place, this.#interner, this.#context), root, inherits);
        this.#filters.set(draft, { input, root });
      } else if (kind === 'correlation') {
        const draft = this.#accept(parseCorrelation(root, place), root, inherits);
        if (this.#options.correlate !== true)
          throw new RuleError(
            'correlation-not-run',
            'correlation: sound, but nothing here runs correlations',
          );
        this.#drafts.set(draft, { input, root });
      } else {
        const rule = parseRule(root, place, this.#interner, this.#context);
        this.#rules.push(this.#accept(rule, root, inherits));
      }
    } catch (error) {
      this.#reject(input, known(error), root.offset, root);
    }
  }

  /** Keeps ids apart. Documents that share the id of their global document are still rules of their own. */
  #accept<T extends Document>(parsed: T, root: YamlMap, inherits: boolean): T {
    const item = inherits ? { ...parsed, id: this.#freeId(parsed.id) } : parsed;
    const twin = this.#byId.get(item.id);
    if (twin) {
      const reason = `id: "${item.id}" is taken by "${twin.title}" in ${twin.source.file}`;
      throw new RuleError('duplicate-id', reason, entryOf(root, 'id')?.keyOffset);
    }
    this.#byId.set(item.id, item);
    return item;
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
    const { correlations, unlinked } = linkCorrelations(this.#rules, [...this.#drafts.keys()]);
    for (const { draft, error } of unlinked) {
      const place = this.#drafts.get(draft);
      if (place) this.#reject(place.input, error, place.root.offset, place.root);
    }
    const { rules, filters } = applyFilters(this.#rules, [...this.#filters.keys()], {
      reading: this.#options.filterReading ?? 'as-written',
      interner: this.#interner,
      correlations: new Set(correlations.flatMap(({ id, name }) => [id, name ?? id])),
      positionOf: (filter, offset) =>
        this.#filters.get(filter)?.input.lines.positionOf(offset) ?? { line: 1, column: 1 },
    });
    const report: LoadReport = {
      sources: this.#sources,
      documents: this.#documents,
      loaded: rules.length,
      correlations: correlations.length,
      filters: filters.length,
      rejected: this.#rejected,
      withoutLogsource: rules.filter((rule) => routesOf(rule.logsource).length === 0),
    };
    return { rules, correlations, silent: silentOf(correlations), filters, report };
  }
}

function scalarOf(root: YamlMap, key: string): string | undefined {
  const value = entryOf(root, key)?.value;
  return value?.kind === 'scalar' ? value.text : undefined;
}

function known(error: unknown): RuleError {
  return error instanceof RuleError ? error : new RuleError('internal', `rule: ${String(error)}`);
}

function silentOf(correlations: readonly Correlation[]): ReadonlySet<string> {
  const silent = new Set(correlations.flatMap(({ rules }) => rules.map(({ id }) => id)));
  for (const { generate, rules } of correlations) {
    if (generate) for (const { id } of rules) silent.delete(id);
  }
  return silent;
}

/** What a document is by its section; one that is nothing of Sigma's is refused. */
function kindOf(root: YamlMap): 'rule' | 'correlation' | 'filter' {
  if (entryOf(root, 'correlation')) return 'correlation';
  if (entryOf(root, 'filter')) return 'filter';
  if (entryOf(root, 'detection') || entryOf(root, 'title') || entryOf(root, 'logsource')) return 'rule';
  const keys = root.entries.slice(0, 5).map((entry) => entry.key);
  const reason = `document: expected a rule with title, logsource and detection, found keys ${keys.join(', ')}`;
  throw new RuleError('document-not-a-rule', reason, root.offset);
}
