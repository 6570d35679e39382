interface CursorTable {
  consumer: string;
  seq: string | number;
  updated: Date;
}
interface DeadLetterTable {
  id: string;
  source_id: string;
  organisation_id: string | null;
  received: Date;
  code: string;
  reason: string;
  raw: Uint8Array;
  raw_bytes: number;
}
interface QuarantinedEventTable {
  id: string;
  source_id: string;
  received: Date;
  host: string;
  address: string | null;
  event_id: string;
  verb: 'index' | 'create' | 'update' | 'record';
  raw: Uint8Array;
}
interface SourceActivityTable {
  source_id: string;
  organisation_id: string | null;
  minute: Date;
  events: string | number;
  dead_letters: string | number;
  bytes: string | number;
}
interface SourceStateTable {
  source_id: string;
  last_event: Date;
  silent_since: Date | null;
}

declare module '../control/database.ts' {
  interface Database {
    pipeline_cursor: CursorTable;
    dead_letter: DeadLetterTable;
    quarantined_event: QuarantinedEventTable;
    source_activity: SourceActivityTable;
    source_state: SourceStateTable;
  }
}
