import { sql } from 'kysely';
import type { Db } from '../control/index.ts';
import type { ObservationRecord, Sighting } from '../events/envelope.ts';
import { digestUuid } from '../kernel/digest-uuid.ts';
import { digestId } from '../kernel/ids.ts';
import { storable } from '../kernel/text.ts';
import { saneTime } from '../signals/index.ts';

/** What a batch of events says about one sighting. */
export interface SeenSighting {
  readonly organisationId: string;
  readonly sourceId: string;
  readonly sighting: Sighting;
  /** Earliest and latest time of the events, ms since 1970, by the device's clock. */
  readonly first: number;
  readonly last: number;
  /** Events. */
  readonly count: number;
  readonly addresses: readonly string[];
}

const longestHost = 255;
const longestValue = 1000;
/** Addresses taken from one batch for one sighting: a gateway that names thousands is not a device's own. */
const mostAddresses = 16;

/** The device that a host name means within an organisation, unless somebody merged it. */
export const homeDevice = (organisationId: string, hostFolded: string): string =>
  digestUuid('device', organisationId, hostFolded);

/**
 * Records who reported: sightings with their first and last time, their addresses, events by hour, and a device for
 * each that has none. Role pipeline. Times and addresses do not depend on order or redelivery; the count by hour is
 * exactly-once only together with the consumer's cursor, in one transaction.
 */
export async function applySightings(db: Db, seen: readonly SeenSighting[]): Promise<void> {
  if (seen.length === 0) return;
  const rows = summed(seen);
  const times = (pick: (row: SummedSighting) => number) => rows.map((row) => new Date(pick(row)));
  const text = (pick: (row: SummedSighting) => string | null) => rows.map(pick);
  await sql`
    INSERT INTO device (id, organisation_id, host, host_folded)
    SELECT DISTINCT ON (id) * FROM unnest(${text((r) => r.home)}::uuid[], ${text((r) => r.organisationId)}::uuid[], ${text((r) => r.host)}::text[],
      ${text((r) => r.folded)}::text[]) AS d(id, organisation_id, host, host_folded) ORDER BY id
    ON CONFLICT DO NOTHING`.execute(db);
  await sql`
    INSERT INTO sighting AS s (key, organisation_id, source_id, host, host_folded, sid, mac, home_device_id, first, last)
    SELECT * FROM unnest(${text((r) => r.key)}::text[], ${text((r) => r.organisationId)}::uuid[], ${text((r) => r.sourceId)}::uuid[],
      ${text((r) => r.host)}::text[], ${text((r) => r.folded)}::text[], ${text((r) => r.sid)}::text[], ${text((r) => r.mac)}::text[],
      ${text((r) => r.home)}::uuid[], ${times((r) => r.first)}::timestamptz[], ${times((r) => r.last)}::timestamptz[])
    ON CONFLICT (key) DO UPDATE SET first = least(s.first, excluded.first), last = greatest(s.last, excluded.last)`.execute(
    db,
  );
  await sql`
    INSERT INTO sighting_hour AS h (sighting_key, organisation_id, hour, count, ahead_seconds)
    SELECT key, organisation_id, date_trunc('hour', now()), count, extract(epoch FROM last - now())
    FROM unnest(${text((r) => r.key)}::text[], ${text((r) => r.organisationId)}::uuid[], ${rows.map((r) => r.count)}::bigint[],
      ${times((r) => r.last)}::timestamptz[]) AS s(key, organisation_id, count, last)
    ON CONFLICT (sighting_key, hour) DO UPDATE SET count = h.count + excluded.count,
      ahead_seconds = greatest(h.ahead_seconds, excluded.ahead_seconds)`.execute(db);
  const addresses = rows.flatMap((row) => [...row.addresses].map((address) => ({ row, address })));
  if (addresses.length > 0)
    await sql`
      INSERT INTO sighting_address AS a (sighting_key, organisation_id, address, first, last)
      SELECT * FROM unnest(${addresses.map((a) => a.row.key)}::text[], ${addresses.map((a) => a.row.organisationId)}::uuid[],
        ${addresses.map((a) => a.address)}::text[], ${addresses.map((a) => new Date(a.row.first))}::timestamptz[], ${addresses.map((a) => new Date(a.row.last))}::timestamptz[])
      ON CONFLICT (sighting_key, address) DO UPDATE SET first = least(a.first, excluded.first), last = greatest(a.last, excluded.last)`.execute(
      db,
    );
  await sql`
    SELECT device_alias_refresh(array_agg(k), now()) FROM unnest(${text((r) => r.key)}::text[]) AS k
    WHERE NOT EXISTS (SELECT 1 FROM device_alias a WHERE a.sighting_key = k AND a.until IS NULL) HAVING count(*) > 0`.execute(
    db,
  );
}

interface SummedSighting {
  readonly key: string;
  readonly organisationId: string;
  readonly sourceId: string;
  readonly host: string;
  readonly folded: string;
  readonly sid: string | null;
  readonly mac: string | null;
  readonly home: string;
  first: number;
  last: number;
  count: number;
  readonly addresses: Set<string>;
}

/** One row a sighting, in the order of keys, so that batches side by side cannot deadlock. */
function summed(seen: readonly SeenSighting[]): SummedSighting[] {
  const rows = new Map<string, SummedSighting>();
  for (const each of seen) {
    const { sighting, organisationId } = each;
    const host = storable(sighting.host, longestHost);
    const folded = host.toLowerCase();
    const row = rows.get(sighting.key) ?? {
      key: sighting.key,
      organisationId,
      sourceId: each.sourceId,
      host,
      folded,
      sid: sighting.sid === null ? null : storable(sighting.sid, longestHost),
      mac: sighting.mac === null ? null : storable(sighting.mac, longestHost),
      home: homeDevice(organisationId, folded),
      first: Number.POSITIVE_INFINITY,
      last: Number.NEGATIVE_INFINITY,
      count: 0,
      addresses: new Set(),
    };
    row.first = Math.min(row.first, saneTime(each.first));
    row.last = Math.max(row.last, saneTime(each.last));
    row.count += each.count;
    for (const address of each.addresses)
      if (row.addresses.size < mostAddresses) row.addresses.add(storable(address, longestHost));
    rows.set(sighting.key, row);
  }
  return [...rows.values()].sort((a, b) => (a.key < b.key ? -1 : 1));
}

/** Kinds whose values are too many for the sum by value; they stand in the log alone. */
const logOnly = new Set(['connection']);

/**
 * Appends evidence about sightings. Role pipeline. An observation is known by (sighting, kind, value, event), so that
 * redelivery adds none; nothing is ever overwritten.
 */
export async function applyObservations(db: Db, observations: readonly ObservationRecord[]): Promise<void> {
  if (observations.length === 0) return;
  const rows = new Map<string, ObservationRecord>();
  for (const each of observations) {
    const value = storable(each.value, longestValue);
    rows.set(digestId(each.sightingKey, each.kind, value, each.eventId), { ...each, value });
  }
  const list = [...rows].sort(([a], [b]) => (a < b ? -1 : 1));
  const of = <T>(pick: (row: ObservationRecord) => T): T[] => list.map(([, row]) => pick(row));
  const received = of((row) => new Date(saneTime(row.received)));
  const happened = of((row) => new Date(saneTime(row.happened)));
  const months = [...new Set(received.map((time) => `${time.toISOString().slice(0, 7)}-01`))];
  await sql`SELECT observation_partition_ensure(month::date) FROM unnest(${months}::text[]) AS month`.execute(
    db,
  );
  await sql`
    INSERT INTO observation (id, received, organisation_id, source_id, sighting_key, kind, value, event_id, happened)
    SELECT decode(id, 'hex'), received, organisation_id, source_id, sighting_key, kind, value, event_id, happened
    FROM unnest(${list.map(([id]) => id)}::text[], ${received}::timestamptz[], ${of((r) => r.organisationId)}::uuid[], ${of((r) => r.sourceId)}::uuid[],
      ${of((r) => r.sightingKey)}::text[], ${of((r) => r.kind)}::text[], ${of((r) => r.value)}::text[], ${of((r) => r.eventId)}::text[], ${happened}::timestamptz[])
      AS o(id, received, organisation_id, source_id, sighting_key, kind, value, event_id, happened)
    ON CONFLICT DO NOTHING`.execute(db);
  const facts = list.filter(([, row]) => !logOnly.has(row.kind)).map(([, row]) => row);
  await sql`
    INSERT INTO sighting_fact AS f (sighting_key, organisation_id, kind, value, event_id, first, last)
    SELECT sighting_key, organisation_id, kind, value, max(event_id), min(happened), max(happened)
    FROM unnest(${facts.map((r) => r.sightingKey)}::text[], ${facts.map((r) => r.organisationId)}::uuid[], ${facts.map((r) => r.kind)}::text[],
      ${facts.map((r) => r.value)}::text[], ${facts.map((r) => r.eventId)}::text[], ${facts.map((r) => new Date(saneTime(r.happened)))}::timestamptz[])
      AS o(sighting_key, organisation_id, kind, value, event_id, happened)
    GROUP BY sighting_key, organisation_id, kind, value ORDER BY sighting_key, kind, value
    ON CONFLICT (sighting_key, kind, value) DO UPDATE SET first = least(f.first, excluded.first), last = greatest(f.last, excluded.last)`.execute(
    db,
  );
}
