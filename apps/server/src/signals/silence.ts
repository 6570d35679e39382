import { sql } from 'kysely';
import type { Db } from '../control/index.ts';
import type { Origin, SignalRecord } from '../events/envelope.ts';
import { digestId } from '../kernel/ids.ts';
import { notifyLive } from '../live/index.ts';
import { addActivity } from '../timeline/index.ts';
import { silenceRule } from './grouping.ts';

/** A source that has sent nothing for longer than its threshold. */
export interface SilentSource {
  readonly sourceId: string;
  readonly sourceName: string;
  /** A source that serves several organisations is reported to each. */
  readonly organisationId: string;
  readonly origin: Origin;
  /** When it was last heard, ms since 1970; its creation when it never was. */
  readonly lastEvent: number;
  readonly thresholdMinutes: number;
}

/**
 * The signal of a silent source, for `applySignals`. Its id is made of the source, the organisation and the last
 * event: however often silence is found, one silence is one signal.
 */
export function silenceSignal(source: SilentSource, now: number): SignalRecord {
  const since = new Date(source.lastEvent).toISOString();
  const id = digestId('silence', source.sourceId, source.organisationId, since);
  return {
    id,
    eventId: id,
    ruleId: silenceRule,
    organisationId: source.organisationId,
    sourceId: source.sourceId,
    sighting: {
      key: digestId('source', source.organisationId, source.sourceId),
      host: source.sourceName,
      sid: null,
      mac: null,
    },
    origin: source.origin,
    happened: now,
    received: now,
    key: '',
    matched: [],
    fields: { lastEvent: since, thresholdMinutes: String(source.thresholdMinutes) },
  };
}

/**
 * A source is heard again: notes it on its open silence alerts, and closes those that nobody is investigating (as
 * true positives: the silence was real). Role pipeline. Answers how many were closed.
 */
export async function endSilence(db: Db, sourceId: string, at: Date): Promise<number> {
  const { rows } = await sql<{ head_id: string; organisation_id: string; was_open: boolean }>`
    UPDATE alert_part p SET
      close_reason = CASE WHEN p.state = 'investigating' THEN NULL ELSE 'true-positive' END,
      revision = p.revision + CASE WHEN p.state = 'investigating' THEN 0 ELSE 1 END,
      state = CASE WHEN p.state = 'investigating' THEN 'investigating' ELSE 'closed' END
    FROM alert_head h
    WHERE h.id = p.head_id AND h.group_key = ${`silence:${sourceId}`} AND p.state <> 'closed'
    RETURNING p.head_id, p.organisation_id, p.state = 'investigating' AS was_open`.execute(db);
  const byHead = [...Map.groupBy(rows, (row) => row.head_id)];
  await addActivity(
    db,
    at,
    byHead.map(([id, parts]) => ({
      subject: { kind: 'alert', id },
      organisationIds: parts.map((part) => part.organisation_id),
      user: null,
      kind: 'source-heard',
      text: 'The source is heard again.',
    })),
  );
  await notifyLive(
    db,
    byHead.map(([alertId, parts]) => ({
      message: { type: 'alert', alertId, change: 'changed' },
      to: { organisationIds: parts.map((part) => part.organisation_id) },
    })),
  );
  return rows.filter((row) => !row.was_open).length;
}
