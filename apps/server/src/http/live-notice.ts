import type { LiveMessage } from '@cordon/api';

/**
 * A notification on the database's `live` channel: the message as JSON, and beside its fields `organisationIds`
 * (whose viewers hear it) or `userId` (who alone hears it). Neither: the centre alone.
 */
export interface LiveNotice {
  readonly message: LiveMessage;
  readonly organisationIds?: readonly string[];
  readonly userId?: string;
}

/** Reads a notification; undefined for what is not one. Only the fields of a message are passed on to browsers. */
export function readLiveNotice(payload: string): LiveNotice | undefined {
  let value: unknown;
  try {
    value = JSON.parse(payload);
  } catch {
    return undefined;
  }
  if (typeof value !== 'object' || value === null) return undefined;
  const fields = value as Record<string, unknown>;
  const message = readMessage(fields);
  if (!message) return undefined;
  const { organisationIds, userId } = fields;
  return {
    message,
    ...(Array.isArray(organisationIds) ? { organisationIds: organisationIds.filter(isText) } : {}),
    ...(isText(userId) ? { userId } : {}),
  };
}

const isText = (value: unknown): value is string => typeof value === 'string';
const changes = ['new', 'grown', 'changed'] as const;

function readMessage(fields: Record<string, unknown>): LiveMessage | undefined {
  const { type, alertId, sourceId, jobId, state, done, of, eventsPerSecond } = fields;
  const change = changes.find((each) => each === fields.change);
  if (type === 'alert' && isText(alertId) && change) return { type, alertId, change };
  if (type === 'source' && isText(sourceId) && isText(state)) return { type, sourceId, state };
  if (type === 'job' && isText(jobId) && isText(state) && typeof done === 'number')
    return { type, jobId, state, done, of: typeof of === 'number' ? of : null };
  if (type === 'rate' && typeof eventsPerSecond === 'number') return { type, eventsPerSecond };
  return undefined;
}
