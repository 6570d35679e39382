import type { BodyOf, Mute, ResponseOf, routes } from '@cordon/api';
import { sql } from 'kysely';
import type { Static } from 'typebox';
import { recordAudit } from '../audit/index.ts';
import type { Db } from '../control/index.ts';
import { newId } from '../kernel/ids.ts';
import { alertProblem } from './problems.ts';
import { whoAmI } from './triage-store.ts';

interface MuteRow {
  readonly id: string;
  readonly kind: 'mute' | 'snooze';
  readonly rule_id: string | null;
  readonly head_id: string | null;
  readonly node_id: string;
  readonly node_name: string;
  readonly host: string | null;
  readonly reason: string;
  readonly created: Date;
  readonly user_name: string;
  readonly expires: Date;
}

const columns = sql`id, kind, rule_id, head_id, node_id, node_name, host, reason, created, user_name, expires`;
const longestMs = 366 * 86_400_000;

/** Mutes and snoozes in force that concern the caller's scope, those set above it included. Index: mute_active. */
export async function listMutes(db: Db, now: Date): Promise<ResponseOf<(typeof routes)['mutes']>> {
  const { rows } = await sql<MuteRow>`
    SELECT ${columns} FROM mute WHERE ended IS NULL AND expires > ${now} ORDER BY expires, id`.execute(db);
  return { rows: rows.map(toMute), cursor: null };
}

/** Mutes a rule, or snoozes an alert, for a node where the caller holds mutes.write. */
export async function addMute(
  db: Db,
  body: BodyOf<(typeof routes)['muteAdd']>,
  now: Date,
): Promise<Static<typeof Mute>> {
  const expires = new Date(body.expires);
  if (expires <= now)
    throw alertProblem('mute-invalid', { detail: 'it would have ended already', at: '/expires' });
  if (expires.getTime() - now.getTime() > longestMs)
    throw alertProblem('mute-invalid', { detail: 'expected an end within a year', at: '/expires' });
  if (body.kind === 'mute' ? !body.ruleId || body.alertId : !body.alertId || body.ruleId || body.host)
    throw alertProblem('mute-invalid', {
      detail: 'a mute names a rule and perhaps a host, a snooze names an alert',
      at: '/kind',
    });
  const node = await sql<{ name: string }>`SELECT name FROM node WHERE id = ${body.nodeId}`.execute(db);
  const nodeName = node.rows[0]?.name;
  if (nodeName === undefined)
    throw alertProblem('mute-invalid', { detail: 'the node is not in your scope', at: '/nodeId' });
  if (body.alertId) {
    const head = await sql`SELECT 1 FROM alert_head WHERE id = ${body.alertId}`.execute(db);
    if (head.rows.length === 0) throw alertProblem('alert-not-found', { at: '/alertId' });
  }
  const me = await whoAmI(db);
  const { rows } = await sql<MuteRow>`
    INSERT INTO mute (id, kind, rule_id, head_id, node_id, node_name, host, reason, user_id, user_name, created, expires)
    VALUES (${newId(now.getTime())}, ${body.kind}, ${body.ruleId ?? null}, ${body.alertId ?? null}, ${body.nodeId}, ${nodeName},
      ${body.host?.toLowerCase() ?? null}, ${body.reason}, ${me.id}, ${me.name}, ${now}, ${expires})
    RETURNING ${columns}`.execute(db);
  const [row] = rows;
  if (!row) throw new Error('the mute was not written');
  await recordAudit(db, {
    action: `${row.kind}.added`,
    organisationId: await organisationAt(db, row.node_id),
    target: row.id,
    detail: {
      ruleId: row.rule_id,
      alertId: row.head_id,
      nodeId: row.node_id,
      host: row.host,
      reason: row.reason,
      expires: row.expires.toISOString(),
    },
  });
  return toMute(row);
}

/** Ends one now; what it kept quiet shows again at once. */
export async function endMute(db: Db, id: string, now: Date): Promise<void> {
  const { rows } = await sql<{ kind: string; node_id: string }>`
    UPDATE mute SET ended = ${now} WHERE id = ${id} AND ended IS NULL AND expires > ${now} RETURNING kind, node_id`.execute(
    db,
  );
  const [ended] = rows;
  if (!ended) throw alertProblem('mute-not-found', { at: 'id' });
  await recordAudit(db, {
    action: `${ended.kind}.ended`,
    organisationId: await organisationAt(db, ended.node_id),
    target: id,
  });
}

/** The organisation whose affair a node's mute is; null for one above organisations. */
async function organisationAt(db: Db, nodeId: string): Promise<string | null> {
  const { rows } = await sql<{ id: string }>`SELECT id FROM organisation WHERE id = ${nodeId}`.execute(db);
  return rows[0]?.id ?? null;
}

function toMute(row: MuteRow): Static<typeof Mute> {
  return {
    id: row.id,
    kind: row.kind,
    ruleId: row.rule_id,
    alertId: row.head_id,
    nodeId: row.node_id,
    nodeName: row.node_name,
    host: row.host,
    reason: row.reason,
    created: row.created.toISOString(),
    by: row.user_name,
    expires: row.expires.toISOString(),
  };
}
