import type { SpreadList } from './schema.ts';

/** What a search may ask of an event. A tree of these is all that a store has to understand. */
export type Condition =
  | { readonly kind: 'all'; readonly of: readonly Condition[] }
  | { readonly kind: 'any'; readonly of: readonly Condition[] }
  /** The very value. */
  | { readonly kind: 'is'; readonly column: TextColumn; readonly value: string }
  /** The same text but for case. */
  | { readonly kind: 'same'; readonly column: TextColumn; readonly value: string }
  /** The text occurs in the column, case-insensitive, every character standing for itself. */
  | { readonly kind: 'contains'; readonly column: TextColumn; readonly value: string }
  | { readonly kind: 'one-of'; readonly column: TextColumn; readonly values: readonly string[] }
  | { readonly kind: 'number'; readonly column: 'event_id' | 'level'; readonly values: readonly number[] }
  /** A value of a list: a hash, an address, a domain name. */
  | { readonly kind: 'listed'; readonly list: SpreadList; readonly value: string }
  /** `from` <= time < `to`, in milliseconds since 1970. */
  | {
      readonly kind: 'time';
      readonly column: 'happened' | 'received';
      readonly from: number;
      readonly to: number;
    };

export type TextColumn =
  | 'id'
  | 'source_id'
  | 'origin'
  | 'channel'
  | 'provider'
  | 'sighting_key'
  | 'host_key'
  | 'host_short'
  | 'user'
  | 'user_sid'
  | 'process'
  | 'command_line'
  | 'message'
  | 'original';

export const all = (of: readonly Condition[]): Condition => ({ kind: 'all', of });
export const any = (of: readonly Condition[]): Condition => ({ kind: 'any', of });
export const is = (column: TextColumn, value: string): Condition => ({ kind: 'is', column, value });
export const same = (column: TextColumn, value: string): Condition => ({ kind: 'same', column, value });
export const contains = (column: TextColumn, value: string): Condition => ({
  kind: 'contains',
  column,
  value,
});
export const listed = (list: SpreadList, value: string): Condition => ({ kind: 'listed', list, value });

/** Place in the order newest first: an event's time and, among equal times, its id. */
export interface Keyset {
  /** Milliseconds since 1970, exact to the microsecond. */
  readonly happened: number;
  readonly id: string;
}
