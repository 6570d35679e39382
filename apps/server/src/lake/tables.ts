/** From new and small to old and large; see `compaction-plan.ts`. */
export type SegmentLevel = 'hot' | 'hour' | 'day';
export type SegmentState = 'live' | 'replaced' | 'deleting' | 'damaged';

declare module '../control/database.ts' {
  interface Database {
    lake_segment: {
      id: string;
      /** `YYYY-MM-DD`. */
      day: string;
      level: SegmentLevel;
      state: SegmentState;
      rows: string | number;
      bytes: string | number;
      sha256: Bytes;
      through_seq: string | number | bigint | null;
      created: DefaultedTimestamp;
      retired: TimestampOrNull;
      fault: string | null;
    };
    lake_segment_organisation: {
      segment_id: string;
      organisation_id: string;
      rows: string | number;
      min_happened: string | number;
      max_happened: string | number;
      min_received: Timestamp;
      max_received: Timestamp;
    };
  }
}
