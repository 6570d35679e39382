import { sql } from 'kysely';
import type { Db } from '../control/index.ts';
import type { Verdicts } from '../rules/index.ts';

/** How parts of alerts that rules raised were closed, within scope. Index: alert_rule_of_rule. */
export async function findRuleVerdicts(
  db: Db,
  ruleIds: readonly string[],
): Promise<ReadonlyMap<string, Verdicts>> {
  const { rows } = await sql<Verdicts & { rule_id: string }>`
    SELECT ar.rule_id, count(*)::int AS alerts,
      (count(*) FILTER (WHERE p.close_reason = 'true-positive'))::int AS "truePositives",
      (count(*) FILTER (WHERE p.close_reason = 'benign'))::int AS benign,
      (count(*) FILTER (WHERE p.close_reason = 'false-positive'))::int AS "falsePositives"
    FROM alert_rule ar JOIN alert_part p ON p.id = ar.part_id
    WHERE ar.rule_id = ANY (${ruleIds}::text[]) GROUP BY ar.rule_id`.execute(db);
  return new Map(rows.map(({ rule_id, ...verdicts }) => [rule_id, verdicts]));
}
