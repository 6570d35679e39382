import { sql } from 'kysely';
import type { Db } from '../control/index.ts';

// A read model over the tables of rules, the pipeline, devices and hand-offs; row-level security limits all of it.

type Only = string | undefined;
const within = (only: Only, column: string) => (only ? sql`${sql.ref(column)} = ${only}` : sql`true`);

/** Signals by bucket of receipt and level since a time. Index: rule_hit's primary key. */
export async function hitSeries(
  db: Db,
  from: Date,
  bucketSeconds: number,
  only: Only,
): Promise<readonly { readonly bucket: number; readonly level: number; readonly count: number }[]> {
  const { rows } = await sql<{ bucket: number; level: number; count: number }>`
    SELECT floor(extract(epoch FROM h.hour - ${from}::timestamptz) / ${bucketSeconds}::int)::int AS bucket, coalesce(r.level, 2)::int AS level, sum(h.count)::float8 AS count
    FROM rule_hit h LEFT JOIN rule r ON r.id = h.rule_id
    WHERE h.hour >= ${from} AND ${within(only, 'h.organisation_id')} GROUP BY 1, 2`.execute(db);
  return rows;
}

export interface SilentRow {
  readonly id: string;
  readonly name: string;
  readonly organisation_name: string | null;
  readonly last_event: Date;
}

/** Sources that were heard once and now are not, the longest silent first. */
export async function silentSources(db: Db, now: Date, only: Only): Promise<readonly SilentRow[]> {
  const { rows } = await sql<SilentRow>`
    SELECT s.id, s.name, n.name AS organisation_name, st.last_event
    FROM source s JOIN source_state st ON st.source_id = s.id LEFT JOIN node n ON n.id = s.organisation_id
    WHERE s.disabled_at IS NULL AND st.last_event < ${now}::timestamptz - make_interval(mins => s.silent_after_minutes)
      AND ${within(only, 's.organisation_id')}
    ORDER BY st.last_event, s.id LIMIT 200`.execute(db);
  return rows;
}

/** Events received by minute since a time. Index: source_activity_by_minute. */
export async function eventsByMinute(
  db: Db,
  from: Date,
  only: Only,
): Promise<readonly { readonly minute: number; readonly events: number }[]> {
  const { rows } = await sql<{ minute: number; events: number }>`
    SELECT floor(extract(epoch FROM minute - ${from}::timestamptz) / 60)::int AS minute, sum(events)::float8 AS events
    FROM source_activity WHERE minute >= ${from} AND ${within(only, 'organisation_id')} GROUP BY 1`.execute(
    db,
  );
  return rows;
}

export interface Totals {
  readonly devices: number;
  readonly organisations: number;
  readonly sources: number;
  readonly hand_offs: number;
}

/** Devices count as they are resolved now, as they are listed: one that nothing is seen of any more under itself is none. */
export async function totals(db: Db, only: Only): Promise<Totals> {
  const { rows } = await sql<Totals>`
    SELECT
      (SELECT count(DISTINCT a.device_id)::int FROM device_alias a WHERE a.until IS NULL AND ${within(only, 'a.organisation_id')}) AS devices,
      (SELECT count(*)::int FROM organisation o WHERE ${within(only, 'o.id')}) AS organisations,
      (SELECT count(*)::int FROM source s WHERE s.disabled_at IS NULL AND ${within(only, 's.organisation_id')}) AS sources,
      (SELECT count(*)::int FROM hand_off h WHERE h.acknowledged IS NULL AND ${within(only, 'h.organisation_id')}) AS hand_offs`.execute(
    db,
  );
  return rows[0] ?? { devices: 0, organisations: 0, sources: 0, hand_offs: 0 };
}
