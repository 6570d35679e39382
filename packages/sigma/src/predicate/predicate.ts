import { type Part, patternText } from '../value/pattern.ts';
import type { Network } from './cidr.ts';
import type { DatePart } from './date-part.ts';

export type Relation = 'eq' | 'lt' | 'lte' | 'gt' | 'gte';

/** What a leaf asks of a field's value. Every kind but `null` is false for a field that is absent or null. */
export type Predicate =
  /** Full match of a pattern with wildcards; ignores case unless `cased`. */
  | { readonly op: 'pattern'; readonly parts: readonly Part[]; readonly cased: boolean }
  /** A regular expression found anywhere in the value. */
  | { readonly op: 'regex'; readonly source: string; readonly flags: string }
  /** The field occurs in the event, whatever its value. */
  | { readonly op: 'exists' }
  /** The field is absent or has no value. */
  | { readonly op: 'null' }
  /** The value is a number, decimal or `0x…`, in the given relation to `value`. */
  | { readonly op: 'compare'; readonly relation: Relation; readonly value: string }
  /** A part of the value read as a date, as logged. */
  | { readonly op: 'date'; readonly part: DatePart; readonly relation: Relation; readonly value: string }
  /** The value is an address within the network. */
  | { readonly op: 'cidr'; readonly network: Network }
  /** The value equals, begins, ends with or contains the value of another field. */
  | { readonly op: 'fieldref'; readonly field: string; readonly mode: FieldrefMode; readonly cased: boolean };

export type FieldrefMode = 'eq' | 'starts' | 'ends' | 'contains';

/** A text that is equal for equal predicates and for no others. */
export function predicateKey(predicate: Predicate): string {
  if (predicate.op !== 'pattern') return describePredicate(predicate);
  // A text ends with its length, since a pattern's readable form may mean more than one thing.
  const parts = predicate.parts.map((part) =>
    part.kind === 'text' ? `${part.text}\u0000${part.text.length}` : part.kind,
  );
  return `${predicate.cased ? 'cased' : 'is'} ${parts.join('\u0000')}`;
}

/** Readable form, for reports. */
export function describePredicate(predicate: Predicate): string {
  switch (predicate.op) {
    case 'pattern':
      return `${predicate.cased ? 'cased' : 'is'} ${patternText(predicate.parts)}`;
    case 'regex':
      return `re${predicate.flags} ${predicate.source}`;
    case 'exists':
    case 'null':
      return predicate.op;
    case 'compare':
      return `${predicate.relation} ${predicate.value}`;
    case 'date':
      return `${predicate.part} ${predicate.relation} ${predicate.value}`;
    case 'cidr':
      return `cidr ${predicate.network.version} ${predicate.network.base}/${predicate.network.prefix}`;
    case 'fieldref':
      return `field ${predicate.cased ? 'cased ' : ''}${predicate.mode} ${predicate.field}`;
  }
}
