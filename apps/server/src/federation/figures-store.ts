import { type RawBuilder, sql } from 'kysely';
import type { Db } from '../control/index.ts';

/** What the rest of the platform knows about an organisation, within the scope of the transaction. */
export interface OrganisationFigures {
  readonly devices: number;
  readonly sources: number;
  readonly silentSources: number;
  readonly openAlerts: number;
  /** 0 informational to 4 critical, of open alerts. */
  readonly worst: number | null;
  readonly lastEvent: Date | null;
}

/**
 * Figures of organisations in one statement: a read model over the tables of devices, alerts and the pipeline, which
 * row-level security limits by the permission that the transaction was entered with. Relies on alert_part_open,
 * source_by_organisation, and the leading column of device's unique key.
 */
export async function organisationFigures(
  db: Db,
  ids: readonly string[],
  now: Date,
): Promise<Map<string, OrganisationFigures>> {
  const { rows } = await sql<{
    id: string;
    devices: string;
    sources: string;
    silent: string;
    open: string;
    worst: number | null;
    last_event: Date | null;
  }>`
    SELECT o.id,
      (SELECT count(DISTINCT a.device_id) FROM device_alias a WHERE a.organisation_id = o.id AND a.until IS NULL) AS devices,
      s.sources, s.silent, s.last_event, a.open, a.worst
    FROM unnest(${ids}::uuid[]) AS o(id)
    LEFT JOIN LATERAL (
      SELECT count(*) AS sources, max(st.last_event) AS last_event,
        count(*) FILTER (WHERE ${sourceState(now)} = 'silent') AS silent
      FROM source s LEFT JOIN source_state st ON st.source_id = s.id WHERE s.organisation_id = o.id) s ON true
    LEFT JOIN LATERAL (
      SELECT count(*) AS open, max(p.level) AS worst FROM alert_part p
      WHERE p.organisation_id = o.id AND p.state <> 'closed') a ON true`.execute(db);
  return new Map(
    rows.map((row) => [
      row.id,
      {
        devices: Number(row.devices),
        sources: Number(row.sources),
        silentSources: Number(row.silent),
        openAlerts: Number(row.open),
        worst: row.worst,
        lastEvent: row.last_event,
      },
    ]),
  );
}

/** State of a source `s` with its `source_state` as `st`: the same words everywhere. */
export function sourceState(now: Date): RawBuilder<'waiting' | 'receiving' | 'silent' | 'disabled'> {
  return sql`CASE WHEN s.disabled_at IS NOT NULL THEN 'disabled' WHEN st.last_event IS NULL THEN 'waiting'
    WHEN st.last_event < ${now}::timestamptz - make_interval(mins => s.silent_after_minutes) THEN 'silent'
    ELSE 'receiving' END`;
}
