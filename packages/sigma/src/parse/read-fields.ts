import { createHash } from 'node:crypto';
import { RuleError } from '../rejection.ts';
import { entryOf, isNull, toPlain, type YamlMap, type YamlNode } from '../yaml/index.ts';
import { levels, type Metadata, type RelatedRule, specificationKeys, statuses } from './metadata.ts';

/** Reads what every kind of document has; throws `RuleError` with the place of what is wrong. */
export function readMetadata(root: YamlMap): Metadata {
  const title = textOf(root, 'title');
  if (title === undefined) throw missing('title', root);
  const taxonomy = textOf(root, 'taxonomy');
  if (taxonomy !== undefined && taxonomy !== 'sigma') {
    const reason = `taxonomy: expected "sigma", found "${taxonomy}", whose field names are not known here`;
    throw new RuleError('field-value', reason, entryOf(root, 'taxonomy')?.value.offset);
  }
  return {
    title,
    name: textOf(root, 'name'),
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
    custom: customOf(root),
  };
}

/** The id of a document: its `id`, else its `name`, else a digest of its text that is the same every time. */
export function idOf(root: YamlMap, text: string): string {
  const given = textOf(root, 'id') ?? textOf(root, 'name');
  return given ?? `sha256:${createHash('sha256').update(text).digest('hex').slice(0, 32)}`;
}

export function missing(key: string, root: YamlMap): RuleError {
  return new RuleError('field-missing', `rule: expected "${key}", found none`, root.offset);
}

export function wrongType(key: string, expected: string, found: YamlNode): RuleError {
  const what =
    found.kind === 'scalar'
      ? isNull(found)
        ? 'null'
        : 'text'
      : `a ${found.kind === 'seq' ? 'list' : 'map'}`;
  return new RuleError('field-type', `${key}: expected ${expected}, found ${what}`, found.offset);
}

export function textOf(map: YamlMap, key: string): string | undefined {
  const entry = entryOf(map, key);
  if (!entry || isNull(entry.value)) return undefined;
  if (entry.value.kind !== 'scalar') throw wrongType(key, 'text', entry.value);
  return entry.value.text;
}

/** A list of texts; a single text counts as a list of one, as many rules write `falsepositives`. */
export function listOf(map: YamlMap, key: string): readonly string[] {
  const entry = entryOf(map, key);
  if (!entry || isNull(entry.value)) return [];
  const nodes = entry.value.kind === 'seq' ? entry.value.items : [entry.value];
  return nodes.map((node) => {
    if (node.kind !== 'scalar') throw wrongType(key, 'a list of texts', node);
    return node.text;
  });
}

export function choiceOf<T extends string>(map: YamlMap, key: string, choices: readonly T[]): T | undefined {
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
  const custom = root.entries.filter((entry) => !specificationKeys.includes(entry.key));
  return Object.fromEntries(custom.map((entry) => [entry.key, toPlain(entry.value)]));
}
