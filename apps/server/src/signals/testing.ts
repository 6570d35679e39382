import type { SignalRecord } from '../events/envelope.ts';
import { digestId } from '../kernel/ids.ts';

/** A signal for tests; its id follows from rule, host, time and `n`. */
export function testSignal(
  of: {
    readonly organisationId: string;
    readonly sourceId: string;
    readonly host?: string;
    readonly ruleId?: string;
    readonly happened?: number;
    readonly received?: number;
    readonly key?: string;
    readonly n?: number;
    readonly origin?: SignalRecord['origin'];
  } & Partial<Pick<SignalRecord, 'fields' | 'matched'>>,
): SignalRecord {
  const { organisationId, sourceId, host = 'WS-1', ruleId = 'rule-a', key = '', origin = 'live' } = of;
  const happened = of.happened ?? Date.parse('2026-03-01T08:00:00Z');
  const eventId = digestId(organisationId, host, String(happened), String(of.n ?? 0));
  return {
    id: digestId(eventId, ruleId, origin),
    eventId,
    ruleId,
    organisationId,
    sourceId,
    sighting: {
      key: digestId(organisationId, sourceId, host.toLowerCase(), '', ''),
      host,
      sid: null,
      mac: null,
    },
    origin,
    happened,
    received: of.received ?? happened + 1000,
    key,
    matched: of.matched ?? [{ field: 'ServiceName', value: 'mssecsvc2.0' }],
    fields: of.fields ?? { ServiceName: 'mssecsvc2.0' },
  };
}
