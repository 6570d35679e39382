import type { Metadata } from '../parse/metadata.ts';
import { idOf, listOf, missing, readMetadata, textOf, wrongType } from '../parse/read-fields.ts';
import type { RuleSource } from '../parse/rule.ts';
import { RuleError } from '../rejection.ts';
import { entryOf, isNull, type YamlMap, type YamlScalar } from '../yaml/index.ts';
import {
  type CorrelationCondition,
  type CorrelationScope,
  type CorrelationType,
  correlationScopes,
  correlationTypes,
} from './correlation.ts';
import { parseCorrelationCondition } from './parse-condition.ts';
import { parseTimespan } from './timespan.ts';

/** More than anybody writes, and few enough for what is quadratic in them. */
const MOST_RULES = 100;

/** A name or id of a rule and where it stands. */
export interface Reference {
  readonly text: string;
  readonly offset: number;
}

/** A correlation whose references have not been looked up. */
export interface CorrelationDraft extends Metadata {
  readonly id: string;
  readonly type: CorrelationType;
  readonly rules: readonly Reference[];
  readonly aliases: ReadonlyMap<string, readonly { readonly rule: Reference; readonly field: string }[]>;
  readonly groupBy: readonly string[];
  readonly timespan: number;
  readonly condition: CorrelationCondition;
  readonly fields: readonly string[];
  readonly percentile: number;
  readonly generate: boolean;
  readonly correlationScope: CorrelationScope;
  readonly source: RuleSource;
}

/** Reads a correlation from its document. Throws `RuleError` with the place of what is wrong. */
export function parseCorrelation(root: YamlMap, source: RuleSource): CorrelationDraft {
  const metadata = readMetadata(root);
  const entry = entryOf(root, 'correlation');
  if (!entry) throw missing('correlation', root);
  if (entry.value.kind !== 'map') throw wrongType('correlation', 'a map', entry.value);
  const section = entry.value;
  const type = readType(section);
  const rules = readReferences(section, 'rules');
  const names = rules.map(({ text }) => text);
  return {
    id: idOf(root, source.text),
    ...metadata,
    type,
    rules,
    aliases: readAliases(section),
    groupBy: readGroupBy(section),
    timespan: readTimespan(section),
    ...parseCorrelationCondition(section, type, names),
    generate: readGenerate(root, section),
    correlationScope: readScope(root),
    source,
  };
}

function readType(section: YamlMap): CorrelationType {
  const node = required(section, 'type');
  const type = correlationTypes.find((each) => each === node.text);
  if (type) return type;
  const reason = `type: expected one of ${correlationTypes.join(', ')}, found "${node.text}"`;
  throw new RuleError('field-value', reason, node.offset);
}

/** A list of names or ids, each once. */
export function readReferences(section: YamlMap, key: string): readonly Reference[] {
  const entry = entryOf(section, key);
  if (!entry || isNull(entry.value)) throw missingIn(section, key);
  const nodes = entry.value.kind === 'seq' ? entry.value.items : [entry.value];
  if (nodes.length === 0 || nodes.length > MOST_RULES) {
    const reason = `${key}: expected 1 to ${MOST_RULES} names or ids of rules, found ${nodes.length}`;
    throw new RuleError('field-value', reason, entry.keyOffset);
  }
  const seen = new Set<string>();
  return nodes.map((node) => {
    if (node.kind !== 'scalar' || isNull(node)) throw wrongType(key, 'a list of names or ids', node);
    if (seen.has(node.text)) {
      throw new RuleError('field-value', `${key}: "${node.text}" is there twice`, node.offset);
    }
    seen.add(node.text);
    return { text: node.text, offset: node.offset };
  });
}

function readTimespan(section: YamlMap): number {
  const node = required(section, 'timespan');
  const timespan = parseTimespan(node.text);
  if (timespan !== undefined) return timespan;
  const reason = `timespan: expected a number and one of s, m, h, d, w, M, y, found "${node.text}"`;
  throw new RuleError('field-value', reason, node.offset);
}

function readGroupBy(section: YamlMap): readonly string[] {
  const fields = listOf(section, 'group-by');
  const twice = fields.find((field, index) => fields.indexOf(field) !== index);
  if (twice === undefined) return fields;
  const offset = entryOf(section, 'group-by')?.value.offset;
  throw new RuleError('field-value', `group-by: "${twice}" is there twice`, offset);
}

function readAliases(section: YamlMap): CorrelationDraft['aliases'] {
  const entry = entryOf(section, 'aliases');
  if (!entry || isNull(entry.value)) return new Map();
  if (entry.value.kind !== 'map') throw wrongType('aliases', 'a map', entry.value);
  return new Map(
    entry.value.entries.map(({ key, value }) => {
      if (value.kind !== 'map') throw wrongType(`aliases: ${key}`, 'a map of rule to field', value);
      const fields = value.entries.map((each) => {
        if (each.value.kind !== 'scalar' || isNull(each.value))
          throw wrongType(`aliases: ${key}`, 'the name of a field', each.value);
        return { rule: { text: each.key, offset: each.keyOffset }, field: each.value.text };
      });
      return [key, fields];
    }),
  );
}

/** The specification has `generate` beside `correlation`; older rules have it within. */
function readGenerate(root: YamlMap, section: YamlMap): boolean {
  const map = entryOf(root, 'generate') ? root : section;
  const text = textOf(map, 'generate');
  if (text === undefined || /^(?:false|False|FALSE)$/.test(text)) return false;
  if (/^(?:true|True|TRUE)$/.test(text)) return true;
  const reason = `generate: expected true or false, found "${text}"`;
  throw new RuleError('field-value', reason, entryOf(map, 'generate')?.value.offset);
}

function readScope(root: YamlMap): CorrelationScope {
  const own = entryOf(root, 'cordon')?.value;
  const entry = own?.kind === 'map' ? entryOf(own, 'scope') : undefined;
  if (!entry) return 'organisation';
  const text = entry.value.kind === 'scalar' ? entry.value.text : `a ${entry.value.kind}`;
  const scope = correlationScopes.find((each) => each === text);
  if (scope) return scope;
  const reason = `cordon: scope: expected one of ${correlationScopes.join(', ')}, found "${text}"`;
  throw new RuleError('field-value', reason, entry.value.offset);
}

function required(section: YamlMap, key: string): YamlScalar {
  const entry = entryOf(section, key);
  if (!entry || isNull(entry.value)) throw missingIn(section, key);
  if (entry.value.kind !== 'scalar') throw wrongType(key, 'text', entry.value);
  return entry.value;
}

function missingIn(section: YamlMap, key: string): RuleError {
  return new RuleError('field-missing', `correlation: expected "${key}", found none`, section.offset);
}
