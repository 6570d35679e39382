import type { Permission, Token } from '@cordon/api';
import { sql } from 'kysely';
import type { Static } from 'typebox';
import { recordAudit } from '../audit/index.ts';
import type { Caller, Control } from '../control/index.ts';
import { tokenPrefix } from '../http/index.ts';
import type { Clock } from '../kernel/clock.ts';
import { newId } from '../kernel/ids.ts';
import { identityProblem } from './problems.ts';
import { newSecret, sha256 } from './secret.ts';

type TokenView = Static<typeof Token>;
const longestMs = 366 * 24 * 3600 * 1000;
const columns = ['id', 'name', 'kind', 'permissions', 'node_id', 'created', 'expires', 'last_used'] as const;

interface TokenRow {
  readonly id: string;
  readonly name: string;
  readonly kind: 'personal' | 'service';
  readonly permissions: string[];
  readonly node_id: string | null;
  readonly created: Date;
  readonly expires: Date;
  readonly last_used: Date | null;
}

const toToken = (row: TokenRow): TokenView => ({
  id: row.id,
  name: row.name,
  kind: row.kind,
  permissions: row.permissions as Permission[],
  nodeId: row.node_id,
  created: row.created.toISOString(),
  expires: row.expires.toISOString(),
  lastUsed: row.last_used?.toISOString() ?? null,
});

/** My own tokens, and the service tokens of nodes whose tokens I manage. */
export async function listTokens(control: Control, caller: Caller): Promise<TokenView[]> {
  return control.scoped(caller, 'service-tokens.write', async (db) => {
    const rows = await db
      .selectFrom('api_token')
      .select(columns)
      .where('revoked', 'is', null)
      .where((at) => at.or([at('kind', '=', 'service'), at('user_id', '=', sql<string>`scope_user()`)]))
      .orderBy('created', 'desc')
      .limit(500)
      .execute();
    return rows.map(toToken);
  });
}

export interface NewToken {
  readonly name: string;
  readonly kind: 'personal' | 'service';
  readonly permissions: readonly Permission[];
  readonly nodeId?: string | undefined;
  readonly expires: string;
}

/**
 * Makes a token that can do no more than its maker: a personal one never goes beyond the roles of its owner, and a
 * service token holds at its node what the maker holds there. The secret is answered once.
 */
export async function createToken(
  control: Control,
  clock: Clock,
  maker: { readonly caller: Caller; readonly userId: string; readonly permissions: ReadonlySet<Permission> },
  wanted: NewToken,
): Promise<{ token: TokenView; secret: string }> {
  const now = clock.now();
  const expires = new Date(wanted.expires);
  if (expires <= now || expires.getTime() - now.getTime() > longestMs)
    throw identityProblem('expiry-invalid', { at: '/body/expires' });
  const beyond = wanted.permissions.filter((permission) => !maker.permissions.has(permission));
  if (beyond.length > 0)
    throw identityProblem('permission-beyond', { at: '/body/permissions', detail: beyond.join(', ') });
  if (wanted.kind === 'service' && wanted.nodeId === undefined)
    throw identityProblem('node-not-in-scope', {
      at: '/body/nodeId',
      detail: 'a service token belongs to a node',
    });
  const entered = wanted.kind === 'service' ? 'service-tokens.write' : null;
  const secret = newSecret();
  const token = await control.scoped(maker.caller, entered, async (db) => {
    if (wanted.nodeId !== undefined) {
      const node = await db
        .selectFrom('node')
        .select('id')
        .where('id', '=', wanted.nodeId)
        .executeTakeFirst();
      if (!node) throw identityProblem('node-not-in-scope', { at: '/body/nodeId' });
    }
    if (wanted.kind === 'service') {
      const { rows } = await sql<{ wanted: string }>`
        SELECT wanted FROM unnest(${wanted.permissions}::text[]) AS wanted
        WHERE NOT scope_permits(wanted, ${wanted.nodeId}::uuid)`.execute(db);
      if (rows.length > 0)
        throw identityProblem('permission-beyond', {
          at: '/body/permissions',
          detail: rows.map((row) => row.wanted).join(', '),
        });
    }
    const row: TokenRow = {
      id: newId(now.getTime()),
      name: wanted.name,
      kind: wanted.kind,
      permissions: [...new Set(wanted.permissions)],
      node_id: wanted.nodeId ?? null,
      created: now,
      expires,
      last_used: null,
    };
    await db
      .insertInto('api_token')
      .values({ ...row, user_id: maker.userId, secret_hash: sha256(secret) })
      .execute();
    await recordAudit(db, {
      action: 'token.created',
      target: row.id,
      detail: { name: row.name, kind: row.kind, permissions: row.permissions, nodeId: row.node_id },
    });
    return row;
  });
  return { token: toToken(token), secret: tokenPrefix + secret.toString('base64url') };
}

export async function revokeToken(control: Control, clock: Clock, caller: Caller, id: string): Promise<void> {
  await control.scoped(caller, 'service-tokens.write', async (db) => {
    const revoked = await db
      .updateTable('api_token')
      .set({ revoked: clock.now() })
      .where('id', '=', id)
      .where('revoked', 'is', null)
      .where((at) => at.or([at('kind', '=', 'service'), at('user_id', '=', sql<string>`scope_user()`)]))
      .executeTakeFirst();
    if (revoked.numUpdatedRows === 0n) throw identityProblem('token-not-found', { at: '/params/id' });
    await recordAudit(db, { action: 'token.revoked', target: id });
  });
}
