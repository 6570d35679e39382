import type { Rule } from '../parse/rule.ts';
import { entryOf, type YamlEntry, type YamlMap, type YamlNode, type YamlScalar } from '../yaml/index.ts';
import type { LintCode } from './finding.ts';

/** A rule's document, with the rule that was made of it where it loaded. */
export interface RuleDocument {
  readonly root: YamlMap;
  readonly kind: 'rule' | 'correlation' | 'filter';
  readonly rule: Rule | undefined;
}

/** Notes a finding at an offset of the source. */
export type Note = (code: LintCode, offset: number, message: string) => void;

export type Check = (document: RuleDocument, note: Note) => void;

/** The scalar under a key, or undefined when it is missing or something else. */
export function scalarAt(map: YamlMap, key: string): YamlScalar | undefined {
  const value = entryOf(map, key)?.value;
  return value?.kind === 'scalar' ? value : undefined;
}

/** The scalars of a list, or the one scalar that stands for a list. */
export function scalarsAt(map: YamlMap, key: string): readonly YamlScalar[] {
  const value = entryOf(map, key)?.value;
  if (value === undefined) return [];
  return (value.kind === 'seq' ? value.items : [value]).filter((node) => node.kind === 'scalar');
}

/** The detection section, or undefined when it is not a map. */
export function detectionOf(root: YamlMap): YamlMap | undefined {
  const value = entryOf(root, 'detection')?.value;
  return value?.kind === 'map' ? value : undefined;
}

/** Selections of a detection section in the order of the file. */
export function selectionEntries(detection: YamlMap): readonly YamlEntry[] {
  return detection.entries.filter(({ key }) => key !== 'condition' && key !== 'timeframe');
}

/** Field name of an item's key, without modifiers; empty for keywords. */
export function fieldOfKey(key: string): string {
  return key.split('|', 1)[0]?.trim() ?? '';
}

/** Every `field|modifiers` entry of a selection, those within lists too. */
export function* itemsOf(node: YamlNode): Generator<YamlEntry, void, undefined> {
  if (node.kind === 'map') yield* node.entries;
  else if (node.kind === 'seq') for (const item of node.items) yield* itemsOf(item);
}
