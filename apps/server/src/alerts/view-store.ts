import type { Advice } from '@cordon/api';
import { sql } from 'kysely';
import type { Static } from 'typebox';
import type { Db } from '../control/index.ts';
import { likeContains } from '../kernel/text.ts';
import type { BucketRow } from './curve.ts';
import type { PartRow, RuleRow } from './summary.ts';

// All of this runs under row-level security: what is out of scope is not there to be counted.

export interface PartFilter {
  readonly headIds?: readonly string[] | undefined;
  readonly organisationIds?: readonly string[] | undefined;
  readonly regionId?: string | undefined;
  /** Part of a host name, any case. */
  readonly host?: string | undefined;
  readonly from?: Date | undefined;
  readonly to?: Date | undefined;
  /** Leave out alerts all of whose parts in scope are closed. */
  readonly onlyOpen: boolean;
}

/** Alerts looked at for one list, newest first: beyond them, narrow the time range. */
export const mostAlerts = 5000;

/** Parts in view, with their heads and how long mutes and snoozes keep them quiet. Index: alert_part_open, alert_part_newest. */
export async function findParts(db: Db, filter: PartFilter, now: Date): Promise<readonly PartRow[]> {
  const conditions = [sql`true`];
  if (filter.headIds) conditions.push(sql`p.head_id = ANY (${filter.headIds}::uuid[])`);
  if (filter.organisationIds)
    conditions.push(sql`p.organisation_id = ANY (${filter.organisationIds}::uuid[])`);
  if (filter.regionId)
    conditions.push(sql`p.organisation_id IN (
      SELECT descendant_id FROM node_closure WHERE ancestor_id = ${filter.regionId} AND since <= ${now} AND (until IS NULL OR until > ${now}))`);
  if (filter.host)
    conditions.push(sql`EXISTS (
      SELECT 1 FROM alert_host ah WHERE ah.part_id = p.id AND ah.host_folded LIKE ${likeContains(filter.host.toLowerCase())})`);
  if (filter.from) conditions.push(sql`p.last >= ${filter.from}`);
  if (filter.to) conditions.push(sql`p.first <= ${filter.to}`);
  const where = sql.join(conditions, sql` AND `);
  const { rows } = await sql<PartRow>`
    WITH active AS MATERIALIZED (
      SELECT m.rule_id, m.head_id, m.host, m.expires, c.descendant_id AS organisation_id
      FROM mute m JOIN node_closure c ON c.ancestor_id = m.node_id AND c.since <= ${now} AND (c.until IS NULL OR c.until > ${now})
      WHERE m.ended IS NULL AND m.expires > ${now}
    ), head_in_view AS MATERIALIZED (
      -- A head's policy asks for a part in scope: here it is asked once a head, not once a part.
      SELECT v.head_id, v.parts, v.decided, h.kind, h.cluster, h.origin, h.previous_id, h.organisations
      FROM (
        SELECT head_id, count(*)::int AS parts, max(triaged) AS decided FROM alert_part
        ${filter.headIds ? sql`WHERE head_id = ANY (${filter.headIds}::uuid[])` : sql``}
        GROUP BY head_id ${filter.onlyOpen ? sql`HAVING bool_or(state <> 'closed')` : sql``}
        ORDER BY max(last) DESC LIMIT ${mostAlerts}
      ) v JOIN alert_head h ON h.id = v.head_id
    ), handed AS MATERIALIZED (SELECT part_id FROM hand_off)
    SELECT p.id, p.head_id, v.kind, v.cluster, v.origin, v.previous_id, v.organisations AS all_organisations, v.parts AS parts_in_scope, v.decided,
      p.organisation_id, n.code AS organisation_code, n.name AS organisation_name, p.state, p.close_reason, p.assignee_id, p.assignee_name,
      p.level, p.first, p.last, p.count::float8 AS count, p.devices, p.first_device, p.created,
      p.id IN (SELECT part_id FROM handed) AS handed_off,
      CASE WHEN EXISTS (SELECT 1 FROM active WHERE rule_id IS NOT NULL) THEN (
        SELECT CASE WHEN bool_and(r.until IS NOT NULL) THEN min(r.until) END FROM (${rulesMuted}) r) END AS muted_until,
      (SELECT max(a.expires) FROM active a WHERE a.head_id = p.head_id AND a.organisation_id = p.organisation_id) AS snoozed_until
    FROM head_in_view v JOIN alert_part p ON p.head_id = v.head_id JOIN node n ON n.id = p.organisation_id
    WHERE ${where}`.execute(db);
  return rows;
}

/** Until when each rule of part `p` is muted: as a whole, or host by host when every host of it is. */
const rulesMuted = sql`
  SELECT coalesce(
    (SELECT max(a.expires) FROM active a WHERE a.rule_id = ar.rule_id AND a.host IS NULL AND a.organisation_id = p.organisation_id),
    CASE WHEN EXISTS (SELECT 1 FROM active a WHERE a.rule_id = ar.rule_id AND a.host IS NOT NULL AND a.organisation_id = p.organisation_id) THEN (
      SELECT CASE WHEN bool_and(d.until IS NOT NULL) THEN min(d.until) END FROM (
        SELECT (SELECT max(a.expires) FROM active a WHERE a.rule_id = ar.rule_id AND a.host = x.host AND a.organisation_id = p.organisation_id) AS until
        FROM (SELECT DISTINCT lower(host) AS host FROM alert_device WHERE part_id = p.id AND rule_id = ar.rule_id) x) d) END
  ) AS until
  FROM alert_rule ar WHERE ar.part_id = p.id`;

/** Rules of parts, summed by head, with what is known of them. */
export async function findRules(db: Db, partIds: readonly string[]): Promise<readonly RuleRow[]> {
  const { rows } = await sql<RuleRow>`
    SELECT s.head_id, s.rule_id, s.count::float8 AS count, r.title, r.level, r.tags, r.techniques
    FROM (SELECT p.head_id, ar.rule_id, sum(ar.count) AS count FROM alert_rule ar JOIN alert_part p ON p.id = ar.part_id
          WHERE ar.part_id = ANY (${partIds}::uuid[]) GROUP BY 1, 2) s
    LEFT JOIN rule r ON r.id = s.rule_id`.execute(db);
  return rows;
}

/** Buckets of parts, summed by head. */
export async function findBuckets(
  db: Db,
  partIds: readonly string[],
): Promise<ReadonlyMap<string, readonly BucketRow[]>> {
  const { rows } = await sql<BucketRow & { head_id: string }>`
    SELECT p.head_id, b.bucket, sum(b.count)::float8 AS count, sum(b.devices)::float8 AS devices
    FROM alert_bucket b JOIN alert_part p ON p.id = b.part_id
    WHERE b.part_id = ANY (${partIds}::uuid[]) GROUP BY 1, 2`.execute(db);
  return Map.groupBy(rows, (row) => row.head_id);
}

export interface RuleText {
  readonly id: string;
  readonly title: string;
  readonly description: string;
  readonly text: string;
  readonly origin: string;
  readonly references: readonly string[];
  readonly falsePositives: readonly string[];
  readonly advice: Static<typeof Advice> | null;
}

/** A rule that is no longer loaded, as it was. */
export async function findRuleText(db: Db, id: string): Promise<RuleText | undefined> {
  const { rows } = await sql<RuleText>`
    SELECT id, title, description, body AS text, origin, rule_references AS "references", false_positives AS "falsePositives", advice
    FROM rule WHERE id = ${id}`.execute(db);
  return rows[0];
}
