import type { Network } from '../predicate/cidr.ts';
import type { DatePart } from '../predicate/date-part.ts';
import type { FieldrefMode, Relation } from '../predicate/predicate.ts';
import { RuleError } from '../rejection.ts';
import type { Part } from '../value/pattern.ts';

/** A value of a detection item while modifiers are applied to it, from left to right. */
export type Value =
  | TextValue
  | { readonly kind: 'null' }
  | { readonly kind: 'regex'; readonly source: string; readonly flags: string }
  | { readonly kind: 'cidr'; readonly network: Network }
  | { readonly kind: 'exists'; readonly value: boolean }
  | { readonly kind: 'compare'; readonly relation: Relation; readonly value: string }
  | { readonly kind: 'date'; readonly part: DatePart; readonly relation: Relation; readonly value: string }
  | { readonly kind: 'fieldref'; readonly field: string; readonly mode: FieldrefMode };

export interface TextValue {
  readonly kind: 'text';
  readonly parts: readonly Part[];
  /** As it stands in the file, escapes and all. */
  readonly source: string;
  /** `bytes`: each character of a text part is one byte, after `utf16le` and its like. */
  readonly encoding: 'text' | 'bytes';
}

/** A detection item (`field|modifiers: values`) while it is read. */
export interface Item {
  readonly field: string | undefined;
  /** Each value as its alternatives: one, or several after `base64offset` and `expand`. */
  values: readonly (readonly Value[])[];
  all: boolean;
  negated: boolean;
  cased: boolean;
  /** Names of the modifiers applied so far. */
  readonly applied: string[];
  /** Names of all modifiers of the item, in order. */
  readonly modifiers: readonly string[];
}

export interface ModifierContext {
  /** Values of `%name%` placeholders by name. */
  readonly placeholders: ReadonlyMap<string, readonly string[]>;
}

/** Changes the item or its values; throws `RuleError` where it cannot be applied. */
export type Modifier = (item: Item, context: ModifierContext) => void;

/** Most alternatives that one value may become. */
export const MOST_ALTERNATIVES = 10_000;

/** Replaces every alternative of every value. */
export function mapValues(item: Item, change: (value: Value) => readonly Value[]): void {
  item.values = item.values.map((alternatives) => {
    const changed = alternatives.flatMap(change);
    if (changed.length > MOST_ALTERNATIVES) {
      const reason = `value: expected at most ${MOST_ALTERNATIVES} alternatives, found ${changed.length}`;
      throw new RuleError('expansion-too-large', reason);
    }
    return changed;
  });
}

/** Replaces text values; anything else is an error that names the modifier. */
export function mapTexts(item: Item, modifier: string, change: (value: TextValue) => readonly Value[]): void {
  mapValues(item, (value) => (value.kind === 'text' ? change(value) : refuse(modifier, value)));
}

/** Throws the error for a modifier that stands on a value it has no meaning for. */
export function refuse(modifier: string, value: Value): never {
  throw new RuleError(
    'modifier-combination',
    `modifier "${modifier}" cannot be applied to a ${value.kind} value`,
  );
}

/** Throws unless the modifier is the first of its item (`all` and `neq`, which are about the item, aside). */
export function requireFirst(item: Item, modifier: string): void {
  const before = item.applied.filter((name) => name !== 'all' && name !== 'neq');
  if (before.length === 0) return;
  const reason = `modifier "${modifier}" must come first, found "${before.join('|')}" before it`;
  throw new RuleError('modifier-combination', reason);
}

/** The text of a value without wildcards; throws when it has some. */
export function plainText(value: TextValue, modifier: string): string {
  return value.parts
    .map((part) => {
      if (part.kind === 'text') return part.text;
      const reason = `modifier "${modifier}" needs a value without wildcards, found "${value.source}"`;
      throw new RuleError('modifier-combination', reason);
    })
    .join('');
}
