import type { ColumnType, Generated, GeneratedAlways } from 'kysely';

/** timestamptz: read as Date, written as Date. */
export type Timestamp = ColumnType<Date, Date, Date>;
export type TimestampOrNull = ColumnType<Date | null, Date | null | undefined, Date | null>;
/** Filled by the database when it is left out. */
export type DefaultedTimestamp = ColumnType<Date, Date | undefined, Date>;
export type Bytes = ColumnType<Buffer, Uint8Array, Uint8Array>;
/** jsonb: read as a value, written as JSON text (`JSON.stringify`). */
export type Json<T> = ColumnType<T, string, string>;

export type NodeKind = 'centre' | 'region' | 'organisation' | 'group';
export type UserState = 'invited' | 'active' | 'disabled';

/**
 * The tables of the control store by name. Areas add theirs in `<area>/tables.ts` by declaration merging, so that
 * this folder does not know them.
 */
export interface Database {
  node: { id: string; kind: NodeKind; code: string; name: string; created: DefaultedTimestamp };
  node_relation: { child_id: string; parent_id: string; since: DefaultedTimestamp; until: TimestampOrNull };
  node_closure: { ancestor_id: string; descendant_id: string; since: Timestamp; until: TimestampOrNull };
  organisation: { id: string; kind: string; retention_days: Generated<number>; created: DefaultedTimestamp };
  app_user: {
    id: string;
    name: string;
    email: string;
    state: UserState;
    password_hash: string | null;
    totp_secret: Bytes | null;
    totp_last_step: number | null;
    totp_enabled: GeneratedAlways<boolean>;
    failed_sign_ins: Generated<number>;
    locked_until: TimestampOrNull;
    last_seen: TimestampOrNull;
    created: DefaultedTimestamp;
  };
  role_grant: {
    id: string;
    user_id: string;
    node_id: string;
    role: string;
    since: DefaultedTimestamp;
    until: TimestampOrNull;
    granted_by: string | null;
  };
  role_permission: { role: string; permission: string };
  session: {
    id: string;
    user_id: string;
    secret_hash: Bytes;
    csrf_hash: Bytes;
    created: DefaultedTimestamp;
    last_used: DefaultedTimestamp;
    expires: Timestamp;
    address: string | null;
  };
  api_token: {
    id: string;
    user_id: string;
    name: string;
    kind: 'personal' | 'service';
    permissions: string[];
    node_id: string | null;
    secret_hash: Bytes;
    created: DefaultedTimestamp;
    expires: Timestamp;
    revoked: TimestampOrNull;
    last_used: TimestampOrNull;
  };
  source: {
    id: string;
    organisation_id: string | null;
    node_id: string;
    name: string;
    kind: string;
    shared: Generated<boolean>;
    silent_after_minutes: Generated<number>;
    time_zone: Generated<string>;
    origin: Generated<'live' | 'demo' | 'exercise'>;
    disabled_at: TimestampOrNull;
    created: DefaultedTimestamp;
  };
  source_token: {
    id: string;
    source_id: string;
    secret_hash: Bytes;
    hint: string;
    created: DefaultedTimestamp;
    expires: TimestampOrNull;
    revoked: TimestampOrNull;
    last_used: TimestampOrNull;
  };
  audit_entry: {
    seq: string;
    at: Date;
    actor_id: string | null;
    actor_name: string;
    action: string;
    organisation_id: string | null;
    target: string | null;
    purpose: string | null;
    outcome: string;
    address: string | null;
    detail: Json<Record<string, unknown>>;
    hash: Bytes;
  };
}
