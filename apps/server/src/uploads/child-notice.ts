import type { Fault } from '@cordon/eventlog';

/** What the reading child says besides records. */
export type ChildNotice =
  /** A log begins: the file itself (name '') or one within an archive. */
  | { readonly kind: 'part'; readonly name: string; readonly format: string }
  | { readonly kind: 'fault'; readonly fault: Fault }
  /** The file was read to its end; without this the child died. */
  | { readonly kind: 'end'; readonly records: number };
