import type { QueryOf, routes } from '@cordon/api';
import { readCursor, writeCursor } from '../kernel/cursor.ts';
import type { AlertListQuery } from './list.ts';

const list = (text: string | undefined): string[] | undefined =>
  text
    ?.split(',')
    .map((each) => each.trim())
    .filter((each) => each !== '');
const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** The filters of a request as the list understands them. Ids that are none match nothing. */
export function toListQuery(
  query: QueryOf<(typeof routes)['alerts']>,
  after: AlertListQuery['after'],
): AlertListQuery {
  return {
    state: list(query.state),
    level: list(query.level),
    organisationIds: list(query.organisationId)?.filter((id) => uuid.test(id)),
    regionId: query.regionId,
    ruleId: query.ruleId,
    technique: query.technique?.toUpperCase(),
    assignee: query.assignee,
    host: query.host,
    q: query.q,
    from: query.from === undefined ? undefined : new Date(query.from),
    to: query.to === undefined ? undefined : new Date(query.to),
    includeMuted: query.includeMuted ?? false,
    sort: query.sort ?? 'urgency',
    after,
    limit: query.limit ?? 100,
  };
}

export function writeAlertCursor(at: NonNullable<AlertListQuery['after']>): string {
  return writeCursor([...at.key, at.id]);
}

export function readAlertCursor(text: string | undefined): AlertListQuery['after'] {
  const [a, b, c, id] = readCursor(text, ['number', 'number', 'number', 'id']) ?? [];
  return id === undefined ? undefined : { key: [Number(a), Number(b), Number(c)], id: String(id) };
}
