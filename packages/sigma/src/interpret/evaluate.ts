import type { EventView, FieldValue } from '../event-view.ts';
import type { IrLeaf, IrNode } from '../ir/node.ts';
import { inNetwork } from '../predicate/cidr.ts';
import { compareNumbers } from '../predicate/compare.ts';
import { datePart } from '../predicate/date-part.ts';
import { fieldValue } from '../predicate/field-value.ts';
import type { FieldrefMode, Predicate } from '../predicate/predicate.ts';
import { compileRegex } from '../regex/index.ts';
import { foldText } from '../value/fold.ts';
import { matchParts } from './match-parts.ts';

/** Evaluates a condition on an event as the semantics table of README.md says, one leaf after the other. */
export function evaluate(node: IrNode, view: EventView, fields: ReadonlyMap<string, string>): boolean {
  switch (node.kind) {
    case 'const':
      return node.value;
    case 'leaf':
      return matchingValue(node, view, fields) !== undefined;
    case 'not':
      return !evaluate(node.child, view, fields);
    case 'and':
      return node.children.every((child) => evaluate(child, view, fields));
    case 'or':
      return node.children.some((child) => evaluate(child, view, fields));
  }
}

/** The value for which a leaf is true (null where it is true for the lack of one), undefined when it is false. */
export function matchingValue(
  leaf: IrLeaf,
  view: EventView,
  fields: ReadonlyMap<string, string>,
): string | null | undefined {
  const { predicate } = leaf;
  if (leaf.field === undefined) return [...view.texts()].find((text) => holds(predicate, text, view, fields));
  const value = fieldValue(view, fields.get(leaf.field) ?? leaf.field);
  const values = listOf(value);
  if (predicate.op === 'null') return values.length === 0 || values.includes(null) ? null : undefined;
  if (predicate.op === 'exists') return value === undefined ? undefined : (values[0] ?? null);
  return values.find((each) => each !== null && holds(predicate, each, view, fields));
}

function listOf(value: FieldValue | undefined): readonly (string | null)[] {
  if (value === undefined) return [];
  return value === null || typeof value === 'string' ? [value] : value;
}

function holds(
  predicate: Predicate,
  text: string,
  view: EventView,
  fields: ReadonlyMap<string, string>,
): boolean {
  switch (predicate.op) {
    case 'pattern':
      return matchParts(predicate.parts, predicate.cased, text);
    case 'regex':
      return search(predicate.source, predicate.flags)(text);
    case 'compare':
      return compareNumbers(text, predicate.relation, predicate.value);
    case 'date': {
      const part = datePart(text, predicate.part);
      return part !== undefined && compareNumbers(String(part), predicate.relation, predicate.value);
    }
    case 'cidr':
      return inNetwork(predicate.network, text);
    case 'fieldref': {
      const others = listOf(fieldValue(view, fields.get(predicate.field) ?? predicate.field));
      return others.some(
        (other) => other !== null && compareTexts(text, predicate.mode, other, predicate.cased),
      );
    }
    case 'exists':
    case 'null':
      return false;
  }
}

function compareTexts(text: string, mode: FieldrefMode, other: string, cased: boolean): boolean {
  const left = cased ? text : foldText(text);
  const right = cased ? other : foldText(other);
  switch (mode) {
    case 'eq':
      return left === right;
    case 'starts':
      return left.startsWith(right);
    case 'ends':
      return left.endsWith(right);
    case 'contains':
      return left.includes(right);
  }
}

const searches = new Map<string, (text: string) => boolean>();

function search(source: string, flags: string): (text: string) => boolean {
  const key = `${flags} ${source}`;
  const known = searches.get(key);
  if (known) return known;
  const made = compileRegex(source, flags);
  if (searches.size >= 5000) searches.clear();
  searches.set(key, made);
  return made;
}
