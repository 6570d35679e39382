import { sql } from 'kysely';
import { recordAudit } from '../audit/index.ts';
import type { Control } from '../control/index.ts';
import { notifyLive } from '../live/index.ts';
import { addActivity } from '../timeline/index.ts';
import { tokenHash } from './hand-off.ts';
import { outboxProblem } from './problems.ts';

export interface HandOffByLink {
  readonly organisation: string;
  readonly title: string;
  readonly advice: string;
  readonly sent: Date;
  readonly acknowledged: Date | null;
}

/** What a link is for. Looking changes nothing: mail scanners follow every link. */
export async function lookAtLink(control: Control, token: string): Promise<HandOffByLink> {
  const { rows } = await control.as('keeper', (db) =>
    sql<HandOffByLink>`SELECT organisation, title, advice, sent, acknowledged FROM hand_off_find(${tokenHash(token)})`.execute(
      db,
    ),
  );
  const [found] = rows;
  if (!found) throw outboxProblem('acknowledgement-not-found', { at: 'token' });
  return found;
}

/** Acknowledges, once; whoever holds the link says who they are. */
export function acknowledgeByLink(control: Control, token: string, name: string, now: Date): Promise<Date> {
  return control.as('keeper', async (db) => {
    const { rows } = await sql<{ id: string; head_id: string; organisation_id: string }>`
      UPDATE hand_off SET acknowledged = ${now}, acknowledged_by = ${name}
      WHERE token_hash = ${tokenHash(token)} AND acknowledged IS NULL RETURNING id, head_id, organisation_id`.execute(
      db,
    );
    const [handOff] = rows;
    if (!handOff) {
      const known = await sql`SELECT 1 FROM hand_off WHERE token_hash = ${tokenHash(token)}`.execute(db);
      throw outboxProblem(known.rows.length > 0 ? 'acknowledged-already' : 'acknowledgement-not-found', {
        at: 'token',
      });
    }
    await addActivity(db, now, [
      {
        subject: { kind: 'alert', id: handOff.head_id },
        organisationIds: [handOff.organisation_id],
        user: { id: null, name },
        kind: 'hand-off-acknowledged',
        text: null,
      },
    ]);
    await notifyLive(db, [
      {
        message: { type: 'alert', alertId: handOff.head_id, change: 'changed' },
        to: { organisationIds: [handOff.organisation_id] },
      },
    ]);
    await recordAudit(db, {
      action: 'hand-off.acknowledged',
      organisationId: handOff.organisation_id,
      target: handOff.head_id,
      actor: { id: null, name: `${name} (by link)` },
      detail: { handOffId: handOff.id },
    });
    return now;
  });
}
