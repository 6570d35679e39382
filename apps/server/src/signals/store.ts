import { sql } from 'kysely';
import type { Db } from '../control/index.ts';
import type { SignalRecord } from '../events/envelope.ts';
import { storable, storableValue } from '../kernel/text.ts';
import type { HeadRow, NewHead, PartRow } from './episodes.ts';
import {
  type BucketTally,
  type DeviceTally,
  type HitTally,
  type HostTally,
  type RuleTally,
  saneTime,
} from './tally.ts';

// Every statement takes a whole batch as arrays: one round trip each, however many signals there are.

const time = (ms: number): Date => new Date(ms);
const received = (signal: SignalRecord): Date => time(saneTime(signal.received));

/** One writer of alerts at a time: the figures are read, added to and written back. Held until commit. */
export async function lockAlerts(db: Db): Promise<void> {
  await sql`SELECT pg_advisory_xact_lock(7300042)`.execute(db);
}

/** Remembers ids and answers those that were new. Index: primary key of signal_known. */
export async function rememberSignals(
  db: Db,
  signals: readonly SignalRecord[],
): Promise<ReadonlySet<string>> {
  const { rows } = await sql<{ id: string }>`
    INSERT INTO signal_known (id, day)
    SELECT decode(id, 'hex'), (received AT TIME ZONE 'UTC')::date
    FROM unnest(${signals.map((signal) => signal.id)}::text[], ${signals.map(received)}::timestamptz[]) AS s(id, received)
    ON CONFLICT DO NOTHING RETURNING encode(id, 'hex') AS id`.execute(db);
  return new Set(rows.map((row) => row.id));
}

export interface RuleFacts {
  readonly id: string;
  readonly level: number;
  readonly cluster: string | null;
}

export async function ruleFacts(db: Db, ids: readonly string[]): Promise<ReadonlyMap<string, RuleFacts>> {
  const { rows } =
    await sql<RuleFacts>`SELECT id, level, cluster FROM rule WHERE id = ANY (${ids}::text[])`.execute(db);
  return new Map(rows.map((row) => [row.id, row]));
}

/** Heads of the groups with their parts. Index: alert_head (group_key, origin, episode), alert_part (head_id). */
export async function episodesOf(
  db: Db,
  groupKeys: readonly string[],
): Promise<{ heads: readonly HeadRow[]; parts: readonly PartRow[] }> {
  const heads = await sql<HeadRow>`
    SELECT id, group_key AS "groupKey", origin, episode FROM alert_head WHERE group_key = ANY (${groupKeys}::text[])`.execute(
    db,
  );
  const parts = await sql<PartRow>`
    SELECT id, head_id AS "headId", organisation_id AS "organisationId", state = 'closed' AS closed
    FROM alert_part WHERE head_id = ANY (${heads.rows.map((head) => head.id)}::uuid[])`.execute(db);
  return { heads: heads.rows, parts: parts.rows };
}

export async function addHeads(db: Db, heads: readonly NewHead[]): Promise<void> {
  if (heads.length === 0) return;
  await sql`
    INSERT INTO alert_head (id, kind, group_key, cluster, origin, episode, previous_id)
    SELECT * FROM unnest(${heads.map((h) => h.id)}::uuid[], ${heads.map((h) => h.kind)}::text[], ${heads.map((h) => h.groupKey)}::text[],
      ${heads.map((h) => h.cluster)}::text[], ${heads.map((h) => h.origin)}::text[], ${heads.map((h) => h.episode)}::int[],
      ${heads.map((h) => h.previousId)}::uuid[])`.execute(db);
}

/** First times of hosts already in the parts, by `part host`. Index: primary key of alert_host. */
export async function knownHosts(db: Db, hosts: readonly HostTally[]): Promise<ReadonlyMap<string, number>> {
  const { rows } = await sql<{ part_id: string; host_folded: string; first: Date }>`
    SELECT h.part_id, h.host_folded, h.first
    FROM unnest(${hosts.map((h) => h.partId)}::uuid[], ${hosts.map((h) => h.host)}::text[]) AS i(part_id, host)
    JOIN alert_host h ON h.part_id = i.part_id AND h.host_folded = i.host`.execute(db);
  return new Map(rows.map((row) => [`${row.part_id} ${row.host_folded}`, row.first.getTime()]));
}

export interface PartChange {
  readonly id: string;
  readonly headId: string;
  readonly organisationId: string;
  readonly level: number;
  readonly first: number;
  readonly last: number;
  readonly count: number;
  /** Hosts that were not in the part before. */
  readonly newHosts: number;
  readonly firstDevice: string;
}

/** Adds to parts, making those that are new. */
export async function addToParts(db: Db, parts: readonly PartChange[]): Promise<void> {
  await sql`
    INSERT INTO alert_part AS p (id, head_id, organisation_id, level, first, last, count, devices, first_device)
    SELECT * FROM unnest(${parts.map((p) => p.id)}::uuid[], ${parts.map((p) => p.headId)}::uuid[], ${parts.map((p) => p.organisationId)}::uuid[],
      ${parts.map((p) => p.level)}::smallint[], ${parts.map((p) => time(p.first))}::timestamptz[], ${parts.map((p) => time(p.last))}::timestamptz[],
      ${parts.map((p) => p.count)}::bigint[], ${parts.map((p) => p.newHosts)}::int[], ${parts.map((p) => p.firstDevice)}::text[])
    ON CONFLICT (id) DO UPDATE SET
      level = greatest(p.level, excluded.level),
      first_device = CASE WHEN (excluded.first, excluded.first_device COLLATE "C") < (p.first, p.first_device COLLATE "C")
        THEN excluded.first_device ELSE p.first_device END,
      first = least(p.first, excluded.first), last = greatest(p.last, excluded.last),
      count = p.count + excluded.count, devices = p.devices + excluded.devices`.execute(db);
}

export async function countOrganisations(db: Db, headIds: readonly string[]): Promise<void> {
  if (headIds.length === 0) return;
  await sql`
    UPDATE alert_head h SET organisations = c.n
    FROM (SELECT head_id, count(*) AS n FROM alert_part WHERE head_id = ANY (${headIds}::uuid[]) GROUP BY head_id) c
    WHERE h.id = c.head_id`.execute(db);
}

export async function addToRules(db: Db, rules: readonly RuleTally[]): Promise<void> {
  await sql`
    INSERT INTO alert_rule AS r (part_id, organisation_id, rule_id, first, last, count)
    SELECT * FROM unnest(${rules.map((r) => r.partId)}::uuid[], ${rules.map((r) => r.organisationId)}::uuid[], ${rules.map((r) => r.ruleId)}::text[],
      ${rules.map((r) => time(r.first))}::timestamptz[], ${rules.map((r) => time(r.last))}::timestamptz[], ${rules.map((r) => r.count)}::bigint[])
    ON CONFLICT (part_id, rule_id) DO UPDATE SET
      first = least(r.first, excluded.first), last = greatest(r.last, excluded.last), count = r.count + excluded.count`.execute(
    db,
  );
}

export async function addHosts(db: Db, hosts: readonly HostTally[]): Promise<void> {
  await sql`
    INSERT INTO alert_host AS h (part_id, organisation_id, host_folded, first)
    SELECT * FROM unnest(${hosts.map((h) => h.partId)}::uuid[], ${hosts.map((h) => h.organisationId)}::uuid[], ${hosts.map((h) => h.host)}::text[],
      ${hosts.map((h) => time(h.first))}::timestamptz[])
    ON CONFLICT (part_id, host_folded) DO UPDATE SET first = least(h.first, excluded.first)`.execute(db);
}

export async function addToDevices(db: Db, devices: readonly DeviceTally[]): Promise<void> {
  await sql`
    INSERT INTO alert_device AS d (part_id, organisation_id, rule_id, sighting_key, key_digest, key, host, source_id, first, last, count)
    SELECT * FROM unnest(${devices.map((d) => d.partId)}::uuid[], ${devices.map((d) => d.organisationId)}::uuid[], ${devices.map((d) => d.ruleId)}::text[],
      ${devices.map((d) => d.sightingKey)}::text[], ${devices.map((d) => d.keyDigest)}::bytea[], ${devices.map((d) => d.key)}::text[],
      ${devices.map((d) => d.host)}::text[], ${devices.map((d) => d.sourceId)}::uuid[],
      ${devices.map((d) => time(d.first))}::timestamptz[], ${devices.map((d) => time(d.last))}::timestamptz[], ${devices.map((d) => d.count)}::bigint[])
    ON CONFLICT (part_id, sighting_key, key_digest, rule_id) DO UPDATE SET
      host = least(d.host COLLATE "C", excluded.host COLLATE "C"),
      first = least(d.first, excluded.first), last = greatest(d.last, excluded.last), count = d.count + excluded.count`.execute(
    db,
  );
}

export interface BucketChange extends BucketTally {
  /** Hosts first hit in this bucket; negative when an earlier hit of a host moved it to another one. */
  readonly devices: number;
}

export async function addToBuckets(db: Db, buckets: readonly BucketChange[]): Promise<void> {
  await sql`
    INSERT INTO alert_bucket AS b (part_id, organisation_id, bucket, count, devices)
    SELECT * FROM unnest(${buckets.map((b) => b.partId)}::uuid[], ${buckets.map((b) => b.organisationId)}::uuid[],
      ${buckets.map((b) => time(b.bucket))}::timestamptz[], ${buckets.map((b) => b.count)}::bigint[], ${buckets.map((b) => b.devices)}::int[])
    ON CONFLICT (part_id, bucket) DO UPDATE SET count = b.count + excluded.count, devices = b.devices + excluded.devices`.execute(
    db,
  );
}

export async function addToHits(db: Db, hits: readonly HitTally[]): Promise<void> {
  await sql`
    INSERT INTO rule_hit AS h (rule_id, organisation_id, origin, hour, count, last)
    SELECT * FROM unnest(${hits.map((h) => h.ruleId)}::text[], ${hits.map((h) => h.organisationId)}::uuid[], ${hits.map((h) => h.origin)}::text[],
      ${hits.map((h) => time(h.hour))}::timestamptz[], ${hits.map((h) => h.count)}::bigint[], ${hits.map((h) => time(h.last))}::timestamptz[])
    ON CONFLICT (organisation_id, hour, rule_id, origin) DO UPDATE SET count = h.count + excluded.count, last = greatest(h.last, excluded.last)`.execute(
    db,
  );
}

/** A signal to keep: with the part of an alert that it belongs to, if any, and the correlators that refused it. */
export interface KeptSignal {
  readonly signal: SignalRecord;
  readonly partId: string | null;
  readonly refusedBy: readonly string[];
}

/** Keeps the signals themselves, in the partitions of the days they were received on. */
export async function addSignals(db: Db, signals: readonly KeptSignal[]): Promise<void> {
  const days = [...new Set(signals.map(({ signal }) => received(signal).toISOString().slice(0, 10)))];
  await sql`SELECT signal_partition_ensure(day::date) FROM unnest(${days}::text[]) AS day`.execute(db);
  const of = <T>(pick: (signal: SignalRecord) => T): T[] => signals.map(({ signal }) => pick(signal));
  await sql`
    INSERT INTO signal (id, received, part_id, organisation_id, rule_id, event_id, source_id, sighting_key, host, key, happened, origin,
      refused_by, matched, fields)
    SELECT decode(id, 'hex'), received, part_id, organisation_id, rule_id, event_id, source_id, sighting_key, host, key, happened, origin,
      string_to_array(refused_by, ','), matched::json, fields::json
    FROM unnest(${of((s) => s.id)}::text[], ${of(received)}::timestamptz[], ${signals.map((each) => each.partId)}::uuid[],
      ${of((s) => s.organisationId)}::uuid[], ${of((s) => s.ruleId)}::text[], ${of((s) => s.eventId)}::text[], ${of((s) => s.sourceId)}::uuid[],
      ${of((s) => s.sighting.key)}::text[], ${of((s) => storable(s.sighting.host))}::text[], ${of((s) => storable(s.key))}::text[],
      ${of((s) => time(saneTime(s.happened)))}::timestamptz[], ${of((s) => s.origin)}::text[],
      ${signals.map((each) => each.refusedBy.join(','))}::text[],
      ${of((s) => JSON.stringify(storableValue(s.matched)))}::text[], ${of((s) => JSON.stringify(storableValue(s.fields)))}::text[])
      AS s(id, received, part_id, organisation_id, rule_id, event_id, source_id, sighting_key, host, key, happened, origin, refused_by,
        matched, fields)`.execute(db);
}
