import { type LoadOptions, loadRules, type RuleText } from '../load/load-rules.ts';
import { Collection } from '../parse/collection.ts';
import type { Rule } from '../parse/rule.ts';
import { entryOf, LineIndex, readDocuments, type YamlMap } from '../yaml/index.ts';
import { type Check, type RuleDocument, scalarAt } from './document.ts';
import { checkFields, checkLogSource } from './fields.ts';
import { type Finding, type LintCode, lintCodes } from './finding.ts';
import { checkHead, checkKeys, checkLists } from './head.ts';
import { checkReferences } from './references.ts';
import { checkRegexes } from './regexes.ts';
import { checkSelections } from './selections.ts';
import { checkTags } from './tags.ts';

const CHECKS: readonly Check[] = [
  checkHead,
  checkKeys,
  checkLists,
  checkTags,
  checkLogSource,
  checkFields,
  checkReferences,
  checkSelections,
  checkRegexes,
];

export interface LintReport {
  /** Sorted by file, line and column. */
  readonly findings: readonly Finding[];
  /** Documents read, and rules of them that can be used. */
  readonly documents: number;
  readonly loaded: number;
}

/**
 * Checks rules as the loader does, whose rejections are findings of severity `error` with the same codes, and
 * beyond: see `lintCodes`. Of a document that is rejected, only what does not need the rule is checked. Never
 * throws for what is in a source.
 */
export function lintRules(sources: Iterable<RuleText>, options: LoadOptions = {}): LintReport {
  const texts = [...sources];
  const { rules, report } = loadRules(texts, { ...options, correlate: true });
  const findings: Finding[] = report.rejected.map(({ reason, ...rejection }) => ({
    ...rejection,
    severity: 'error',
    message: reason,
  }));
  const byPlace = new Map(rules.map((rule) => [placeKey(rule.source.file, rule.source.line), rule]));
  for (const source of texts) findings.push(...lintSource(source, byPlace, options));
  const order = new Map(texts.map(({ name }, index) => [name, index]));
  findings.sort(
    (a, b) => (order.get(a.file) ?? 0) - (order.get(b.file) ?? 0) || a.line - b.line || a.column - b.column,
  );
  return { findings, documents: report.documents, loaded: report.loaded };
}

function lintSource(
  source: RuleText,
  byPlace: ReadonlyMap<string, Rule>,
  options: LoadOptions,
): readonly Finding[] {
  const findings: Finding[] = [];
  const lines = new LineIndex(source.text);
  const collection = new Collection();
  for (const document of readDocuments(source.text, options.limits)) {
    if ('error' in document || document.root.kind !== 'map') continue;
    const root = collection.next(document.root);
    if (!root || !isRule(root)) continue;
    const { line } = lines.positionOf(root.offset);
    const rule = byPlace.get(placeKey(source.name, line));
    const read: RuleDocument = { root, rule, kind: kindOf(root) };
    const head = {
      ...(rule ? { ruleId: rule.id } : idOf(root)),
      ...(rule ? { title: rule.title } : {}),
    };
    const note = (code: LintCode, offset: number, message: string): void => {
      const place = lines.positionOf(offset);
      findings.push({ file: source.name, ...place, code, severity: lintCodes[code], message, ...head });
    };
    for (const check of CHECKS) check(read, note);
  }
  return findings;
}

function placeKey(file: string, line: number): string {
  return `${line}\u0000${file}`;
}

function isRule(root: YamlMap): boolean {
  return ['title', 'logsource', 'detection', 'correlation', 'filter'].some((key) => entryOf(root, key));
}

function kindOf(root: YamlMap): RuleDocument['kind'] {
  if (entryOf(root, 'correlation')) return 'correlation';
  return entryOf(root, 'filter') ? 'filter' : 'rule';
}

function idOf(root: YamlMap): { readonly ruleId?: string } {
  const id = scalarAt(root, 'id');
  return id ? { ruleId: id.text } : {};
}
