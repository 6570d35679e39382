declare module '../control/database.ts' {
  interface Database {
    blob_reference: {
      digest: Bytes;
      kind: string;
      owner_id: string;
      organisation_id: string | null;
      bytes: string | number;
      created: DefaultedTimestamp;
    };
  }
}

export type {};
