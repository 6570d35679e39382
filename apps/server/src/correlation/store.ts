import type { CorrelatorProgress, FieldValue, Signal } from '@cordon/sigma';
import { sql } from 'kysely';
import type { Db } from '../control/index.ts';
import type { Origin } from '../events/envelope.ts';
import type { Bound } from './bounds.ts';
import { toSignal } from './to-signal.ts';

export interface ProgressRow {
  readonly bound: Bound;
  readonly state: string;
  readonly progress: CorrelatorProgress;
}

/** How far the correlators of an origin have come. Role pipeline, behind the lock of alerts. */
export async function readProgress(db: Db, origin: Origin): Promise<ReadonlyMap<Bound, ProgressRow>> {
  const { rows } = await sql<ProgressRow>`
    SELECT bound, state, progress FROM correlator_progress WHERE origin = ${origin}`.execute(db);
  return new Map(rows.map((row) => [row.bound, row]));
}

/** Origins that have a correlator. Role pipeline. */
export async function knownOrigins(db: Db): Promise<readonly Origin[]> {
  const { rows } = await sql<{
    origin: Origin;
  }>`SELECT DISTINCT origin FROM correlator_progress ORDER BY 1`.execute(db);
  return rows.map((row) => row.origin);
}

/** Role pipeline, behind the lock of alerts. */
export async function writeProgress(db: Db, origin: Origin, rows: readonly ProgressRow[]): Promise<void> {
  await sql`
    INSERT INTO correlator_progress AS p (origin, bound, state, progress)
    SELECT ${origin}, bound, state, progress::json
    FROM unnest(${rows.map((row) => row.bound)}::text[], ${rows.map((row) => row.state)}::uuid[],
      ${rows.map((row) => JSON.stringify(row.progress))}::text[]) AS r(bound, state, progress)
    ON CONFLICT (origin, bound) DO UPDATE SET state = excluded.state, progress = excluded.progress`.execute(
    db,
  );
}

const page = 20_000;

/**
 * Signals of rules that a correlator counted, from a time on, the latest first, at most `limit` of them; with only the
 * fields that are asked for. Role pipeline. Index: signal_of_rule.
 */
export async function storedSignals(
  db: Db,
  of: {
    readonly origin: Origin;
    readonly bound: Bound;
    /** Milliseconds since 1970. */
    readonly from: number;
    readonly fields: ReadonlyMap<string, ReadonlySet<string>>;
    readonly limit: number;
  },
): Promise<{ readonly signals: readonly Signal[]; readonly complete: boolean }> {
  const from = new Date(Math.max(0, of.from));
  const signals: Signal[] = [];
  let before: { happened: Date; id: string } | undefined;
  while (signals.length < of.limit) {
    const { rows } = await sql<StoredSignal>`
      SELECT encode(id, 'hex') AS id, rule_id AS "ruleId", event_id AS "eventId", organisation_id AS "organisationId",
        source_id AS "sourceId", host, happened, fields
      FROM signal
      WHERE rule_id = ANY (${[...of.fields.keys()]}::text[]) AND origin = ${of.origin} AND happened >= ${from}
        AND NOT ${of.bound} = ANY (refused_by)
        AND ${before ? sql`(happened, id) < (${before.happened}::timestamptz, decode(${before.id}, 'hex'))` : sql`true`}
      ORDER BY signal.happened DESC, signal.id DESC LIMIT ${page}`.execute(db);
    for (const row of rows) {
      const asked = of.fields.get(row.ruleId) ?? new Set();
      const fields = Object.fromEntries(Object.entries(row.fields).filter(([name]) => asked.has(name)));
      signals.push(toSignal({ ...row, happened: row.happened.getTime(), fields }));
    }
    const last = rows.at(-1);
    if (!last || rows.length < page) return { signals, complete: true };
    before = last;
  }
  return { signals, complete: false };
}

interface StoredSignal {
  readonly id: string;
  readonly ruleId: string;
  readonly eventId: string;
  readonly organisationId: string;
  readonly sourceId: string;
  readonly host: string;
  readonly happened: Date;
  readonly fields: Readonly<Record<string, FieldValue>>;
}
