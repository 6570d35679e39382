import type { Generated } from 'kysely';

export type LinkKind = 'setup' | 'invitation' | 'reset';

// Column types such as Bytes are those of the module that is extended.
declare module '../control/database.ts' {
  interface Database {
    one_time_link: {
      id: string;
      kind: LinkKind;
      user_id: string | null;
      secret_hash: Bytes;
      created: DefaultedTimestamp;
      expires: Timestamp;
      used: TimestampOrNull;
    };
    sign_in_challenge: {
      id: string;
      user_id: string;
      secret_hash: Bytes;
      failures: Generated<number>;
      expires: Timestamp;
    };
    sign_in_attempt: { key: Bytes; failures: number; last: Timestamp; locked_until: TimestampOrNull };
    totp_enrolment: { user_id: string; secret: Bytes; created: DefaultedTimestamp };
    recovery_code: { id: string; user_id: string; code_hash: Bytes; used: TimestampOrNull };
  }
}
