import type { ColumnType, GeneratedAlways } from 'kysely';
import type { Encoding, EntryFormat } from './journal.ts';

interface JournalEntryTable {
  seq: GeneratedAlways<string>;
  source_id: string;
  batch: Uint8Array;
  part: number;
  first_ordinal: number;
  actions: number;
  format: EntryFormat;
  encoding: Encoding;
  expanded_bytes: number;
  bytes: number;
  received: Date;
  /** jsonb; written as text. */
  cut: ColumnType<Record<number, number> | null, string | null, never>;
  body: Uint8Array;
}

interface JournalBatchTable {
  source_id: string;
  batch: Uint8Array;
  received: Date;
}

declare module '../control/database.ts' {
  interface Database {
    journal_entry: JournalEntryTable;
    journal_batch: JournalBatchTable;
  }
}
