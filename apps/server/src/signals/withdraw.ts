import { sql } from 'kysely';
import type { Db } from '../control/index.ts';
import { notifyLive } from '../live/index.ts';
import { addActivity } from '../timeline/index.ts';
import { addToAlerts } from './add-to-alerts.ts';
import { ruleFacts } from './store.ts';
import type { TalliedSignal } from './tally.ts';

interface Part {
  readonly id: string;
  readonly headId: string;
  readonly organisationId: string;
}

/**
 * Makes the figures of the parts anew that signals of these findings belong to, from those that stand. The alert of a
 * correlation has no other signals, so there are as many as it found. A part in which nothing stands any more is
 * closed unless somebody investigates it; what it last said stays readable. Role pipeline, behind the lock of alerts.
 */
export async function rebuildParts(db: Db, findingIds: readonly string[], at: Date): Promise<void> {
  const { rows: parts } = await sql<Part>`
    SELECT DISTINCT p.id, p.head_id AS "headId", p.organisation_id AS "organisationId"
    FROM signal s JOIN alert_part p ON p.id = s.part_id WHERE s.event_id = ANY (${findingIds}::text[]) ORDER BY p.id`.execute(
    db,
  );
  if (parts.length === 0) return;
  const ids = parts.map((part) => part.id);
  const { rows: standing } = await sql<Standing>`
    SELECT s.part_id AS "partId", s.rule_id AS "ruleId", s.organisation_id AS "organisationId", s.source_id AS "sourceId",
      s.sighting_key AS "sightingKey", s.host, s.key, s.happened
    FROM signal s WHERE s.part_id = ANY (${ids}::uuid[]) AND NOT EXISTS (
      SELECT FROM finding_part f
      WHERE f.finding_id = s.event_id AND f.organisation_id = s.organisation_id AND f.withdrawn IS NOT NULL)`.execute(
    db,
  );
  for (const table of ['alert_rule', 'alert_host', 'alert_device', 'alert_bucket'] as const)
    await sql`DELETE FROM ${sql.table(table)} WHERE part_id = ANY (${ids}::uuid[])`.execute(db);
  const full = new Set(standing.map((each) => each.partId));
  await sql`UPDATE alert_part SET count = 0, devices = 0 WHERE id = ANY (${ids}::uuid[])`.execute(db);
  await sql`
    UPDATE alert_part SET first = 'infinity', last = '-infinity' WHERE id = ANY (${[...full]}::uuid[])`.execute(
    db,
  );
  await sql`
    UPDATE alert_part SET state = 'closed', close_reason = 'false-positive', revision = revision + 1
    WHERE id = ANY (${ids.filter((id) => !full.has(id))}::uuid[]) AND state IN ('new', 'acknowledged')`.execute(
    db,
  );

  const byId = new Map(parts.map((part) => [part.id, part]));
  const facts = await ruleFacts(db, [...new Set(standing.map((each) => each.ruleId))]);
  await addToAlerts(
    db,
    standing.map((each) => ({
      signal: talliedOf(each),
      partId: each.partId,
      headId: byId.get(each.partId)?.headId ?? '',
    })),
    facts,
  );
  await tell(db, parts, at);
}

interface Standing extends Omit<TalliedSignal, 'sighting' | 'happened'> {
  readonly partId: string;
  readonly sightingKey: string;
  readonly host: string;
  readonly happened: Date;
}

function talliedOf({ sightingKey, host, happened, ...rest }: Standing): TalliedSignal {
  return { ...rest, sighting: { key: sightingKey, host }, happened: happened.getTime() };
}

async function tell(db: Db, parts: readonly Part[], at: Date): Promise<void> {
  const byHead = [...Map.groupBy(parts, (part) => part.headId)].map(([id, those]) => ({
    id,
    organisationIds: those.map((part) => part.organisationId),
  }));
  await addActivity(
    db,
    at,
    byHead.map(({ id, organisationIds }) => ({
      subject: { kind: 'alert', id },
      organisationIds,
      user: null,
      kind: 'finding-withdrawn',
      text: 'A late event changed what the correlation found: the figures were made anew.',
    })),
  );
  await notifyLive(
    db,
    byHead.map(({ id, organisationIds }) => ({
      message: { type: 'alert', alertId: id, change: 'changed' },
      to: { organisationIds },
    })),
  );
}
