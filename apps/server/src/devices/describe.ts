import { sql } from 'kysely';
import type { Db } from '../control/index.ts';
import { osName } from './os-names.ts';

/** What is known of the device behind a sighting. */
export interface DeviceFacts {
  readonly deviceId: string;
  readonly site: string | null;
  readonly owner: string | null;
  readonly addresses: readonly string[];
  readonly os: string | null;
}

/** Devices, as resolved now, behind sightings within scope, by sighting key. */
export async function describeSightings(
  db: Db,
  keys: readonly string[],
): Promise<ReadonlyMap<string, DeviceFacts>> {
  if (keys.length === 0) return new Map();
  const { rows } = await sql<{
    sighting_key: string;
    device_id: string;
    site: string | null;
    owner: string | null;
    addresses: string[] | null;
    build: string | null;
    pack: string | null;
  }>`
    SELECT a.sighting_key, a.device_id, s.name AS site, d.owner, adr.addresses, os.value AS build, sp.value AS pack
    FROM device_alias a JOIN device d ON d.id = a.device_id LEFT JOIN site s ON s.id = d.site_id
    LEFT JOIN LATERAL (SELECT array_agg(address ORDER BY last DESC) AS addresses FROM sighting_address x WHERE x.sighting_key = a.sighting_key) adr ON true
    LEFT JOIN LATERAL (SELECT value FROM sighting_fact f WHERE f.sighting_key = a.sighting_key AND f.kind = 'os-build' ORDER BY last DESC LIMIT 1) os ON true
    LEFT JOIN LATERAL (SELECT value FROM sighting_fact f WHERE f.sighting_key = a.sighting_key AND f.kind = 'service-pack' ORDER BY last DESC LIMIT 1) sp ON true
    WHERE a.until IS NULL AND a.sighting_key = ANY (${keys}::text[])`.execute(db);
  return new Map(
    rows.map((row) => [
      row.sighting_key,
      {
        deviceId: row.device_id,
        site: row.site,
        owner: row.owner,
        addresses: row.addresses ?? [],
        os: row.build === null ? null : osName(row.build, row.pack),
      },
    ]),
  );
}
