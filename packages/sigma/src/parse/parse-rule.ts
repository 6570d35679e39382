import { createHash } from 'node:crypto';
import type { Interner } from '../ir/interner.ts';
import type { ModifierContext } from '../modifiers/index.ts';
import { RuleError } from '../rejection.ts';
import { entryOf, isNull, toPlain, type YamlEntry, type YamlMap, type YamlNode } from '../yaml/index.ts';
import { parseDetection } from './parse-detection.ts';
import { type LogSource, levels, type RelatedRule, type Rule, type RuleSource, statuses } from './rule.ts';

const KNOWN = new Set([
  'title',
  'id',
  'name',
  'related',
  'taxonomy',
  'status',
  'description',
  'license',
  'author',
  'references',
  'date',
  'modified',
  'logsource',
  'detection',
  'fields',
  'falsepositives',
  'level',
  'tags',
  'scope',
  'action',
]);

/** Reads one rule from its document. Throws `RuleError` with the place of what is wrong. */
export function parseRule(
  root: YamlMap,
  source: RuleSource,
  interner: Interner,
  context: ModifierContext,
): Rule {
  const title = textOf(root, 'title');
  if (title === undefined) throw missing('title', root);
  const name = textOf(root, 'name');
  const id = textOf(root, 'id');
  const taxonomy = textOf(root, 'taxonomy');
  if (taxonomy !== undefined && taxonomy !== 'sigma') {
    const reason = `taxonomy: expected "sigma", found "${taxonomy}", whose field names are not known here`;
    throw new RuleError('field-value', reason, entryOf(root, 'taxonomy')?.value.offset);
  }
  const logsource = parseLogSource(root);
  const section = entryOf(root, 'detection');
  if (!section) throw missing('detection', root);
  if (section.value.kind !== 'map') throw wrongType('detection', 'a map', section.value);
  const detection = parseDetection(section.value, interner, context);
  return {
    id: id ?? name ?? `sha256:${createHash('sha256').update(source.text).digest('hex').slice(0, 32)}`,
    title,
    name,
    status: choiceOf(root, 'status', statuses),
    level: choiceOf(root, 'level', levels),
    description: textOf(root, 'description'),
    license: textOf(root, 'license'),
    author: textOf(root, 'author'),
    date: textOf(root, 'date'),
    modified: textOf(root, 'modified'),
    references: listOf(root, 'references'),
    tags: listOf(root, 'tags'),
    fields: listOf(root, 'fields'),
    falsepositives: listOf(root, 'falsepositives'),
    scope: listOf(root, 'scope'),
    related: relatedOf(root),
    logsource,
    custom: customOf(root),
    ...detection,
    source,
  };
}

function parseLogSource(root: YamlMap): LogSource {
  const entry = entryOf(root, 'logsource');
  if (!entry) throw missing('logsource', root);
  if (entry.value.kind !== 'map') throw wrongType('logsource', 'a map', entry.value);
  const map = entry.value;
  const part = (key: string): string | undefined => textOf(map, key)?.toLowerCase();
  const logsource: LogSource = {
    product: part('product'),
    category: part('category'),
    service: part('service'),
    definition: textOf(map, 'definition'),
  };
  if (!logsource.product && !logsource.category && !logsource.service) {
    const reason = 'logsource: expected product, category or service, found none of them';
    throw new RuleError('logsource-empty', reason, entry.keyOffset);
  }
  return logsource;
}

function missing(key: string, root: YamlMap): RuleError {
  return new RuleError('field-missing', `rule: expected "${key}", found none`, root.offset);
}

function wrongType(key: string, expected: string, found: YamlNode): RuleError {
  const what =
    found.kind === 'scalar'
      ? isNull(found)
        ? 'null'
        : 'text'
      : `a ${found.kind === 'seq' ? 'list' : 'map'}`;
  return new RuleError('field-type', `${key}: expected ${expected}, found ${what}`, found.offset);
}

function textOf(map: YamlMap, key: string): string | undefined {
  const entry = entryOf(map, key);
  if (!entry || isNull(entry.value)) return undefined;
  if (entry.value.kind !== 'scalar') throw wrongType(key, 'text', entry.value);
  return entry.value.text;
}

/** A list of texts; a single text counts as a list of one, as many rules write `falsepositives`. */
function listOf(map: YamlMap, key: string): readonly string[] {
  const entry = entryOf(map, key);
  if (!entry || isNull(entry.value)) return [];
  const nodes = entry.value.kind === 'seq' ? entry.value.items : [entry.value];
  return nodes.map((node) => {
    if (node.kind !== 'scalar') throw wrongType(key, 'a list of texts', node);
    return node.text;
  });
}

function choiceOf<T extends string>(map: YamlMap, key: string, choices: readonly T[]): T | undefined {
  const text = textOf(map, key);
  if (text === undefined) return undefined;
  const choice = choices.find((each) => each === text.toLowerCase());
  if (choice) return choice;
  const reason = `${key}: expected one of ${choices.join(', ')}, found "${text}"`;
  throw new RuleError('field-value', reason, entryOf(map, key)?.value.offset);
}

function relatedOf(root: YamlMap): readonly RelatedRule[] {
  const entry = entryOf(root, 'related');
  if (!entry || isNull(entry.value)) return [];
  if (entry.value.kind !== 'seq') throw wrongType('related', 'a list of maps', entry.value);
  return entry.value.items.map((node) => {
    if (node.kind !== 'map') throw wrongType('related', 'a map with id and type', node);
    return { id: textOf(node, 'id') ?? '', type: textOf(node, 'type') ?? '' };
  });
}

function customOf(root: YamlMap): Readonly<Record<string, unknown>> {
  const custom = root.entries.filter((entry: YamlEntry) => !KNOWN.has(entry.key));
  return Object.fromEntries(custom.map((entry) => [entry.key, toPlain(entry.value)]));
}
