import type { Severity } from '@cordon/api';
import { sql } from 'kysely';
import type { Db } from '../control/index.ts';
import { storableValue } from '../kernel/text.ts';
import type { LoadedRule } from './loaded-rule.ts';

/** Levels as numbers in the database, so that the worst is the greatest. */
export const severities: readonly Severity[] = ['informational', 'low', 'medium', 'high', 'critical'];
export const severityOf = (level: number): Severity => severities[level] ?? 'medium';
export const levelOf = (severity: Severity): number => severities.indexOf(severity);

/** Writes what was loaded; rules that are gone stay, marked so. */
export async function saveRules(db: Db, rules: readonly LoadedRule[]): Promise<void> {
  const rows = rules.map((rule) => ({
    id: rule.id,
    title: rule.title,
    level: levelOf(rule.level),
    status: rule.status,
    description: rule.description,
    origin: rule.origin,
    file: rule.file,
    logsource: rule.logsource,
    has_logsource: rule.hasLogsource,
    tags: rule.tags,
    techniques: rule.techniques,
    cluster: rule.cluster,
    rule_references: rule.references,
    false_positives: rule.falsePositives,
    advice: rule.advice,
    body: rule.text,
    loaded: true,
  }));
  await sql`
    INSERT INTO rule (id, title, level, status, description, origin, file, logsource, has_logsource, tags, techniques,
      cluster, rule_references, false_positives, advice, body, loaded)
    SELECT id, title, level, status, description, origin, file, logsource, has_logsource, tags, techniques,
      cluster, rule_references, false_positives, nullif(advice, 'null'), body, loaded
    FROM jsonb_populate_recordset(NULL::rule, ${JSON.stringify(storableValue(rows))}::jsonb)
    ON CONFLICT (id) DO UPDATE SET (title, level, status, description, origin, file, logsource, has_logsource, tags,
      techniques, cluster, rule_references, false_positives, advice, body, loaded, changed)
      = (excluded.title, excluded.level, excluded.status, excluded.description, excluded.origin, excluded.file,
      excluded.logsource, excluded.has_logsource, excluded.tags, excluded.techniques, excluded.cluster,
      excluded.rule_references, excluded.false_positives, excluded.advice, excluded.body, true, now())
    WHERE (rule.title, rule.level, rule.origin, rule.file, rule.has_logsource, rule.body, rule.loaded)
      IS DISTINCT FROM (excluded.title, excluded.level, excluded.origin, excluded.file, excluded.has_logsource, excluded.body, true)`.execute(
    db,
  );
  await sql`UPDATE rule SET loaded = false WHERE loaded AND NOT id = ANY (${rules.map((rule) => rule.id)}::text[])`.execute(
    db,
  );
}

export async function bumpVersion(db: Db): Promise<number> {
  const { rows } = await sql<{ version: number }>`
    UPDATE rule_version SET version = version + 1 RETURNING version::float8 AS version`.execute(db);
  const version = rows[0]?.version ?? 0;
  await sql`SELECT pg_notify('rules', ${String(version)})`.execute(db);
  return version;
}

/** The version, and the ids of rules that the federation switched off. */
export async function readSettings(db: Db): Promise<{ version: number; disabled: ReadonlySet<string> }> {
  const version = await sql<{ version: number }>`SELECT version::float8 AS version FROM rule_version`.execute(
    db,
  );
  const off = await sql<{ rule_id: string }>`SELECT rule_id FROM rule_setting WHERE NOT enabled`.execute(db);
  return { version: version.rows[0]?.version ?? 0, disabled: new Set(off.rows.map((row) => row.rule_id)) };
}

/** Whether the caller may switch rules: `rules.write` at the centre. */
export async function maySwitchRules(db: Db): Promise<boolean> {
  const { rows } = await sql<{ may: boolean }>`
    SELECT EXISTS (SELECT 1 FROM node n WHERE n.kind = 'centre' AND scope_permits('rules.write', n.id)) AS may`.execute(
    db,
  );
  return rows[0]?.may ?? false;
}

export async function switchRule(db: Db, ruleId: string, enabled: boolean, reason: string): Promise<void> {
  await sql`
    INSERT INTO rule_setting (rule_id, enabled, reason, user_id) VALUES (${ruleId}, ${enabled}, ${reason}, scope_user())
    ON CONFLICT (rule_id) DO UPDATE SET enabled = excluded.enabled, reason = excluded.reason, user_id = excluded.user_id, changed = now()`.execute(
    db,
  );
}

export interface RuleHits {
  readonly rule_id: string;
  readonly day: number;
  readonly total: number;
  readonly last: Date;
}

/** Hits of rules within scope. Index: rule_hit_of_rule. */
export async function ruleHits(
  db: Db,
  ruleIds: readonly string[],
  now: Date,
): Promise<ReadonlyMap<string, RuleHits>> {
  const since = new Date(now.getTime() - 86_400_000);
  const { rows } = await sql<RuleHits>`
    SELECT rule_id, coalesce(sum(count) FILTER (WHERE hour > ${since}), 0)::float8 AS day, sum(count)::float8 AS total, max(last) AS last
    FROM rule_hit WHERE rule_id = ANY (${ruleIds}::text[]) GROUP BY rule_id`.execute(db);
  return new Map(rows.map((row) => [row.rule_id, row]));
}

/** Folds hours that no chart shows any more into one row a rule and organisation. */
export async function foldHits(db: Db, before: Date): Promise<void> {
  await sql`
    WITH old AS (DELETE FROM rule_hit WHERE hour < ${before} AND hour > '-infinity' RETURNING *)
    INSERT INTO rule_hit (rule_id, organisation_id, origin, hour, count, last)
    SELECT rule_id, organisation_id, origin, '-infinity', sum(count), max(last) FROM old GROUP BY 1, 2, 3
    ON CONFLICT (organisation_id, hour, rule_id, origin)
      DO UPDATE SET count = rule_hit.count + excluded.count, last = greatest(rule_hit.last, excluded.last)`.execute(
    db,
  );
}
