import type { MapRule } from '@cordon/api';
import type { Static } from 'typebox';

export type MapLine = Static<typeof MapRule>;

// Column types such as Json are those of the module that is extended.
declare module '../control/database.ts' {
  interface Database {
    site: {
      id: string;
      organisation_id: string;
      code: string | null;
      name: string;
      created: DefaultedTimestamp;
    };
    source_map: {
      source_id: string;
      version: number;
      state: 'draft' | 'approved' | 'replaced';
      rules: Json<MapLine[]>;
      proposed: Timestamp;
      proposed_by: string;
      proposed_by_name: string;
      approved: TimestampOrNull;
      approved_by: string | null;
      approved_by_name: string | null;
    };
  }
}
