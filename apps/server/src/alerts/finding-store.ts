import type { Finding } from '@cordon/api';
import { sql } from 'kysely';
import type { Db } from '../control/index.ts';

interface FindingRow {
  readonly finding_id: string;
  readonly organisation_id: string;
  readonly count: number;
  readonly others: number;
  readonly measure: number | null;
  readonly instant: Date;
  readonly first: Date;
  readonly last: Date;
  readonly withdrawn: Date | null;
  readonly events: Finding['events'] | null;
}

export const findingKey = (findingId: string, organisationId: string): string =>
  `${findingId} ${organisationId}`;

/** Parts of findings within scope, by `findingKey`. Indexes: primary keys, signal_of_event. */
export async function findFindings(db: Db, ids: readonly string[]): Promise<ReadonlyMap<string, Finding>> {
  const { rows } = await sql<FindingRow>`
    SELECT f.finding_id, f.organisation_id, f.count, f.others, f.measure, f.instant, f.first, f.last, f.withdrawn, e.events
    FROM finding_part f CROSS JOIN LATERAL (
      SELECT jsonb_agg(jsonb_build_object('eventId', e.event_id, 'ruleId', e.rule_id, 'ruleTitle', coalesce(r.title, e.rule_id),
        'host', (SELECT s.host FROM signal s
          WHERE s.event_id = e.event_id AND s.rule_id = e.rule_id AND s.organisation_id = e.organisation_id LIMIT 1),
        'happened', e.happened,
        'found', EXISTS (SELECT FROM finding_part i WHERE i.finding_id = e.event_id AND i.organisation_id = e.organisation_id))
        ORDER BY e.place) AS events
      FROM finding_event e LEFT JOIN rule r ON r.id = e.rule_id
      WHERE e.finding_id = f.finding_id AND e.organisation_id = f.organisation_id
    ) e
    WHERE f.finding_id = ANY (${ids}::text[])`.execute(db);
  return new Map(
    rows.map((row) => [
      findingKey(row.finding_id, row.organisation_id),
      {
        count: row.count,
        others: row.others,
        measure: row.measure,
        instant: row.instant.toISOString(),
        first: row.first.toISOString(),
        last: row.last.toISOString(),
        withdrawn: row.withdrawn?.toISOString() ?? null,
        events: (row.events ?? []).map((each) => ({
          ...each,
          happened: new Date(each.happened).toISOString(),
        })),
      },
    ]),
  );
}
