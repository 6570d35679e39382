declare module '../control/database.ts' {
  interface Database {
    legal_hold: {
      id: string;
      organisation_id: string;
      reason: string;
      since: DefaultedTimestamp;
      set_by: string;
      set_by_name: string;
      lifted: TimestampOrNull;
      lifted_by: string | null;
    };
    retention_run: { day: string; job_id: string; created: DefaultedTimestamp };
  }
}

export type {};
