import { sql } from 'kysely';
import type { Db } from '../control/index.ts';
import type { Activity, DeadLetter, Quarantined, SourceFacts } from './task.ts';
import './tables.ts';

export type Consumer = 'detect' | 'observe' | 'lake';
export type Cursors = Readonly<Record<Consumer, number>>;

/** Role pipeline. A consumer that was never here begins at 0. */
export async function readCursors(db: Db): Promise<Cursors> {
  const rows = await db.selectFrom('pipeline_cursor').select(['consumer', 'seq']).execute();
  const at = (consumer: Consumer): number => Number(rows.find((row) => row.consumer === consumer)?.seq ?? 0);
  return { detect: at('detect'), observe: at('observe'), lake: at('lake') };
}

/** Moves cursors forward, never back. Role pipeline. */
export async function moveCursors(db: Db, consumers: readonly Consumer[], seq: number): Promise<void> {
  await sql`
    insert into pipeline_cursor as c (consumer, seq, updated)
    select consumer, ${seq}, now() from unnest(${consumers}::text[]) as consumer
    on conflict (consumer) do update set seq = greatest(c.seq, excluded.seq), updated = excluded.updated`.execute(
    db,
  );
}

const column = <Row, Value>(rows: readonly Row[], value: (row: Row) => Value): Value[] => rows.map(value);
const date = (ms: number): Date => new Date(ms);

/** Idempotent by id. Role pipeline. */
export async function addDeadLetters(db: Db, letters: readonly DeadLetter[]): Promise<void> {
  for (let from = 0; from < letters.length; from += 500) {
    await db
      .insertInto('dead_letter')
      .values(
        letters.slice(from, from + 500).map((letter) => ({
          id: letter.id,
          source_id: letter.sourceId,
          organisation_id: letter.organisationId,
          received: date(letter.received),
          code: letter.code,
          reason: letter.reason,
          raw: letter.raw,
          raw_bytes: letter.rawBytes,
        })),
      )
      .onConflict((conflict) => conflict.column('id').doNothing())
      .execute();
  }
}

/** Idempotent by id. Role pipeline. */
export async function addQuarantined(db: Db, events: readonly Quarantined[]): Promise<void> {
  for (let from = 0; from < events.length; from += 500) {
    await db
      .insertInto('quarantined_event')
      .values(
        events.slice(from, from + 500).map((event) => ({
          id: event.id,
          source_id: event.sourceId,
          received: date(event.received),
          host: event.host,
          address: event.address,
          event_id: event.eventId,
          verb: event.verb,
          raw: event.raw,
        })),
      )
      .onConflict((conflict) => conflict.column('id').doNothing())
      .execute();
  }
}

/** Shared sources that have events in quarantine, with the map in force. Role pipeline. */
export async function quarantinedSources(
  db: Db,
): Promise<{ readonly sourceId: string; readonly version: number; readonly approved: Date }[]> {
  const { rows } = await sql<{ sourceId: string; version: number; approved: Date }>`
    select m.source_id as "sourceId", m.version, m.approved from source_map m
    where m.state = 'approved' and exists (select from quarantined_event q where q.source_id = m.source_id)`.execute(
    db,
  );
  return rows;
}

/** A page of a source's events in quarantine, by id. Role pipeline. */
export async function quarantinedAfter(
  db: Db,
  sourceId: string,
  after: string,
  limit: number,
): Promise<Quarantined[]> {
  const rows = await db
    .selectFrom('quarantined_event')
    .selectAll()
    .where('source_id', '=', sourceId)
    .where('id', '>', after)
    .orderBy('id')
    .limit(limit)
    .execute();
  return rows.map((row) => ({
    id: row.id,
    sourceId: row.source_id,
    received: row.received.getTime(),
    host: row.host,
    address: row.address,
    eventId: row.event_id,
    verb: row.verb,
    raw: row.raw,
  }));
}

/** Role pipeline. */
export async function deleteQuarantined(db: Db, ids: readonly string[]): Promise<void> {
  await db.deleteFrom('quarantined_event').where('id', 'in', ids).execute();
}

/** Adds counts; the caller moves a cursor in the same transaction, so none is added twice. Role pipeline. */
export async function addActivity(db: Db, activity: readonly Activity[]): Promise<void> {
  if (activity.length === 0) return;
  await sql`
    insert into source_activity as a (source_id, organisation_id, minute, events, dead_letters, bytes)
    select source_id, organisation_id, minute, sum(events), sum(dead_letters), sum(bytes)
    from unnest(${column(activity, (each) => each.sourceId)}::uuid[],
      ${column(activity, (each) => each.organisationId)}::uuid[],
      ${column(activity, (each) => date(each.minute))}::timestamptz[],
      ${column(activity, (each) => each.events)}::bigint[],
      ${column(activity, (each) => each.deadLetters)}::bigint[],
      ${column(activity, (each) => each.bytes)}::bigint[])
      as x(source_id, organisation_id, minute, events, dead_letters, bytes)
    group by 1, 2, 3
    on conflict (source_id, organisation_id, minute) do update set
      events = a.events + excluded.events, dead_letters = a.dead_letters + excluded.dead_letters,
      bytes = a.bytes + excluded.bytes`.execute(db);
}

/**
 * Notes that sources were heard; answers those that had been silent and are no longer. What was received before the
 * silence, and is only processed now or released from quarantine, does not end it. Role pipeline.
 */
export async function noteHeard(db: Db, heard: ReadonlyMap<string, number>): Promise<string[]> {
  if (heard.size === 0) return [];
  const sources = [...heard].sort(([left], [right]) => (left < right ? -1 : 1));
  const { rows } = await sql<{ source_id: string }>`
    with heard (source_id, at) as (
      select * from unnest(${column(sources, ([id]) => id)}::uuid[],
        ${column(sources, ([, at]) => date(at))}::timestamptz[])
    ), before as (
      select s.source_id from source_state s join heard h on h.source_id = s.source_id
      where s.silent_since is not null and h.at > s.last_event
    ), noted as (
      insert into source_state as s (source_id, last_event) select * from heard
      on conflict (source_id) do update set last_event = greatest(s.last_event, excluded.last_event),
        silent_since = case when excluded.last_event > s.last_event then null else s.silent_since end
    )
    select source_id from before`.execute(db);
  return rows.map((row) => row.source_id);
}

export interface OverdueSource {
  readonly source_id: string;
  readonly name: string;
  readonly origin: SourceFacts['origin'];
  readonly organisation_id: string | null;
  readonly last_event: Date;
  readonly silent_after_minutes: number;
}

/**
 * Marks sources as silent that have sent something once and nothing for longer than their threshold, and answers
 * them. A source is marked once for one silence. Role pipeline.
 */
export async function markSilent(db: Db, now: Date): Promise<OverdueSource[]> {
  const { rows } = await sql<OverdueSource>`
    update source_state t set silent_since = ${now}
    from source s
    where s.id = t.source_id and t.silent_since is null and s.disabled_at is null
      and t.last_event < ${now}::timestamptz - make_interval(mins => s.silent_after_minutes)
    returning s.id as source_id, s.name, s.origin, s.organisation_id, t.last_event, s.silent_after_minutes`.execute(
    db,
  );
  return rows;
}

export interface Kept {
  readonly activityBefore: Date;
  readonly deadLettersBefore: Date;
  readonly quarantineBefore: Date;
  /** The latest of each source that are kept, however young. */
  readonly perSource: number;
}

/** Lets go of what is old or too much. Role pipeline. */
export async function trim(db: Db, kept: Kept): Promise<void> {
  await sql`delete from source_activity where minute < ${kept.activityBefore}`.execute(db);
  await sql`delete from dead_letter where received < ${kept.deadLettersBefore}`.execute(db);
  await sql`delete from quarantined_event where received < ${kept.quarantineBefore}`.execute(db);
  for (const table of ['dead_letter', 'quarantined_event'] as const) {
    await sql`
      delete from ${sql.table(table)} where id in (
        select id from (
          select id, row_number() over (partition by source_id order by received desc, id desc) as place
          from ${sql.table(table)}
        ) ranked where place > ${kept.perSource})`.execute(db);
  }
}
