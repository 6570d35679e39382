import type { FederationNode, NodeKind } from '@cordon/api';
import { sql } from 'kysely';
import type { Static } from 'typebox';
import { recordAudit } from '../audit/index.ts';
import type { Db } from '../control/index.ts';
import { newId } from '../kernel/ids.ts';
import { federationProblem } from './problems.ts';

type NodeView = Static<typeof FederationNode>;

/** A node above one in scope: its id, kind and name are known, nothing else of it is. */
export interface Ancestor {
  readonly descendant_id: string;
  readonly ancestor_id: string;
  readonly kind: string;
  readonly name: string;
  /** A parent, not one farther up. */
  readonly direct: boolean;
}

export async function ancestors(db: Db): Promise<Map<string, Ancestor[]>> {
  const { rows } = await sql<Ancestor>`SELECT * FROM scope_ancestors() ORDER BY name`.execute(db);
  return Map.groupBy(rows, (row) => row.descendant_id);
}

/** Nodes in scope with their parents of today. */
export async function listNodes(db: Db, ids?: readonly string[]): Promise<NodeView[]> {
  let query = db.selectFrom('node').select(['id', 'kind', 'code', 'name']).orderBy('kind').orderBy('name');
  if (ids) query = query.where('id', 'in', ids);
  const nodes = await query.execute();
  const above = await ancestors(db);
  return nodes.map((node) => ({
    ...node,
    parents: (above.get(node.id) ?? []).filter((each) => each.direct).map((each) => each.ancestor_id),
  }));
}

/** Inserts a node below parents that the caller's scope reaches. Throws `code-taken`, `node-not-found`. */
export async function insertNode(
  db: Db,
  node: { readonly kind: Static<typeof NodeKind>; readonly code: string; readonly name: string },
  parentIds: readonly string[],
  now: Date,
): Promise<string> {
  await requireNodes(db, parentIds);
  const id = newId(now.getTime());
  try {
    await db
      .insertInto('node')
      .values({ id, ...node, created: now })
      .execute();
  } catch (error) {
    if (sqlState(error) === '23505')
      throw federationProblem('code-taken', { at: '/body/code', cause: error });
    throw error;
  }
  await relate(db, id, parentIds);
  return id;
}

export async function createNode(
  db: Db,
  { parentId, ...node }: { kind: Static<typeof NodeKind>; code: string; name: string; parentId: string },
  now: Date,
): Promise<NodeView> {
  if (node.kind !== 'region' && node.kind !== 'group')
    throw federationProblem('node-kind-refused', {
      at: '/body/kind',
      detail: `expected region or group, found ${node.kind}`,
    });
  const id = await insertNode(db, node, [parentId], now);
  await recordAudit(db, { action: 'node.created', target: id, detail: { ...node, parentId } });
  return onlyNode(db, id);
}

/** Sets the parents of a node from now on. Relations to nodes outside the caller's scope are not theirs to end. */
export async function setParents(db: Db, id: string, parentIds: readonly string[]): Promise<NodeView> {
  const before = await onlyNode(db, id);
  await requireNodes(db, parentIds);
  const wanted = new Set(parentIds);
  const known = await db
    .selectFrom('node')
    .select('id')
    .where('id', 'in', [...before.parents, id])
    .execute();
  const ended = before.parents.filter((each) => !wanted.has(each) && known.some((node) => node.id === each));
  const added = [...wanted].filter((each) => !before.parents.includes(each));
  // First the new ones: a node that stands under nobody in scope is not the caller's to place any more.
  await relate(db, id, added);
  if (ended.length > 0)
    await db
      .updateTable('node_relation')
      .set({ until: sql<Date>`now()` })
      .where('child_id', '=', id)
      .where('parent_id', 'in', ended)
      .where('until', 'is', null)
      .execute();
  await recordAudit(db, {
    action: 'node.moved',
    organisationId: before.kind === 'organisation' ? id : null,
    target: id,
    detail: { ended, added },
  });
  return onlyNode(db, id);
}

async function relate(db: Db, childId: string, parentIds: readonly string[]): Promise<void> {
  if (parentIds.length === 0) return;
  // Since when is the database's to say: scope is judged by the time of its transactions.
  const rows = [...new Set(parentIds)].map((parentId) => ({ child_id: childId, parent_id: parentId }));
  try {
    await db.insertInto('node_relation').values(rows).execute();
  } catch (error) {
    if (sqlState(error) !== '23514') throw error;
    throw federationProblem('relation-refused', {
      cause: error,
      detail: 'a node stands neither under itself nor under what stands below it',
    });
  }
}

async function requireNodes(db: Db, ids: readonly string[]): Promise<void> {
  const found = await db
    .selectFrom('node')
    .select('id')
    .where('id', 'in', [...ids])
    .execute();
  const missing = ids.find((id) => !found.some((node) => node.id === id));
  if (missing) throw federationProblem('node-not-found', { detail: missing });
}

async function onlyNode(db: Db, id: string): Promise<NodeView> {
  const [node] = await listNodes(db, [id]);
  if (!node) throw federationProblem('node-not-found', { at: '/params/id' });
  return node;
}

export const sqlState = (error: unknown): string | undefined => (error as { code?: string }).code;
