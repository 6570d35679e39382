import type { Finding, Outcome } from '@cordon/sigma';
import { sql } from 'kysely';
import type { Db } from '../control/index.ts';
import type { Origin, SignalRecord } from '../events/envelope.ts';
import { digestId } from '../kernel/ids.ts';
import { storable, storableValue } from '../kernel/text.ts';
import type { Correlated } from '../signals/index.ts';

const longestValue = 1000;

/** The last of an organisation's events in a finding: where the finding is seen. */
interface Witness {
  readonly eventId: string;
  readonly organisationId: string;
  readonly ruleId: string;
  readonly sourceId: string;
  readonly sightingKey: string;
  readonly host: string;
  readonly happened: Date;
}

/** One organisation's part of a finding. */
interface Part {
  readonly finding: Finding;
  readonly organisationId: string;
  readonly count: number;
  /** Its events that are known, in order. */
  readonly events: readonly Witness[];
}

/**
 * Keeps findings, organisation by organisation, and makes the signals of them: one for each organisation that has
 * part, seen at its last contributing event. Events are stored before. Role pipeline, behind the lock of alerts.
 */
export async function keepFindings(
  db: Db,
  origin: Origin,
  outcomes: readonly Outcome[],
  now: Date,
): Promise<Correlated> {
  // What comes last of a finding counts: one that was found and withdrawn at once was never there.
  const last = new Map(outcomes.map((outcome) => [outcome.finding.id, outcome]));
  const withdrawn = [...last.values()]
    .filter(({ kind }) => kind === 'withdrawn')
    .map(({ finding }) => finding.id);
  const fired = [...last.values()].filter(({ kind }) => kind === 'fired').map(({ finding }) => finding);
  const gone = await withdraw(db, withdrawn, now);
  const back = await standAgain(
    db,
    fired.map((finding) => finding.id),
  );
  const witnesses = Map.groupBy(await witnessesOf(db, fired), (witness) => witness.eventId);
  const parts: Part[] = [];
  const raised: SignalRecord[] = [];
  // In the order of the correlations: what one found may be counted by the next, and is its witness there.
  for (const finding of fired) {
    for (const part of partsOf(finding, witnesses)) {
      parts.push(part);
      const signal = signalOf(part, origin, now);
      if (!signal) continue;
      raised.push(signal);
      witnesses.set(finding.id, [...(witnesses.get(finding.id) ?? []), witnessOf(signal)]);
    }
  }
  await addParts(db, parts, now);
  await addEvents(db, parts);
  return { raised, changedFindings: [...gone, ...back], at: now };
}

function partsOf(finding: Finding, witnesses: ReadonlyMap<string, readonly Witness[]>): Part[] {
  return [...finding.organisations].map(([organisationId, count]) => ({
    finding,
    organisationId,
    count,
    events: finding.events.flatMap(({ event, rule }) =>
      (witnesses.get(event) ?? []).filter(
        (witness) => witness.organisationId === organisationId && witness.ruleId === rule,
      ),
    ),
  }));
}

function witnessOf(signal: SignalRecord): Witness {
  const { eventId, organisationId, ruleId, sourceId, sighting, happened } = signal;
  const { key: sightingKey, host } = sighting;
  return { eventId, organisationId, ruleId, sourceId, sightingKey, host, happened: new Date(happened) };
}

function signalOf(
  { finding, organisationId, events }: Part,
  origin: Origin,
  now: Date,
): SignalRecord | undefined {
  const seen = events.at(-1);
  // Retention has taken every event of it: there is no place left at which it could be seen.
  if (!seen) return undefined;
  const values = groupOf(finding);
  return {
    id: digestId('finding', finding.id, organisationId),
    eventId: finding.id,
    ruleId: finding.correlation,
    organisationId,
    sourceId: seen.sourceId,
    sighting: { key: seen.sightingKey, host: seen.host, sid: null, mac: null },
    origin,
    happened: seen.happened.getTime(),
    received: now.getTime(),
    key: Object.values(values).join('\u001f'),
    matched: Object.entries(values).map(([field, value]) => ({ field, value })),
    fields: storableTexts(finding.fields),
  };
}

const groupOf = ({ group }: Finding): Readonly<Record<string, string>> => storableTexts(group);

function storableTexts(values: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(values).map(([name, value]) => [
      storable(name, longestValue),
      storable(value, longestValue),
    ]),
  );
}

/** Stored signals of the events that findings list. Index: signal_of_event. */
async function witnessesOf(db: Db, findings: readonly Finding[]): Promise<readonly Witness[]> {
  const events = [...new Set(findings.flatMap((finding) => finding.events.map(({ event }) => event)))];
  if (events.length === 0) return [];
  const { rows } = await sql<Witness>`
    SELECT event_id AS "eventId", organisation_id AS "organisationId", rule_id AS "ruleId", source_id AS "sourceId",
      sighting_key AS "sightingKey", host, happened
    FROM signal WHERE event_id = ANY (${events}::text[])`.execute(db);
  return rows;
}

async function addParts(db: Db, parts: readonly Part[], now: Date): Promise<void> {
  if (parts.length === 0) return;
  const of = <T>(pick: (part: Part) => T): T[] => parts.map(pick);
  const at = (ms: number): Date => new Date(ms);
  const own = (part: Part, index: number, otherwise: number): Date =>
    part.events.at(index)?.happened ?? at(otherwise);
  await sql`
    INSERT INTO finding_part (finding_id, organisation_id, rule_id, instant, first, last, count, others, measure, group_values, created)
    SELECT finding_id, organisation_id, rule_id, instant, first, last, count, others, measure, group_values::json, ${now}
    FROM unnest(${of((p) => p.finding.id)}::text[], ${of((p) => p.organisationId)}::uuid[], ${of((p) => p.finding.correlation)}::text[],
      ${of((p) => at(p.finding.instant))}::timestamptz[], ${of((p) => own(p, 0, p.finding.instant))}::timestamptz[],
      ${of((p) => own(p, -1, p.finding.instant))}::timestamptz[], ${of((p) => p.count)}::integer[],
      ${of((p) => p.finding.organisations.size - 1)}::integer[],
      ${of((p) => (p.finding.organisations.size > 1 ? null : p.finding.measure))}::float8[],
      ${of((p) => JSON.stringify(storableValue(groupOf(p.finding))))}::text[])
      AS p(finding_id, organisation_id, rule_id, instant, first, last, count, others, measure, group_values)
    ON CONFLICT DO NOTHING`.execute(db);
}

async function addEvents(db: Db, parts: readonly Part[]): Promise<void> {
  const rows = parts.flatMap(({ finding, organisationId, events }) =>
    events.map((event, place) => ({ finding: finding.id, organisationId, place, event })),
  );
  if (rows.length === 0) return;
  await sql`
    INSERT INTO finding_event (finding_id, organisation_id, place, event_id, rule_id, happened)
    SELECT * FROM unnest(${rows.map((r) => r.finding)}::text[], ${rows.map((r) => r.organisationId)}::uuid[],
      ${rows.map((r) => r.place)}::integer[], ${rows.map((r) => r.event.eventId)}::text[], ${rows.map((r) => r.event.ruleId)}::text[],
      ${rows.map((r) => r.event.happened)}::timestamptz[])
    ON CONFLICT DO NOTHING`.execute(db);
}

/** Answers the findings that were standing until now. */
async function withdraw(db: Db, ids: readonly string[], now: Date): Promise<string[]> {
  if (ids.length === 0) return [];
  const { rows } = await sql<{ finding_id: string }>`
    UPDATE finding_part SET withdrawn = ${now} WHERE finding_id = ANY (${ids}::text[]) AND withdrawn IS NULL
    RETURNING finding_id`.execute(db);
  return [...new Set(rows.map((row) => row.finding_id))];
}

/** Answers the findings that had been withdrawn until now. */
async function standAgain(db: Db, ids: readonly string[]): Promise<string[]> {
  if (ids.length === 0) return [];
  const { rows } = await sql<{ finding_id: string }>`
    UPDATE finding_part SET withdrawn = NULL WHERE finding_id = ANY (${ids}::text[]) AND withdrawn IS NOT NULL
    RETURNING finding_id`.execute(db);
  return [...new Set(rows.map((row) => row.finding_id))];
}
