import type { BodyOf, routes } from '@cordon/api';
import { recordAudit } from '../audit/index.ts';
import type { Db } from '../control/index.ts';
import { newId } from '../kernel/ids.ts';
import { notifyLive } from '../live/index.ts';
import { addActivity, type NewActivity } from '../timeline/index.ts';
import { alertProblem } from './problems.ts';
import {
  assigneeNames,
  type Disposition,
  findUndo,
  keepUndo,
  type LockedPart,
  lockParts,
  markUndone,
  whoAmI,
  writeDispositions,
} from './triage-store.ts';

export type TriageRequest = BodyOf<(typeof routes)['alertAct']>;

const undoMs = 24 * 3_600_000;

/**
 * One action on the caller's parts of one alert or many, in one transaction (scope alerts.triage): all or none. An
 * alert without a part in scope is not found. Answers how many parts changed, and a token that takes it back.
 */
export async function triage(
  db: Db,
  request: TriageRequest,
  now: Date,
): Promise<{ changed: number; undo: string | null }> {
  const { action, alertIds } = request;
  const parts = await lockParts(db, alertIds, request.organisationIds);
  const found = new Set(parts.map((part) => part.head_id));
  alertIds.forEach((id, at) => {
    if (!found.has(id)) throw alertProblem('alert-not-found', { at: `/alertIds/${at}` });
  });
  const me = await whoAmI(db);
  refuseWhatMoved(parts, request.asSeen ?? [], me.id);

  if (action.do === 'comment') {
    await record(db, now, me, parts, 'comment', action.text, () => ({}));
    return { changed: parts.length, undo: null };
  }
  const after = await decide(db, parts, action);
  const changed = parts.filter((part) => !sameDisposition(part, after(part)));
  if (changed.length === 0 && !(action.do === 'close' && action.comment)) return { changed: 0, undo: null };
  await writeDispositions(
    db,
    changed.map((part) => ({ id: part.id, ...after(part) })),
    now,
  );
  const text = action.do === 'close' ? (action.comment ?? null) : null;
  await record(db, now, me, changed.length > 0 ? changed : parts, action.do, text, (part) => ({
    from: part.state,
    to: after(part).state,
    ...(action.do === 'close' ? { reason: action.reason } : {}),
    ...(action.do === 'assign' ? { assignee: after(part).assignee_name, before: part.assignee_name } : {}),
  }));
  const undo = newId(now.getTime());
  await keepUndo(db, undo, now, new Date(now.getTime() + undoMs), changed);
  return { changed: changed.length, undo };
}

/** Takes back an action of the caller, as long as nobody changed its parts again. */
export async function undoTriage(db: Db, id: string, now: Date): Promise<{ changed: number }> {
  const undo = await findUndo(db, id, now);
  if (!undo) throw alertProblem('undo-not-found', { at: 'id' });
  const parts = await lockParts(db, [...new Set(undo.before.map((each) => each.head_id))], undefined);
  const now_ = new Map(parts.map((part) => [part.id, part]));
  const restored = undo.before.filter((before) => now_.get(before.id)?.revision === before.revision + 1);
  if (restored.length < undo.before.length) throw alertProblem('undo-too-late');
  await writeDispositions(db, restored, now);
  await markUndone(db, id, now);
  const me = await whoAmI(db);
  await record(db, now, me, restored, 'undone', null, (part) => ({ to: part.state }));
  return { changed: restored.length };
}

function refuseWhatMoved(
  parts: readonly LockedPart[],
  asSeen: NonNullable<TriageRequest['asSeen']>,
  me: string,
): void {
  asSeen.forEach(({ alertId, decided }, at) => {
    const shown = decided === null ? 0 : Date.parse(decided);
    const moved = parts.find(
      (part) => part.head_id === alertId && part.triaged_by !== me && (part.triaged?.getTime() ?? 0) > shown,
    );
    if (moved)
      throw alertProblem('alert-changed', {
        detail: `it is ${moved.state} since ${moved.triaged?.toISOString() ?? 'then'}`,
        at: `/asSeen/${at}`,
      });
  });
}

type Change = Exclude<TriageRequest['action'], { do: 'comment' }>;

/** What each part becomes. */
async function decide(
  db: Db,
  parts: readonly LockedPart[],
  action: Change,
): Promise<(part: LockedPart) => Disposition> {
  const keep = ({ state, close_reason, assignee_id, assignee_name }: LockedPart): Disposition => ({
    state,
    close_reason,
    assignee_id,
    assignee_name,
  });
  switch (action.do) {
    case 'set-state':
      return (part) => ({ ...keep(part), state: action.state, close_reason: null });
    case 'close':
      return (part) => ({ ...keep(part), state: 'closed', close_reason: action.reason });
    case 'assign': {
      const { userId } = action;
      if (userId === null) return (part) => ({ ...keep(part), assignee_id: null, assignee_name: null });
      const names = await assigneeNames(db, userId, [...new Set(parts.map((part) => part.organisation_id))]);
      const without = parts.find((part) => !names.has(part.organisation_id));
      if (without)
        throw alertProblem('assignee-out-of-scope', {
          detail: 'expected somebody who may triage alerts of every organisation concerned',
          at: '/action/userId',
        });
      return (part) => ({
        ...keep(part),
        assignee_id: userId,
        assignee_name: names.get(part.organisation_id) ?? null,
      });
    }
  }
}

function sameDisposition(a: Disposition, b: Disposition): boolean {
  return a.state === b.state && a.close_reason === b.close_reason && a.assignee_id === b.assignee_id;
}

/** One entry an alert in the timeline, and a word to everybody who looks at it. */
async function record<P extends { readonly head_id: string; readonly organisation_id: string }>(
  db: Db,
  now: Date,
  user: NewActivity['user'],
  parts: readonly P[],
  kind: string,
  text: string | null,
  detail: (part: P) => Record<string, unknown>,
): Promise<void> {
  const heads = [...Map.groupBy(parts, (part) => part.head_id)];
  await addActivity(
    db,
    now,
    heads.map(([id, those]) => ({
      subject: { kind: 'alert', id },
      organisationIds: those.map((part) => part.organisation_id),
      user,
      kind,
      text,
      detail: those[0] ? detail(those[0]) : {},
    })),
  );
  await notifyLive(
    db,
    heads.map(([alertId, those]) => ({
      message: { type: 'alert', alertId, change: 'changed' },
      to: { organisationIds: those.map((part) => part.organisation_id) },
    })),
  );
  // One entry an organisation, in an order that is always the same: each reads what was done to its own part.
  const organisations = [...Map.groupBy(parts, (part) => part.organisation_id)].sort(([a], [b]) =>
    a < b ? -1 : 1,
  );
  for (const [organisationId, those] of organisations) {
    const alertIds = [...new Set(those.map((part) => part.head_id))];
    await recordAudit(db, {
      action: `alert.${kind}`,
      organisationId,
      target: alertIds.length === 1 ? (alertIds[0] ?? null) : `${alertIds.length} alerts`,
      detail: { changes: those.map((part) => ({ alertId: part.head_id, ...detail(part) })) },
    });
  }
}
