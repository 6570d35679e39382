import type { Permission } from '@cordon/api';
import { sql } from 'kysely';
import type { Caller, Control, Db } from '../control/index.ts';
import type { LiveScope } from '../http/index.ts';

/** What a caller may hear of on the live stream. */
export function createLiveScope(control: Control): LiveScope {
  return async (caller: Caller) => {
    const organisations = (permission: Permission) =>
      control.scoped(caller, permission, async (db) => {
        const rows = await db.selectFrom('organisation').select('id').execute();
        return new Set(rows.map((row) => row.id));
      });
    const alerts = await organisations('alerts.read');
    const sources = await organisations('sources.read');
    const { userId, centre } = await control.scoped(caller, 'overview.read', whoAndWhere);
    return { userId, alerts, sources, centre };
  };
}

async function whoAndWhere(db: Db): Promise<{ userId: string; centre: boolean }> {
  const { rows } = await sql<{ user_id: string; centre: boolean }>`
    SELECT scope_user() AS user_id, EXISTS (SELECT 1 FROM node WHERE kind = 'centre') AS centre`.execute(db);
  return { userId: rows[0]?.user_id ?? '', centre: rows[0]?.centre ?? false };
}
