import { sql } from 'kysely';
import type { Db } from '../control/index.ts';
import './tables.ts';

interface PageOf {
  readonly sourceId: string | undefined;
  readonly after: readonly (string | number)[] | undefined;
  readonly limit: number;
}

export interface DeadLetterRow {
  readonly id: string;
  readonly source_id: string;
  readonly received: Date;
  readonly code: string;
  readonly reason: string;
  readonly raw: Buffer;
}

/** Newest first, within scope. Indexes: dead_letter_by_source with a source, dead_letter_received without. */
export async function pageOfDeadLetters(
  db: Db,
  { sourceId, after, limit }: PageOf,
): Promise<DeadLetterRow[]> {
  const { rows } = await sql<DeadLetterRow>`
    select id, source_id, received, code, reason, raw from dead_letter
    where (${sourceId ?? null}::uuid is null or source_id = ${sourceId ?? null})
      and (${after?.[0] ?? null}::timestamptz is null
        or (received, id) < (${after?.[0] ?? null}::timestamptz, ${after?.[1] ?? null}::text))
    order by received desc, id desc limit ${limit}`.execute(db);
  return rows;
}

export interface QuarantineRow {
  readonly source_id: string;
  readonly source_name: string;
  readonly host: string;
  readonly address: string | null;
  readonly events: string;
  readonly first: Date;
  readonly last: Date;
  readonly sample: Buffer;
}

/** One row a host and address, within scope. Index: quarantined_event_by_source. */
export async function pageOfQuarantine(db: Db, { sourceId, after, limit }: PageOf): Promise<QuarantineRow[]> {
  const { rows } = await sql<QuarantineRow>`
    select q.source_id, s.name as source_name, q.host, q.address, count(*) as events,
      min(q.received) as first, max(q.received) as last, (array_agg(q.raw order by q.received desc))[1] as sample
    from quarantined_event q join source s on s.id = q.source_id
    where (${sourceId ?? null}::uuid is null or q.source_id = ${sourceId ?? null})
      and (${after?.[0] ?? null}::uuid is null or (q.source_id, q.host, coalesce(q.address, ''))
        > (${after?.[0] ?? null}::uuid, ${after?.[1] ?? null}::text, ${after?.[2] ?? null}::text))
    group by q.source_id, s.name, q.host, q.address
    order by q.source_id, q.host, coalesce(q.address, '') limit ${limit}`.execute(db);
  return rows;
}
