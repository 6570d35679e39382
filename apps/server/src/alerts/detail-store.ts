import { sql } from 'kysely';
import type { Db } from '../control/index.ts';

export interface AlertDeviceRow {
  readonly sightings: readonly string[];
  readonly keys: number;
  readonly key: string;
  readonly host: string;
  /** The name in lower case: what makes two sightings one device of an organisation (ADR 003). */
  readonly folded: string;
  readonly organisation_id: string;
  readonly organisation_name: string;
  readonly first: Date;
  readonly last: Date;
  readonly count: number;
}
export interface DeviceCursor {
  readonly first: Date;
  readonly folded: string;
  readonly organisationId: string;
}

/** Devices of an alert within scope, each once, in the order in which they were hit: how it spread. */
export async function findAlertDevices(
  db: Db,
  headId: string,
  after: DeviceCursor | undefined,
  limit: number,
): Promise<readonly AlertDeviceRow[]> {
  const { rows } = await sql<AlertDeviceRow>`
    SELECT array_agg(DISTINCT d.sighting_key) AS sightings,
      (count(DISTINCT d.key_digest) FILTER (WHERE d.key <> ''))::integer AS keys,
      coalesce((array_agg(d.key ORDER BY d.first, d.key) FILTER (WHERE d.key <> ''))[1], '') AS key,
      min(d.host) AS host, lower(d.host) AS folded, d.organisation_id,
      min(n.name) AS organisation_name, min(d.first) AS first, max(d.last) AS last, sum(d.count)::float8 AS count
    FROM alert_part p JOIN alert_device d ON d.part_id = p.id JOIN node n ON n.id = d.organisation_id
    WHERE p.head_id = ${headId}
    GROUP BY d.organisation_id, lower(d.host)
    ${
      after
        ? sql`HAVING (min(d.first), lower(d.host), d.organisation_id) > (${after.first}::timestamptz, ${after.folded}, ${after.organisationId}::uuid)`
        : sql``
    }
    ORDER BY min(d.first), lower(d.host), d.organisation_id LIMIT ${limit}`.execute(db);
  return rows;
}

export interface SignalRow {
  readonly id: string;
  readonly event_id: string;
  readonly rule_id: string;
  readonly organisation_id: string;
  readonly source_id: string;
  readonly host: string;
  readonly happened: Date;
  readonly received: Date;
  readonly key: string;
  readonly matched: { field: string; value: string }[];
  readonly fields: Record<string, unknown>;
}

/** Signals of an alert within scope, newest first. Index: signal_of_part. */
export async function findSignals(
  db: Db,
  headId: string,
  filter: {
    readonly sighting: string | undefined;
    readonly before: { readonly happened: Date; readonly id: string } | undefined;
    readonly limit: number;
  },
): Promise<readonly SignalRow[]> {
  const { sighting, before, limit } = filter;
  const { rows } = await sql<SignalRow>`
    SELECT encode(s.id, 'hex') AS id, s.event_id, s.rule_id, s.organisation_id, s.source_id, s.host, s.happened, s.received, s.key, s.matched, s.fields
    FROM signal s
    WHERE s.part_id = ANY (ARRAY(SELECT id FROM alert_part WHERE head_id = ${headId}))
      AND ${sighting ? sql`s.sighting_key = ${sighting}` : sql`true`}
      AND ${before ? sql`(s.happened, s.id) < (${before.happened}::timestamptz, decode(${before.id}, 'hex'))` : sql`true`}
    ORDER BY s.happened DESC, s.id DESC LIMIT ${limit}`.execute(db);
  return rows;
}

export interface ContainmentRow {
  readonly organisation_id: string;
  readonly organisation_name: string;
  readonly host: string;
  readonly sightings: readonly string[];
  readonly hits: readonly { rule: string; key: string; count: number; first: string }[];
}

/** Most keys listed for one device of a containment list; the rest is a number. */
const keysPerDevice = 10;

/** Every host of an alert within scope that nobody cleared, with what was found on it, organisation by organisation. */
export async function findContainment(db: Db, headId: string): Promise<readonly ContainmentRow[]> {
  const { rows } = await sql<ContainmentRow>`
    WITH hit AS (
      SELECT d.organisation_id, lower(d.host) AS folded, min(d.host) AS host, d.rule_id, min(d.key) AS key, sum(d.count)::float8 AS count,
        min(d.first) AS first,
        row_number() OVER (PARTITION BY d.organisation_id, lower(d.host) ORDER BY sum(d.count) DESC, min(d.key)) AS place
      FROM alert_part p JOIN alert_device d ON d.part_id = p.id
      WHERE p.head_id = ${headId} AND (p.close_reason IS NULL OR p.close_reason = 'true-positive')
      GROUP BY d.organisation_id, lower(d.host), d.rule_id, d.key_digest
    ), seen AS (
      SELECT d.organisation_id, lower(d.host) AS folded, array_agg(DISTINCT d.sighting_key) AS sightings
      FROM alert_part p JOIN alert_device d ON d.part_id = p.id WHERE p.head_id = ${headId} GROUP BY 1, 2
    )
    SELECT hit.organisation_id, min(n.name) AS organisation_name, min(hit.host) AS host,
      min(seen.sightings) AS sightings,
      jsonb_agg(jsonb_build_object('rule', coalesce(r.title, hit.rule_id), 'key', hit.key, 'count', hit.count, 'first', hit.first)
        ORDER BY hit.place) FILTER (WHERE hit.place <= ${keysPerDevice}) AS hits
    FROM hit JOIN seen ON seen.organisation_id = hit.organisation_id AND seen.folded = hit.folded
      JOIN node n ON n.id = hit.organisation_id LEFT JOIN rule r ON r.id = hit.rule_id
    GROUP BY hit.organisation_id, hit.folded
    ORDER BY 2, hit.folded`.execute(db);
  return rows;
}
