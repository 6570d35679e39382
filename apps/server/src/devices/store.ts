import { sql } from 'kysely';
import type { Db } from '../control/index.ts';

export interface DeviceRow {
  readonly id: string;
  readonly organisation_id: string;
  readonly organisation_name: string;
  readonly host: string;
  readonly names: readonly string[];
  readonly addresses: readonly string[] | null;
  readonly build: string | null;
  readonly build_at: Date | null;
  readonly pack: string | null;
  readonly site: string | null;
  readonly owner: string | null;
  readonly first: Date;
  readonly last: Date;
  readonly events: number;
  readonly open_alerts: number;
  readonly skew: number | null;
  readonly also_in: readonly { organisationId: string; organisationName: string }[] | null;
}
export type DeviceSort = 'last' | 'host' | 'alerts';
export interface DeviceFilter {
  readonly id?: string | undefined;
  readonly organisationId?: string | undefined;
  /** Part of a host name or address, a pattern of LIKE in lower case. */
  readonly like?: string | undefined;
  /** Build numbers that a system's name stands for, or a part of one. */
  readonly builds?: readonly string[] | undefined;
  readonly sort: DeviceSort;
  readonly after?: { readonly value: string | number; readonly id: string } | undefined;
  readonly limit: number;
}

/** Devices of scope with what their sightings say, in order. Index: device_alias_of_device, sighting's primary key. */
export async function findDevices(db: Db, filter: DeviceFilter, now: Date): Promise<readonly DeviceRow[]> {
  const { after } = filter;
  const conditions = [sql`a.until IS NULL`];
  if (filter.id) conditions.push(sql`a.device_id = ${filter.id}`);
  if (filter.organisationId) conditions.push(sql`a.organisation_id = ${filter.organisationId}`);
  if (filter.like !== undefined)
    conditions.push(sql`(s.host_folded LIKE ${filter.like} OR EXISTS (
      SELECT 1 FROM sighting_address x WHERE x.sighting_key = s.key AND lower(x.address) LIKE ${filter.like}))`);
  if (filter.builds)
    conditions.push(sql`EXISTS (
      SELECT 1 FROM sighting_fact f WHERE f.sighting_key = s.key AND f.kind = 'os-build' AND f.value = ANY (${filter.builds}::text[]))`);
  const order = {
    last: sql`last DESC, id`,
    host: sql`host_folded, id`,
    alerts: sql`open_alerts DESC, id`,
  }[filter.sort];
  const page = !after
    ? sql`true`
    : {
        last: sql`(last < ${new Date(after.value)} OR (last = ${new Date(after.value)} AND id > ${after.id}))`,
        host: sql`(host_folded, id) > (${String(after.value)}, ${after.id}::uuid)`,
        alerts: sql`(open_alerts < ${Number(after.value)}::float8 OR (open_alerts = ${Number(after.value)}::float8 AND id > ${after.id}))`,
      }[filter.sort];
  const { rows } = await sql<DeviceRow>`
    WITH grouped AS (
      SELECT a.device_id AS id, min(s.first) AS first, max(s.last) AS last, array_agg(s.key) AS keys,
        array_agg(DISTINCT s.host_folded) AS folded, array_agg(DISTINCT s.host) AS names
      FROM device_alias a JOIN sighting s ON s.key = a.sighting_key
      WHERE ${sql.join(conditions, sql` AND `)} GROUP BY a.device_id
    ), placed AS (
      SELECT g.*, d.organisation_id, d.host, d.host_folded, d.owner, d.site_id, (
        SELECT count(DISTINCT p.head_id)::int FROM alert_host h JOIN alert_part p ON p.id = h.part_id AND p.state <> 'closed'
        WHERE h.organisation_id = d.organisation_id AND h.host_folded = ANY (g.folded)) AS open_alerts
      FROM grouped g JOIN device d ON d.id = g.id
    ), page AS (SELECT * FROM placed WHERE ${page} ORDER BY ${order} LIMIT ${filter.limit})
    SELECT page.id, page.organisation_id, n.name AS organisation_name, page.host, page.names, adr.addresses, os.value AS build, os.last AS build_at,
      sp.value AS pack, st.name AS site, page.owner, page.first, page.last, page.open_alerts,
      coalesce((SELECT sum(h.count) FROM sighting_hour h WHERE h.sighting_key = ANY (page.keys) AND h.hour > ${new Date(now.getTime() - 86_400_000)}), 0)::float8 AS events,
      (SELECT max(h.ahead_seconds) FROM sighting_hour h WHERE h.sighting_key = ANY (page.keys)
        AND h.hour > ${new Date(now.getTime() - 86_400_000)})::float8 AS skew,
      (SELECT jsonb_agg(DISTINCT jsonb_build_object('organisationId', o.organisation_id, 'organisationName', m.name))
        FROM sighting o JOIN node m ON m.id = o.organisation_id
        WHERE o.host_folded = ANY (page.folded) AND o.organisation_id <> page.organisation_id) AS also_in
    FROM page JOIN node n ON n.id = page.organisation_id LEFT JOIN site st ON st.id = page.site_id
    LEFT JOIN LATERAL (SELECT array_agg(address ORDER BY last DESC) AS addresses FROM (
      SELECT address, max(last) AS last FROM sighting_address x WHERE x.sighting_key = ANY (page.keys) GROUP BY address) y) adr ON true
    LEFT JOIN LATERAL (SELECT value, last FROM sighting_fact f WHERE f.sighting_key = ANY (page.keys) AND f.kind = 'os-build' ORDER BY last DESC LIMIT 1) os ON true
    LEFT JOIN LATERAL (SELECT value FROM sighting_fact f WHERE f.sighting_key = ANY (page.keys) AND f.kind = 'service-pack' ORDER BY last DESC LIMIT 1) sp ON true
    ORDER BY ${{ last: sql`page.last DESC, page.id`, host: sql`page.host_folded, page.id`, alerts: sql`page.open_alerts DESC, page.id` }[filter.sort]}`.execute(
    db,
  );
  return rows;
}

export interface SightingRow {
  readonly key: string;
  readonly source_id: string;
  readonly source_name: string | null;
  readonly host: string;
  readonly sid: string | null;
  readonly mac: string | null;
  readonly first: Date;
  readonly last: Date;
}

export async function findSightings(db: Db, deviceId: string): Promise<readonly SightingRow[]> {
  const { rows } = await sql<SightingRow>`
    SELECT s.key, s.source_id, src.name AS source_name, s.host, s.sid, s.mac, s.first, s.last
    FROM device_alias a JOIN sighting s ON s.key = a.sighting_key LEFT JOIN source src ON src.id = s.source_id
    WHERE a.device_id = ${deviceId} AND a.until IS NULL ORDER BY s.last DESC, s.key`.execute(db);
  return rows;
}

export interface ObservationRow {
  readonly kind: string;
  readonly value: string;
  readonly source_name: string | null;
  readonly happened: Date;
  readonly received: Date;
}

/** The newest evidence about a device. Index: observation_of_sighting. */
export async function findObservations(
  db: Db,
  deviceId: string,
  limit: number,
): Promise<readonly ObservationRow[]> {
  const { rows } = await sql<ObservationRow>`
    SELECT o.kind, o.value, src.name AS source_name, o.happened, o.received
    FROM observation o LEFT JOIN source src ON src.id = o.source_id
    WHERE o.sighting_key = ANY (ARRAY(SELECT sighting_key FROM device_alias WHERE device_id = ${deviceId} AND until IS NULL))
    ORDER BY o.received DESC, o.id LIMIT ${limit}`.execute(db);
  return rows;
}

/** Sets what is given. False: no such device in scope. */
export async function updateDevice(
  db: Db,
  id: string,
  change: { readonly siteId?: string | null | undefined; readonly owner?: string | null | undefined },
): Promise<boolean> {
  const { rows } = await sql`
    UPDATE device SET site_id = ${change.siteId === undefined ? sql`site_id` : change.siteId}, owner = ${change.owner === undefined ? sql`owner` : change.owner}
    WHERE id = ${id} RETURNING id`.execute(db);
  return rows.length > 0;
}

/** Whether a site is one of the device's organisation. */
export async function siteFits(db: Db, deviceId: string, siteId: string): Promise<boolean> {
  const { rows } = await sql`
    SELECT 1 FROM site s JOIN device d ON d.organisation_id = s.organisation_id WHERE s.id = ${siteId} AND d.id = ${deviceId}`.execute(
    db,
  );
  return rows.length > 0;
}
