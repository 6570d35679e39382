import type { Marking } from '@cordon/api';
import { sql } from 'kysely';
import type { Db } from '../control/index.ts';
import { stranger, visibleTo } from '../marking/index.ts';
import { ruleIdOf } from './rule-id.ts';

/** A list in force, as matching needs it. */
export interface ListInForce {
  readonly id: string;
  readonly expires: Date;
  /** Organisations at its node and below; null for the centre's, which are all, those to come among them. */
  readonly organisationIds: readonly string[] | null;
}

interface Row {
  readonly id: string;
  readonly name: string;
  readonly marking: Marking;
  readonly level: number;
  readonly expires: Date;
  readonly organisations: string[] | null;
}

const columns = sql`l.id, l.name, l.marking, l.level, l.expires,
  CASE WHEN n.kind = 'centre' THEN NULL ELSE ARRAY(
    SELECT o.id::text FROM organisation o JOIN node_closure c ON c.descendant_id = o.id
    WHERE c.ancestor_id = l.node_id AND c.since <= now() AND (c.until IS NULL OR c.until > now()) ORDER BY 1) END AS organisations`;

/** The version, and the lists in force as of it. Role keeper. Index: indicator_list_active. */
export async function readInForce(
  db: Db,
  now: Date,
): Promise<{ readonly version: number; readonly lists: readonly ListInForce[] }> {
  const version = await sql<{ version: number }>`
    SELECT version::float8 AS version FROM indicator_version`.execute(db);
  const { rows } = await sql<Row>`
    SELECT ${columns} FROM indicator_list l JOIN node n ON n.id = l.node_id
    WHERE l.withdrawn IS NULL AND l.expires > ${now} ORDER BY l.created, l.id`.execute(db);
  await nameRules(db, rows);
  return { version: version.rows[0]?.version ?? 0, lists: rows.map(toInForce) };
}

/** One list, whether in force or not, with the version that brought it. Role keeper. */
export async function readOne(
  db: Db,
  id: string,
): Promise<(ListInForce & { readonly version: number; readonly withdrawn: boolean }) | undefined> {
  const { rows } = await sql<Row & { version: number; withdrawn: boolean }>`
    SELECT ${columns}, l.version::float8 AS version, l.withdrawn IS NOT NULL AS withdrawn
    FROM indicator_list l JOIN node n ON n.id = l.node_id WHERE l.id = ${id}`.execute(db);
  const [row] = rows;
  return row && { ...toInForce(row), version: row.version, withdrawn: row.withdrawn };
}

function toInForce(row: Row): ListInForce {
  return { id: row.id, expires: row.expires, organisationIds: row.organisations };
}

/**
 * Alerts take title and level from the rule. Whoever sees an alert reads its title, so a list is named there only
 * where its marking lets everybody see it. Written before a list is first matched.
 */
async function nameRules(db: Db, lists: readonly Row[]): Promise<void> {
  const title = ({ marking, name }: Row): string =>
    visibleTo(marking, stranger) ? `Known indicator: ${name}` : `Known indicator of a list marked ${marking}`;
  await sql`
    INSERT INTO rule (id, title, level, status, description, origin, file, logsource, has_logsource, tags, techniques,
      rule_references, false_positives, body, loaded)
    SELECT id, title, level, 'stable', 'An event names an indicator of this list.', 'indicators', '', '', true,
      '{}', '{}', '{}', '{}', '', false
    FROM unnest(${lists.map((list) => ruleIdOf(list.id))}::text[], ${lists.map(title)}::text[],
      ${lists.map((list) => list.level)}::smallint[]) AS l(id, title, level)
    ON CONFLICT (id) DO NOTHING`.execute(db);
}
