import type { Signal } from '@cordon/sigma';
import type { SignalRecord } from '../events/envelope.ts';
import { hostName, saneTime } from '../signals/index.ts';

/**
 * A signal as correlators count it. A device is its name in lower case (ADR 003). What is
 * stored of a signal gives the same.
 */
export function toSignal(
  record: Pick<SignalRecord, 'ruleId' | 'eventId' | 'happened' | 'sourceId' | 'organisationId' | 'fields'> & {
    readonly host: string;
  },
): Signal {
  const device = hostName(record.host).toLowerCase();
  return {
    rule: record.ruleId,
    event: record.eventId,
    time: saneTime(record.happened),
    source: record.sourceId,
    organisation: record.organisationId,
    ...(device === '' ? {} : { device }),
    fields: record.fields,
  };
}
